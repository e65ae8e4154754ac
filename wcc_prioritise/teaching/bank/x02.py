"""X2: is waiting as important as health? A weight belongs to a step, not to a word."""

from __future__ import annotations

import pandas as pd

from wcc_prioritise.appraisal import anchored
from wcc_prioritise.appraisal.totals import value_of
from wcc_prioritise.judgement import normalise
from wcc_prioritise.teaching.exercise import Exercise, Work, Wrong
from wcc_prioritise.teaching.training_tables import Columns, Tables
from wcc_prioritise.teaching.typed import Choice, rounded

OTHER = {"rise": "fall", "fall": "rise"}
WEEK = 7  # days


def work(tables: Tables) -> Work:
    """Add up under both answers, and see what a wider range would do to the weight."""
    options, ranges = tables["x02_options"], tables["x02_ranges"].set_index("criterion")
    swings = tables["x02_swings"].set_index("asked")[["health", "wait"]]
    values = pd.DataFrame(
        {c: anchored(options[c], ranges.loc[c, ["worst", "best"]], [0, 100], "go on")
         for c in ("health", "wait")}
    )  # fmt: skip
    weights = normalise(swings)
    totals = pd.DataFrame(
        {asked: [rounded(t) for t in value_of(values, row)] for asked, row in weights.iterrows()},
        index=pd.Index(options["option"]),
    )
    now, then = (_width(ranges.loc["wait"], end) for end in ("best", "variant_best"))
    answer = "stay" if then == now else "rise" if then > now else "fall"
    by_step = weights.loc[swings.index[-1]]
    wider = by_step["wait"] * then / now
    share = wider / (wider + by_step["health"])
    leads = [f"{asked}: {_leader(value_of(values, row), options)}"
             for asked, row in weights.iterrows()]  # fmt: skip
    return Work(
        run=(
            ("Values on each scale, 0 to 100", values.set_axis(options["option"]).round(0)),
            ("Totals, by how the weights were asked for", totals),
        ),
        answer=answer,
        written=answer,
        words="A weight belongs to the gap between worst and best, not to the word. Who leads, "
        f"{'; '.join(leads)}. If waits differed by {then:g} days in place of {now:g}, the weight "
        f"should {answer}; if each day mattered as much as before, from "
        f"{weights.iloc[-1]['wait']:.0%} to {share:.0%}.",
        wrong=(
            Wrong(
                "stay",
                "a weight is the importance of a word",
                "The word is the same; is the step? Read both steps aloud, and ask which you "
                "would take first now.",
            ),
            Wrong(
                OTHER.get(answer, "rise"),
                "the range read backwards",
                "Compare the two steps: from the worst wait to the best, now and then. Which of "
                "them is more to win?",
            ),
            Wrong(
                "fall",
                "the range read backwards",
                "Compare the two steps: from the worst wait to the best, now and then.",
            ),
        ),
    )


def _width(row: pd.Series, end: str) -> float:
    return abs(float(row[end]) - float(row["worst"]))


def _leader(totals, options: pd.DataFrame) -> str:
    best = totals.argmax()
    said = ", ".join(f"{o} {rounded(t)}" for o, t in zip(options["option"], totals, strict=True))
    return f"{options['option'].iloc[best]} ({said})"


def facts(tables: Tables) -> dict[str, str]:
    """Give the figures of the story."""
    options, ranges = tables["x02_options"], tables["x02_ranges"].set_index("criterion")
    variant = float(ranges.at["wait", "variant_best"])
    health = options["health"].map("{:g}".format)
    wait = options["wait"].map(_days)
    return {
        "health_a": health.iloc[0],
        "health_b": health.iloc[1],
        "health_best": f"{ranges.at['health', 'best']:g}",
        "wait_a": wait.iloc[0],
        "wait_b": wait.iloc[1],
        "wait_best": _days(ranges.at["wait", "best"]),
        "variant": f"{variant / WEEK:g} weeks" if variant % WEEK == 0 else _days(variant),
    }


def _days(number: float) -> str:
    return f"{number:g} day{'' if number == 1 else 's'}"


EXERCISE = Exercise(
    code="X2",
    title="The one-day wait",
    outcomes=(3, 4),
    minutes=20,
    needs=("W",),
    belief="Waiting is as important as health.",
    story="Two projects, A and B: A brings {health_a} units of health on a scale that ends at "
    "{health_best} and cuts {wait_a} from the wait; B brings {health_b} units and cuts "
    "{wait_b}. On this list, waits differ by {wait_best} at most. Asked *how important is "
    "waiting beside health?* the room says: the same. Asked *which step would you take first, the "
    "whole of the one scale or the whole of the other, and how much is the other step worth beside "
    "it?* the room gives other figures.",
    predict="Which project leads if the two words weigh the same? Which leads when the room has "
    "weighed the two steps? Roughly how many points has each?",
    investigate="What did the first question leave out? Say the two steps aloud, with from and "
    "to. What would somebody have to believe to give them the same weight?",
    question="If waits differed by {variant} in place of {wait_best}, should the weight of "
    "waiting rise, stay or fall?",
    modify="Change the points that the room gave to the step in waiting, and run it again. From "
    "how many points on does the leader change?",
    make="Take a criterion of your own. Write down its worst and its best in words, then a range "
    "half as wide. Which weight goes with each?",
    change='mine["x02_swings"].loc[1, "wait"] = 40',
    notes="Nobody moves on before everybody has typed. Then ask eight or ten people to explain "
    "in their own words why the range matters; the variant of 12 weeks is the proof. Do not say "
    "'importance' yourself for the rest of the day.",
    tables={
        "x02_options": Columns(text=("option", "name"), numbers=("health", "wait")),
        "x02_ranges": Columns(
            text=("criterion", "unit"), numbers=("worst", "best", "variant_best")
        ),
        "x02_swings": Columns(text=("asked",), numbers=("health", "wait")),
    },  # fmt: skip
    shown=("x02_options", "x02_ranges", "x02_swings"),
    reads=Choice(
        {
            "rise": ("yes", "rises", "up", "increase", "increases", "higher", "more", "grow"),
            "stay": ("no", "stays", "same", "unchanged", "equal"),
            "fall": ("falls", "down", "decrease", "lower", "less", "drop"),
        }
    ),
    work=work,
    facts=facts,
)
