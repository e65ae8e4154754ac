"""Which pages of the site are made from the code, the notebooks and the samples?

They go to `docs/made/`, which is not kept: what is told there can't differ from what is.
"""

from pathlib import Path

DOCS = Path(__file__).resolve().parents[1]
ROOT = DOCS.parent
MADE = DOCS / "made"


def make(folder: Path = MADE, *, pictures: bool = True) -> list[Path]:
    """Make every page that is made.

    Parameters
    ----------
    folder : Path
        Where to; what stands there is taken away first.
    pictures : bool
        Draw the pictures and the screens of the day too; without, their pages hold the words.

    Returns
    -------
    list of Path
        The pages, without the files of their pictures.
    """
    import shutil

    from making import api, commands, house, questions, screens, tutorial

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    texts = {
        **api.pages(),
        **commands.pages(),
        **house.pages(),
        **tutorial.pages(folder),
        **questions.pages(folder, pictures),
        **screens.pages(folder, pictures),
    }
    return [write(folder / name, text) for name, text in sorted(texts.items())]


def write(path: Path, text: str) -> Path:
    """Write one page, its folder made if there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
