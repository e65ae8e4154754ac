"""X15: is it a gap or is it noise? Areas that do not differ, and what the best make of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from wcc_prioritise.evidence import opportunity
from wcc_prioritise.evidence.comparators import Comparator, ranked_value, read_comparator
from wcc_prioritise.tables import InputError
from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables
from wcc_prioritise.teaching.typed import Numbers, rounded

MEAN = "peer mean"
HIGH_IS_GOOD = -1.0  # as in `evidence`: the sign of a gap


def work(tables: Tables) -> Work:
    """Draw figures that differ by chance alone, and count the areas that seem to lag."""
    areas, asked = tables["x15_areas"], tables["x15_settings"].iloc[0]
    comparator = read_comparator(asked["comparator"])
    drawn = _no_differences(areas, int(asked["runs"]), int(asked["seed"]))
    at = _peers(areas)
    seem, against_mean = (
        100 * _share_with_a_gap(drawn, at, c) for c in (comparator, read_comparator(MEAN))
    )
    clear = 100 * _called_clear(areas, at, drawn[:, 0], asked)
    run = pd.DataFrame(
        {
            "areas that truly lag": [0.0],
            f"seem to, against the {comparator.name}": [seem],
            f"seem to, against the {MEAN}": [against_mean],
            "called a clear gap by the library": [clear],
        },
        index=["per cent of areas"],
    ).round(1)
    return Work(
        run=((f"{len(areas)} areas with no true difference, {asked['runs']:.0f} years", run),),
        answer=(seem,),
        written=rounded(seem),
        words=f"{rounded(seem)}% of areas seem to have something to win, though none differs: the "
        "best of ten figures look better than the best areas are. Against the peers' mean it is "
        f"{rounded(against_mean)}%. Once the comparator's own error counts, the library calls "
        f"{rounded(clear, 1)}% a clear gap. A gap is headroom, and part of it is noise.",
        wrong=(
            Wrong((0.0,), "no difference, no gap",
                  "Figures differ by chance although the areas do not. Against whom is each held?"),
            Wrong((50.0,), "half lie above and half below",
                  "That holds against a mean. The best of ten are no mean."),
            Wrong((5.0,), "only one in twenty is a false alarm",
                  "That holds for a test which knows the comparator's own error. Here nobody "
                  "tested anything."),
            Wrong((2.5,), "only one in twenty is a false alarm",
                  "That holds for a test which knows the comparator's own error."),
            Wrong((100.0,), "everybody lags behind the best",
                  "Some areas are among the best by the same luck."),
        ),
    )  # fmt: skip


def _no_differences(areas: pd.DataFrame, runs: int, seed: int) -> np.ndarray:
    """Draw rates (area x run) from one and the same true rate, with the people of each area."""
    people = areas["people"].to_numpy(float).astype(int)
    rate = areas["events"].sum() / areas["people"].sum()
    drawn = np.random.default_rng(seed).binomial(people[:, None], rate, (len(people), runs))
    return drawn / people[:, None]


def _peers(areas: pd.DataFrame) -> list[np.ndarray]:
    """Give the rows of each area's peers."""
    place = {code: row for row, code in enumerate(areas["area"])}
    unknown = sorted(
        {p.strip() for cell in areas["peers"] for p in cell.split(";")}.difference(place)
    )
    if unknown:
        raise InputError.of(
            where="x15_areas",
            column="peers",
            found=", ".join(unknown[:5]),
            allowed="codes of areas that have a row of their own",
            do="Correct the code, or add the area.",
        )
    return [np.array([place[p.strip()] for p in cell.split(";")]) for cell in areas["peers"]]


def _share_with_a_gap(rates: np.ndarray, at: list[np.ndarray], comparator: Comparator) -> float:
    if not comparator.ranked and comparator.name != MEAN:
        raise InputError.of(
            where="x15_settings",
            column="comparator",
            found=repr(comparator.name),
            allowed=f"{MEAN}, median, or the best of a number, such as: best 5 of 10",
            do="Take one of them.",
        )
    short = [
        (rates[peers].mean(axis=0) if not comparator.ranked
         else ranked_value(rates[peers[: comparator.of or None]], comparator, HIGH_IS_GOOD))
        > rates[row]
        for row, peers in enumerate(at)
    ]  # fmt: skip
    return float(np.mean(short))


def _called_clear(areas: pd.DataFrame, at: list[np.ndarray], rates: np.ndarray, asked) -> float:
    """How many of one year's gaps does the library call clear?"""
    people, codes = areas["people"].to_numpy(float), areas["area"].to_numpy()
    figures = pd.DataFrame(
        {"indicator": "NONE", "area": codes, "period": "one year", "unit": "%", "scale": 100.0,
         "value": 100 * rates, "count": np.round(rates * people), "denominator": people,
         "polarity": "high is good"}
    )  # fmt: skip
    listed = pd.DataFrame(
        [(codes[row], codes[peer], place + 1)
         for row, peers in enumerate(at) for place, peer in enumerate(peers)],
        columns=["area", "peer", "order"],
    )  # fmt: skip
    found = opportunity(
        figures, area=None, peers=listed, comparator=asked["comparator"],
        draws=int(asked["draws"]), seed=int(asked["seed"]),
    )  # fmt: skip
    return float((found.table["verdict"] == "clear gap").mean())


EXERCISE = Exercise(
    code="X15",
    title="Gap or noise",
    outcomes=(8,),
    minutes=20,
    needs=("W",),
    belief="A gap to the best areas is what we could save.",
    story="{areas} areas treat the same share of their patients well: exactly the same, for "
    "we have made it so. Each area counts its own patients for a year, and each is held against "
    "its most similar areas ({comparator}). Where it falls short, the report prints an "
    "*opportunity*. The areas, their numbers of people and their peers are real; the figures are "
    "drawn by chance.",
    predict="No area truly differs. What share of the areas will be told that they have something "
    "to gain, in per cent?",
    investigate="Why do the best five of ten look better than they are? What would a larger area "
    "be told? What would you want to see printed beside every gap?",
    question="What share of areas, in per cent, seems to have something to gain against the "
    "{comparator}?",
    modify="Compare with the peers' mean in place of the best five, and run it again.",
    make="Take one figure from a report of your own. What is it compared with, how many people "
    "stand behind it, and is the error of the comparator in it?",
    change='mine["x15_settings"].loc[0, "comparator"] = "peer mean"',
    notes="Let everybody roll a die ten times first and hold their mean against the best five of "
    "the row. One year alone scatters by some points round the figure of many. The finding is "
    "published: Dropkin, Journal of Public Health 2018;40:e367-e374.",
    tables={
        "x15_areas": Columns(text=("area", "peers"), numbers=("people", "events")),
        "x15_settings": Columns(text=("comparator",), numbers=("runs", "draws", "seed")),
    },
    shown=("x15_settings",),
    reads=Numbers(unit="per cent", near=2),
    work=work,
    facts=lambda tables: {
        "areas": str(len(tables["x15_areas"])),
        "comparator": tables["x15_settings"]["comparator"].iloc[0],
    },
)
