"""Write each made-up sample as one Excel workbook beside its folder of CSVs.

`python sample_data/make_workbooks.py` writes them again after the CSVs have changed; the package
must be installed.
"""

from pathlib import Path

import wcc_prioritise as wcc
from wcc_prioritise.tables import write_workbook

HERE = Path(__file__).resolve().parent
NAMES = ("northmere", "short")


def main(folder: Path = HERE) -> None:
    """Write the workbooks into a folder."""
    for name in NAMES:
        case = wcc.read(HERE / name)
        tables = {table: checked.frame for table, checked in case.tables.items()}
        write_workbook(tables, folder / f"{name}.xlsx")


if __name__ == "__main__":
    main()
