"""The ten screens of the short path, played whole through both pages in a real browser.

What one person would type is typed; the sheets of the others come back in a folder, as on the day.
"""

import json
import os
import re
import signal

import pytest

from wcc_prioritise.teaching import before_the_day
from wcc_prioritise.workshop import Workshop

pytestmark = pytest.mark.slow

LATE, QUORUM = "S10", 7
SECONDS = 15_000
BARRED = {("S03", "P20"), ("S09", "P07")}
HOSTILE = "<script>alert(1)</script> & <b>bold</b>"


class Day:
    """Both pages, and what is done on them."""

    def __init__(self, room, console, path):
        self.room, self.console, self.path = room, console, path

    def on_the_wall(self, words):
        """Wait until the wall shows these words; nothing on it may scroll."""
        self.room.get_by_text(words).first.wait_for(timeout=SECONDS)
        assert "not ready" not in self.room.inner_text("body")

    def told(self, words):
        """Wait until the console says these words."""
        self.console.get_by_text(words).first.wait_for(timeout=SECONDS)

    def press(self, name, exact=True):
        self.console.get_by_role("button", name=name, exact=exact).first.click()

    def type_in(self, label, text):
        box = self.console.get_by_label(label, exact=True).first
        box.fill(text)
        box.press("Enter")

    def choose(self, label, option):
        self.console.get_by_label(label, exact=True).first.select_option(label=option)

    def record(self):
        with Workshop(self.path) as workshop:
            return workshop.case(), workshop.entries()

    def until(self, holds):
        """Wait until the record holds something."""
        for _ in range(150):
            case, entries = self.record()
            if holds(case, entries):
                return case, entries
            self.console.wait_for_timeout(100)
        raise AssertionError("the record does not hold it")


@pytest.fixture(scope="module")
def begun(short, quick_folder):
    """Start the record of the short path, as it is before anybody has come."""
    path = quick_folder / f"two-hours-{os.getpid()}.wcc"
    Workshop.start(before_the_day(short), path).close()
    return path


def typed(folder, short, people, criteria=(), weights=False):
    """Write the sheets of some people as they are typed from paper, and give the folder."""
    folder.mkdir()
    if criteria:
        rows = short.scores[
            (short.scores["round"] == 1)
            & short.scores["criterion"].isin(criteria)
            & short.scores["person"].isin(people)
        ]
        rows = rows.assign(score=[f"{s:g}" if s == s else "don't know" for s in rows["score"]])
        rows[["person", "candidate", "criterion", "score"]].to_csv(
            folder / "typed-scores.csv", index=False
        )
    if weights:
        rows = short.swings[short.swings["person"].isin(people) & (short.swings["round"] == 1)]
        rows[["person", "criterion", "points"]].to_csv(folder / "typed-weights.csv", index=False)
    return folder


