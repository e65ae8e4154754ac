"""Run the command with ``python -m wcc_prioritise``."""

from wcc_prioritise.cli import main

if __name__ == "__main__":
    main()
