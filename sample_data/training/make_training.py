"""Make x15_areas.csv again from the published figures, byte for byte.

Run ``python make_training.py`` to write it beside this script, or call ``main(folder)``. The other
tables are small and written by hand.
"""

import csv
from pathlib import Path

HERE = Path(__file__).resolve().parent
REAL = HERE.parent / "real"
MEASURE = "DM014"
SOURCE = "people, events: NHS Digital, QOF 2015-16, OGL v3.0; peers: NHS England, 2016, OGL v3.0"


def rows_of(path):
    """Read a table as dictionaries."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def main(folder=HERE):
    """Write the table into a folder."""
    peers = {}
    for row in sorted(rows_of(REAL / "peers.csv"), key=lambda r: (r["area"], int(r["order"]))):
        peers.setdefault(row["area"], []).append(row["peer"])
    figures = [r for r in rows_of(REAL / "indicators.csv") if r["indicator"] == MEASURE]
    with (Path(folder) / "x15_areas.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["area", "people", "events", "peers", "source"])
        for row in sorted(figures, key=lambda r: r["area"]):
            mine = [row["area"], row["denominator"], row["count"], "; ".join(peers[row["area"]])]
            writer.writerow([*mine, SOURCE])


if __name__ == "__main__":
    main()