def test_the_two_hours(short, begun, served, page, tmp_path, until_ready):
    links = served(begun, anew=True).links()
    day = Day(page(links["room"]), page(links["console"], 1366, 900), begun)
    people = list(short.people["person"])
    others = [person for person in people if person not in (people[0], LATE)]

    # 1. the question, the rules, the interests
    day.on_the_wall("What we are here to decide")
    day.on_the_wall("Which pathways should we redesign")
    day.press("Everybody is here")
    day.until(lambda case, entries: (entries["kind"] == "attendance").sum() == len(people))
    for interest in short.interests.to_dict("records"):
        with Workshop(begun) as workshop:
            workshop.add("interest", by="driver", **interest)
    day.press("Next page")
    day.on_the_wall(re.compile("Page 2 of"))
    day.type_in("Note", HOSTILE)
    day.until(lambda case, entries: HOSTILE in list(case.acts["text"]))

    # 2. the criteria in words
    day.press("Next")
    day.on_the_wall(re.compile("Step 2 of 10"))

    # 3. swing, by keyboard, read back, and revealed
    day.press("Next")
    day.on_the_wall("Which step matters most?")
    weigh_by_keyboard(day, people[0])
    hand_in(day, typed(tmp_path / "weights", short, [*others, LATE], weights=True), via="scores")
    day.press("Back")
    day.on_the_wall(re.compile("Step 3 of 10"))
    day.choose("What is revealed", "weights")
    day.press("Reveal")
    day.until(lambda case, entries: (entries["kind"] == "reveal").sum() == 1)
    day.on_the_wall("What each step is worth to us")

    # 4. private scores: one person's sheet by hand, a kernel killed half-way
    day.press("Next")
    day.on_the_wall(re.compile("Step 4 of 10"))
    score_by_keyboard(day, short, people[0], until_ready)
    folder = typed(tmp_path / "scores", short, others, ("K2", "K3", "K4", "K5"))
    hand_in(day, folder)
    for criterion in ("K3", "K4", "K5"):
        for row in short.scores[
            (short.scores["person"] == people[0])
            & (short.scores["criterion"] == criterion)
            & (short.scores["round"] == 1)
        ].to_dict("records"):
            score = None if row["score"] != row["score"] else row["score"]
            with Workshop(begun) as workshop:
                workshop.score(
                    row["candidate"], criterion, person=people[0], score=score, by="driver"
                )

    # who is outstanding is named on the console only, and nothing is shown before the reveal
    day.console.locator("li", has_text=LATE).wait_for(timeout=SECONDS)
    assert LATE not in day.room.inner_text("body")

    # 5. the map
    day.press("Next")
    day.on_the_wall(re.compile("Step 5 of 10"))
    day.on_the_wall(re.compile("Hidden until"))
    for criterion in ("K2", "K3", "K4", "K5"):
        reveal(day, short, criterion)
    day.on_the_wall("Agree")

    # 6. a cell that matters: on the wall, does it matter, scored again, revealed with a reason
    day.press("Next")
    day.on_the_wall(re.compile("Step 6 of 10"))
    talk(day, short, people)

    # 7. bands
    day.press("Next")
    day.on_the_wall(re.compile("Step 7 of 10"))

    # 8. the set
    day.press("Next")
    day.on_the_wall(re.compile("Step 8 of 10"))
    day.press("Keep this set")
    day.until(lambda case, entries: "select" in set(case.calculations["verb"]))

    # 9. were you heard?
    day.press("Next")
    day.on_the_wall(re.compile("Step 9 of 10"))
    with Workshop(begun) as workshop:
        for person in people:
            said = {"fair_chance": 8, "understand": 8, "support": 7}
            workshop.add("agreement", by="driver", person=person, round=1, **said)
    day.choose("What is revealed", "agreement")
    day.press("Reveal")
    day.until(lambda case, entries: "agreement" in list(case.acts["text"]))

    # 10. decided and frozen
    day.press("Next")
    day.on_the_wall(re.compile("Step 10 of 10"))
    day.type_in("Which body decides", "the commissioning board")
    day.type_in("What is decided or recommended", "Recommend the set. " + HOSTILE)
    day.console.get_by_label("Why", exact=True).first.fill("the panel supports it")
    day.press("Enter the decision")
    day.until(lambda case, entries: len(case.decisions) == 1)
    day.on_the_wall(re.compile("Recommend the set"))
    day.console.get_by_label("What it is frozen for", exact=True).fill("the board paper")
    day.press("Freeze the record")
    case, entries = day.until(lambda case, entries: "freeze" in set(entries["kind"]))

    # what must hold at the end
    with Workshop(begun) as workshop:
        assert workshop.verify().whole and workshop.frozen.number == 1
        seal = workshop.frozen.head.seal
    day.told(re.compile(seal[:12]))
    reasons = entries[entries["kind"] == "reveal"]["because"].dropna()
    assert any("could not stay" in because for because in reasons)
    for each in (day.room, day.console):
        assert each.outside == []
        assert [c for c in each.complaints if "kernel" not in c.casefold()] == []
        bold = "[...document.querySelectorAll('b')].filter(b => b.innerText === 'bold').length"
        assert each.evaluate(bold) == 0, "what people typed is drawn as HTML"
    assert "<script>alert(1)</script> & <b>bold</b>" in day.room.inner_text("body")
    places = entries.loc[entries["kind"] == "screen", "words"]
    assert len({re.match(r"on the wall: (\w+)", place)[1] for place in places}) == 10


def weigh_by_keyboard(day, person):
    """Give one person's swings by keys alone: choose, order, size, enter."""
    day.console.get_by_label("Whose answer", exact=True).focus()
    who = day.console.get_by_label("Whose answer", exact=True)
    options = who.locator("option").all_inner_texts()
    for _ in range(next(n for n, text in enumerate(options) if person in text)):
        day.console.keyboard.press("ArrowDown")
    sliders = day.console.get_by_role("slider").all()
    assert len(sliders) >= 6
    sliders[0].focus()
    day.console.keyboard.press("End")
    for number, slider in enumerate(sliders[1:6], start=1):
        slider.focus()
        day.console.keyboard.press("End")
        for _ in range(4 * number):
            day.console.keyboard.press("ArrowLeft")
    day.told(re.compile("matters|worth"))
    enter = day.console.get_by_role("button", name="Enter this answer")
    enter.focus()
    day.console.keyboard.press("Enter")
    day.until(lambda case, entries: (case.swings["person"] == person).sum() == 6)


