"""Draw every picture of the SYNTHETIC sample, and every wall of a rehearsed day.

Run as `python docs/make_pictures.py FOLDER`; the build of the site does so too.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

LIMITS = {"gross_3yr": 9_000, "lead_months": 60}
BALANCE = {"quick win": 3, "long-term gain": 3}
WIDTH, HEIGHT = 1024, 768
NOON = datetime(2026, 10, 14, 12).astimezone()
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def draw_all(folder: Path) -> dict:
    """Draw every picture there is, and write each with its words beside it.

    Parameters
    ----------
    folder : Path
        Where to; made if there is none.

    Returns
    -------
    dict of str to Picture
        By the name of its question.
    """
    from wcc_prioritise.plots import PICTURES, picture

    folder.mkdir(parents=True, exist_ok=True)
    results = every_result()
    drawn = {name: picture(name, results[name]) for name in PICTURES}
    for name, shown in drawn.items():
        (folder / f"{name}.png").write_bytes(shown.png)
        (folder / f"{name}.txt").write_text(f"{shown.title}\n\n{shown.alt}\n", encoding="utf-8")
    return drawn


def every_result() -> dict[str, object]:
    """Give what each picture is drawn from, by the name of the picture."""
    import wcc_prioritise as wcc

    case = wcc.read(wcc.sample("northmere"))
    appraisal = wcc.appraise(case)
    portfolio = wcc.select(appraisal, limits=LIMITS, at_least=BALANCE)
    return {
        **of_areas(case),
        **of_the_room(case, portfolio),
        **of_doubt(appraisal),
        **of_the_set(portfolio),
        **of_the_year(),
    }


def of_areas(case) -> dict[str, object]:
    """Give what the pictures of evidence are drawn from."""
    import pandas as pd

    from wcc_prioritise import evidence

    ours = {"area": "Northmere", "peers": case.peers}
    stands = evidence.spread(case.indicators, **ours)
    sizes = [*range(100, 125), *range(180, 186)]
    areas = pd.DataFrame({"area": [f"Area {size}" for size in sizes], "population": sizes})
    return {
        "opportunity": evidence.benchmark(case.indicators, **ours),
        "spine": stands,
        "rug": stands,
        "funnel": evidence.funnel(case.indicators, indicator="I06"),
        "caterpillar": stands.of("I03"),
        "trend": smoking(),
        "opportunities": evidence.opportunity(case.indicators, **ours, seed=1),
        "peer_distances": evidence.peers(areas, method="plain", area="Area 185"),
    }


def smoking():
    """Give a trend with its projection; Northmere's own table holds a single year."""
    import pandas as pd

    from wcc_prioritise import evidence

    values = [21.0, 20.4, 19.9, 19.5, 18.8, 18.6]
    years = pd.DataFrame({"period": [f"{y}/{y - 1999:02d}" for y in range(2010, 2016)]}).assign(
        indicator="SMOKING (SYNTHETIC)", area="Northmere", value=values, unit="%", scale=100.0,
        denominator=5_000.0, count=[value * 50 for value in values],
    )  # fmt: skip
    observed = evidence.trend(years, indicator="SMOKING (SYNTHETIC)", area="Northmere")
    population = pd.DataFrame({"year": range(2010, 2030), "population": 350_000})
    return evidence.project(observed, years=10, population=population)


def of_the_room(case, portfolio) -> dict[str, object]:
    """Give what the pictures of judgement are drawn from."""
    import pandas as pd

    from wcc_prioritise.judgement import may_be_shown
    from wcc_prioritise.voices import ledger

    scores = case.scores
    again = scores[scores["criterion"].isin(["C3", "C7"]) & scores["score"].notna()].copy()
    again["score"] = (again["score"] * 2 / 3 + 25).round(-1).clip(0, 100)  # a second round
    again = again.assign(round=2, reason=None)
    twice = case.replace(scores=pd.concat([scores, again], ignore_index=True))
    shown = may_be_shown(twice)
    return {
        "dot_strips": shown,
        "weight_dots": portfolio.appraisal,
        "agreement_map": case,
        "movement": shown,
        "voice_ledger": ledger(portfolio),
    }


def of_doubt(appraisal) -> dict[str, object]:
    """Give what the pictures of how sure we are are drawn from."""
    import wcc_prioritise as wcc

    ranking = wcc.rank(appraisal)
    tested = wcc.stress(appraisal, runs=2_000, seed=2026)
    return {
        "contributions": ranking,
        "what_would_change_it": ranking,
        **dict.fromkeys(("bands", "rank_shares", "head_to_head"), tested),
        "tipping": wcc.tipping_weights(appraisal),
        "tornado": wcc.tornado(appraisal),
        "methods": wcc.compare(appraisal),
    }


