"""Write the training notebooks again from the exercises, not yet run.

Run ``python notebooks/training/make_notebooks.py``, then ``python tests/notebooks/normalise.py``
with their names. Their words and cells stand in ``wcc_prioritise/teaching``.
"""

import json
from pathlib import Path

from wcc_prioritise import teaching

HERE = Path(__file__).resolve().parent


def main(folder=HERE):
    """Write one notebook for each exercise."""
    for exercise in teaching.exercises():
        path = Path(folder) / f"{exercise.name}.ipynb"
        text = json.dumps(teaching.notebook(exercise.code), indent=1, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
