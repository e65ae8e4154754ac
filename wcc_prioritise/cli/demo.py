"""x."""
import typer
from wcc_prioritise.cli.endings import Debug, in_words
@in_words
def demo(ctx: typer.Context, debug: Debug=False): 
    raise KeyError("x")