def of_the_set(portfolio) -> dict[str, object]:
    """Give what the pictures of the set and its programme are drawn from."""
    import wcc_prioritise as wcc
    from wcc_prioritise.portfolio.order_of_buy import order_of_buy
    from wcc_prioritise.portfolio.robust import funded_share
    from wcc_prioritise.programme import cash, stakeholder_grid
    from wcc_prioritise.robustness import draws

    programme = wcc.schedule(portfolio, start="2027-04", quarters=12, capacity={"lead_months": 9})
    order = order_of_buy(portfolio)
    direct = ("balance", "bubble", "limits", "price_of_rules", "price_of_balance", "near_equals")
    return {
        **dict.fromkeys((*direct, "money"), portfolio),
        **dict.fromkeys(("value_triangles", "frontier"), order),
        "core_strip": funded_share(draws(portfolio.appraisal, 2_000, seed=2026), portfolio),
        "gantt": programme,
        "load": programme,
        "cash_and_benefit": cash(programme),
        "stakeholder_grid": stakeholder_grid(with_stakes(programme)),
    }


def of_the_year() -> dict[str, object]:
    """Give what the pictures of competencies and of the year are drawn from."""
    import wcc_prioritise as wcc
    from wcc_prioritise.competencies import assess, cycle, movement, read_competencies

    held = read_competencies(wcc.sample("competencies"))
    first, second = (assess(held, year) for year in held.years)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        path = Path(scratch) / "day.wcc"
        with wcc.Workshop.start(wcc.read(wcc.sample("short")), path) as workshop:
            year = cycle(workshop)
    moved = movement(first, second)
    return {"competency_ladder": second, "competency_slope": moved, "cycle_map": year}


def with_stakes(programme):
    """Give the programme with stakeholders (SYNTHETIC) to place; the sample has none."""
    import pandas as pd

    from wcc_prioritise.programme import with_tables
    from wcc_prioritise.schema import TABLES

    rows = [
        ("P01", "GPs", 4, 5), ("P05", "Northmere Hospital", 5, 2), ("P07", "falls charity", 2, 4),
        ("P06", "optometrists", 3, 4), ("P07", "Northmere Council", 4, 4),
        ("P14", "care homes", 3, 5), ("P20", "employers", 1, 2), ("P21", "schools", 2, 2),
    ]  # fmt: skip
    columns = list(TABLES["stakeholders"].model_fields)
    table = pd.DataFrame([(*row, None) for row in rows], columns=columns, dtype=object)
    return with_tables(programme, stakeholders=table)


# ---- the walls of the day -----------------------------------------------------------------------


def browser() -> str | None:
    """Say where a browser is that can be driven; None where there is none."""
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return None
    asked = os.environ.get("WCC_CHROMIUM")
    return asked or next(filter(None, map(shutil.which, BROWSERS)), None)


def draw_walls(folder: Path) -> dict[str, tuple[str, str]]:
    """Take a picture of each wall of a rehearsed day of two hours, where a browser is there.

    Parameters
    ----------
    folder : Path
        Where to. The day is played first, unless WCC_DOCS_DAY names the file of a played one.

    Returns
    -------
    dict of str to (str, str)
        Screen -> name of the file, and what the wall reads. Empty without a browser.
    """
    program = browser()
    if program is None:
        return {}
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        walls = every_wall(os.environ.get("WCC_DOCS_DAY") or played(Path(scratch)))
    _photograph(program, {key: page for key, (page, _) in walls.items()}, folder)
    return {key: (f"{key}.png", words) for key, (_, words) in walls.items()}


def played(folder: Path) -> Path:
    """Play a day of the two-hour sample; give its file."""
    import wcc_prioritise as wcc
    from wcc_prioritise.teaching import play

    path = folder / "day.wcc"
    play(wcc.read(wcc.sample("short")), path, seed=2026).close()
    return path


def every_wall(path) -> dict[str, tuple[str, str]]:
    """Give each screen's page as HTML, and in words."""
    from wcc_prioritise.widgets.day import Day
    from wcc_prioritise.widgets.place import Place
    from wcc_prioritise.widgets.room import sheet_of
    from wcc_prioritise.widgets.room.frame import framed

    copy = Path(shutil.copy(path, Path(tempfile.mkdtemp()) / "day.wcc"))
    day = Day(copy)
    try:
        found = {}
        for screen in day.agenda.screens:
            place, moment = Place(screen.key), replace(day.moment, screen=screen.key, now=NOON)
            sheet = sheet_of(day.results, place, moment)
            words = " ".join(f"{sheet.title}. {sheet.words}".split())
            found[screen.key] = (framed(sheet, place, moment), words[:500])
        return found
    finally:
        day.close()
        shutil.rmtree(copy.parent, ignore_errors=True)


def _photograph(program: str, pages: dict[str, str], folder: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = opened.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for key, fragment in pages.items():
            style = "<style>body { margin: 0 }</style>"
            page.set_content(f'<!DOCTYPE html><html lang="en-GB">{style}{fragment}</html>')
            page.screenshot(path=folder / f"{key}.png")
        opened.close()


if __name__ == "__main__":
    into = Path(sys.argv[1])
    draw_all(into / "pictures")
    draw_walls(into / "walls")