def hand_in(day, folder, via=None):
    """Read the sheets that came back to a folder."""
    if via:
        day.press("Next")
        day.told("Read the sheets that came back")
    day.console.get_by_label("Folder in which they lie", exact=True).fill(str(folder))
    day.press("Read the sheets")
    rows = sum(len(path.read_text().splitlines()) - 1 for path in folder.iterdir())
    day.until(lambda case, entries: entries["kind"].isin(["score", "swing"]).sum() >= rows)


def score_by_keyboard(day, short, person, until_ready):
    """Type one sheet by keys; half-way the kernel is killed, and nothing typed is lost."""
    rows = short.scores[
        (short.scores["person"] == person)
        & (short.scores["criterion"] == "K2")
        & (short.scores["round"] == 1)
    ].set_index("candidate")["score"]
    choose_sheet(day, person)
    codes = list(rows.index)
    for code in codes[:6]:
        type_score(day, code, rows[code])
    day.until(lambda case, entries: len(case.scores) == 6)
    kill_the_kernel(day, until_ready)
    day.told(re.compile("Step 4 of 10"))
    assert len(day.record()[0].scores) == 6
    choose_sheet(day, person)
    for code in codes[6:]:
        type_score(day, code, rows[code])
    case, _ = day.until(lambda case, entries: len(case.scores) == len(codes))
    found = case.scores.set_index("candidate")["score"].reindex(codes)
    assert found.fillna(-1).tolist() == rows.reindex(codes).fillna(-1).tolist()


def choose_sheet(day, person):
    who = day.console.get_by_label("Whose sheet", exact=True)
    own = who.locator("option", has_text=person)
    own.wait_for(state="attached", timeout=SECONDS)
    who.select_option(label=own.inner_text())


def type_score(day, code, score):
    box = day.console.get_by_label(re.compile(rf"^{code}\b")).first
    box.focus()
    day.console.keyboard.type("?" if score != score else f"{score:g}")
    day.console.keyboard.press("Tab")


def kill_the_kernel(day, until_ready):
    """Kill every kernel of the room's server; the pages come back by themselves."""
    import psutil

    mine = psutil.Process(os.getpid()).children(recursive=True)
    kernels = [p for p in mine if "ipykernel" in " ".join(p.cmdline())]
    assert len(kernels) >= 2
    for each in (day.console, day.room):
        each.evaluate("window.before = true")
    for kernel in kernels:
        kernel.send_signal(signal.SIGKILL)
    for each in (day.console, day.room):
        each.wait_for_function("window.before === undefined", timeout=60_000)
        until_ready(each)


def reveal(day, short, criterion, times=1):
    """Reveal one criterion, with a reason, for one person could not stay."""
    name = short.criteria.set_index("criterion")["name"][criterion]
    day.choose("What is revealed", f"{criterion} {name}")
    day.console.get_by_label("Reason, if it is revealed before the quorum", exact=True).fill(
        "one of us could not stay"
    )
    day.press("Reveal")
    shown = {"act": "reveal", "criterion": criterion}
    day.until(lambda case, entries: (case.acts[list(shown)] == shown).all(axis=1).sum() == times)


def talk(day, short, people):
    """Talk about the first cell of the list: on the wall, does it matter, scored again, shown."""
    day.press("Show it and start the timer")
    _, entries = day.until(lambda case, entries: "timer" in set(entries["kind"]))
    shown = entries[entries["kind"] == "screen"].iloc[-1]
    about = json.loads(shown["body"])
    code, criterion = about["candidate"], about["criterion"]
    name = short.candidates.set_index("candidate")["name"][code]
    day.on_the_wall(re.compile(re.escape(name.partition(":")[0])))
    day.on_the_wall(re.compile("left"))
    day.console.get_by_label("The score somebody proposes", exact=True).fill("90")
    day.press("Does it matter?")
    day.told(re.compile("set"))
    with Workshop(day.path) as workshop:
        for person in people[:QUORUM]:
            if (person, code) not in BARRED:
                workshop.score(
                    code, criterion, person=person, score=61, by="driver", round=2,
                    because="moved by what was said (SYNTHETIC)",
                )  # fmt: skip
    day.console.wait_for_timeout(1_500)
    assert "61" not in day.room.inner_text("body")
    reveal(day, short, criterion, 2)
