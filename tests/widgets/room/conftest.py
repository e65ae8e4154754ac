"""Days played up to a point, and every page of the wall as it then stands."""

import os
from datetime import timedelta

import pytest

import wcc_prioritise as wcc
from wcc_prioritise.teaching import before_the_day, play
from wcc_prioritise.widgets.day import Day
from wcc_prioritise.widgets.place import Place
from wcc_prioritise.widgets.room import SHEETS, sheet_of
from wcc_prioritise.workshop import Workshop

SCRIPT = "<script>alert('1')</script> & \"quotes\""
LONG = "Donaudampfschifffahrtsgesellschaftskapitänspatent" * 3
TURNED = "\u202e תיק רפואי 🩺🫀 سجل"


def hostile(case):
    """Give a case whose every free text is hard to show."""
    candidates, criteria, groups = case.candidates, case.criteria, case.voice_groups
    candidates["name"] = [
        (SCRIPT, LONG, TURNED, "Gain of 3.75 and 1.33")[at % 4] for at in range(len(candidates))
    ]
    candidates["description"] = f"{SCRIPT} {LONG} {TURNED} " + "and so on, and so on, " * 60
    candidates["provider"] = LONG
    criteria["question"] = f"{TURNED} {SCRIPT}? " + "What of it? " * 30
    for level in (0, 100):
        criteria[f"anchor_{level}"] = f"{SCRIPT} {LONG} at {level} " + "more words " * 40
    criteria["name"] = [f"{LONG} {SCRIPT} {at}" for at in range(len(criteria))]
    groups["group"] = groups["group"].map(lambda name: f"{name} {LONG} {SCRIPT}")
    said = {
        name: f"{SCRIPT} {LONG} £1.24 million " + "word " * 200
        for name in ("question", "budget", "scope", "who_decides", "late_rule", "tie_break")
    }
    charter = case.charter.model_copy(update=said)
    return case.replace(
        candidates=candidates, criteria=criteria, voice_groups=groups, charter=charter
    )


def sample(name):
    """Give a sample, or the short one with hostile words in it."""
    if name == "hostile":
        return hostile(wcc.read(wcc.sample("short")))
    return wcc.read(wcc.sample(name))


@pytest.fixture(scope="session")
def stage_of(quick_folder, request):
    """Give the file of a sample's day at a stage, `before` or as `play` knows it: never written."""
    made = {}

    def stage(name, stage):
        if (name, stage) not in made:
            made[name, stage] = _played(name, stage, quick_folder, request)
        return made[name, stage]

    return stage


def _played(name, stage, folder, request):
    if stage == "end" and name != "hostile":
        return request.getfixturevalue(f"{name}_day")
    path = folder / f"{name}-{stage}-{os.getpid()}.wcc"
    case = sample(name)
    if stage == "before":
        Workshop.start(before_the_day(case), path).close()
    else:
        play(case, path, seed=2026, until=None if stage == "end" else stage).close()
    return path


def late(day, screen, **changes):
    """Give a moment at which the foot is as full as it gets."""
    moment = day.moment
    begun = moment.now - timedelta(minutes=599)
    told = {"screen": screen, "begun": begun, "reached": {}, "ends": moment.now, **changes}
    return type(moment)(**{**vars(moment), **told})


@pytest.fixture(scope="session")
def every_page():
    """List every page of every screen: place, moment and sheet."""

    def pages(day, screens=tuple(SHEETS)):
        found = []
        for screen in screens:
            moment, place = late(day, screen), Place(screen)
            while True:
                sheet = sheet_of(day.results, place, moment)
                found.append((place, moment, sheet))
                if place.page >= sheet.pages:
                    break
                place = place.at(page=place.page + 1)
        return found

    return pages


@pytest.fixture
def at_stage(stage_of):
    """Open a sample's day at a stage."""
    opened = []

    def day(name, stage):
        opened.append(Day(stage_of(name, stage)))
        return opened[-1]

    yield day
    for each in opened:
        each.close()
