"""Does `wcc run` leave a whole paper, or nothing, and say in words what it chose and why?"""

import os
import re
import signal
import sys

import pandas as pd
import pytest

import wcc_prioritise as wcc_package
from wcc_prioritise import plots
from wcc_prioritise.cli.papers import PICTURES, may_be_left
from wcc_prioritise.cli.steps import RUNS, SEED, choose
from wcc_prioritise.portfolio.asked import rules_of

AREA = "NHS Leicester City CCG"
LABELS = ("Answer", "They are", "Limits", "Rules", "Doubts")
TABLES = {"ranking", "values", "scores", "weights", "worth", "portfolio", "limits", "prices",
          "balance", "readings"}  # fmt: skip


@pytest.fixture
def quick(monkeypatch):
    """Leave out the drawing and the papers, which have tests of their own and take their time."""

    def write(results, folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{results.paper}.docx").write_text("paper", encoding="utf-8")

    monkeypatch.setattr("wcc_prioritise.cli.papers.write_papers", write)
    monkeypatch.setattr("wcc_prioritise.cli.papers.write_pictures", lambda *_: None)


@pytest.fixture(scope="module")
def done(few, tmp_path_factory):
    """Give the results of the small workshop, worked out once."""
    from wcc_prioritise.cli.run import workshop
    from wcc_prioritise.cli.screen import Stages
    from wcc_prioritise.tables import write_folder

    folder = tmp_path_factory.mktemp("done")
    write_folder(few(), folder)
    return workshop(wcc_package.read(folder), None, Stages(10))


@pytest.fixture
def at_once(monkeypatch, quick, done):
    """Leave out the working out as well: for what happens to files."""
    monkeypatch.setattr("wcc_prioritise.cli.run.workshop", lambda *_: done)


def left_in(folder):
    """Name every file below a folder, hidden ones too."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


# ---- the whole of it ----------------------------------------------------------------------------


def test_every_picture_of_the_board_paper_is_drawn():
    assert set(PICTURES) == {"balance", "contributions", "bubble", "limits", "opportunity"}
    assert set(PICTURES) <= set(plots.PICTURES)


def test_a_small_workshop_gives_paper_pictures_and_tables(wcc, few, folder_of, tmp_path):
    folder_of(few())
    told = wcc("run", "ws", "--out", "a new/place")
    assert told.code == 0, told.said
    out = tmp_path / "a new" / "place"
    pictures = {f"pictures/{name}.png" for name, kind in PICTURES.items() if kind != "gaps"}
    assert set(left_in(out)) == {
        "board-paper.docx", "board-paper.html", "tables/about.txt", *pictures,
        *(f"tables/{name}.csv" for name in TABLES),
    }  # fmt: skip
    assert (out / "board-paper.docx").read_bytes().startswith(b"PK")
    assert "<html" in (out / "board-paper.html").read_text("utf-8")
    assert (out / "pictures/bubble.png").read_bytes().startswith(b"\x89PNG")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    for path in ("board-paper.docx", "board-paper.html", "pictures", "tables"):
        assert os.path.join("a new", "place", path) in told.out


def test_it_says_in_five_labelled_sentences_what_was_chosen_and_why(wcc, few, folder_of, quick):
    folder = folder_of(few())
    told = wcc("run", "ws")
    appraisal = wcc_package.appraise(wcc_package.read(folder))
    portfolio = choose(appraisal)
    labels = [line.split("  ")[0] for line in told.out.splitlines() if line[:1].isupper()]
    assert labels[:5] == list(LABELS)
    assert f"Answer {portfolio.summary()}" in told.said
    for row in portfolio.members.itertuples():
        assert (f"{row.candidate} {row.name}" in told.said) == row.chosen
    for row in portfolio.limits.itertuples():
        assert (
            f": {row.used:,.10g} of " in told.said and f" used, {row.left:,.10g} left" in told.said
        )
    for rule in portfolio.price["rule"]:
        assert (f"{rule} costs" in told.said) or (f"{rule} cost " in told.said)
    assert "other ways of counting" in told.said
    assert max(map(len, told.out.splitlines())) <= 80


def test_every_stage_names_what_it_does_on_plain_lines(wcc, few, folder_of, quick):
    folder_of(few())
    told = wcc("run", "ws")
    assert told.err.splitlines() == [
        "Reading ws ...",
        "Valuing 5 candidates by 10 people ...",
        "Putting them in order ...",
        "Finding the best set within the limits and rules ...",
        "Pricing the rules, and trying other ways of counting ...",
        "Trying 2,000 draws of our doubts ...",
        "Writing the tables behind it ...",
        "Drawing the pictures ...",
        "Writing the paper, for Word and as a web page ...",
        "Putting the files in place ...",
    ]
    assert "\x1b" not in told.out + told.err


def test_it_says_how_sure_when_and_at_what_cost(wcc, few, folder_of, quick):
    folder_of(few())
    told = wcc("run", "ws", "--start", "2027-04", "--lead-months", "5")
    assert told.code == 0, told.said
    assert re.search(
        r"How sure .* comes first (most often, in \d+% of draws|every time)", told.said
    )
    assert "In the best set when it is drawn again:" in told.said
    assert re.search(r"When \d projects from Apr-Jun 2027 to", told.said)
    assert "Money Claimed savings of £" in told.said
    alone = wcc("run", "ws")
    assert "How sure" in alone.said and "\nWhen" not in alone.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--start", "soon"], "found start 'soon'; allowed: a month, as 2027-04"),
        (["--lead-months", "9"], "Say in which month the work starts"),
    ],
)
def test_a_start_that_is_no_month_is_told_before_the_work(wcc, few, folder_of, words, said):
    folder_of(few())
    told = wcc("run", "ws", *words)
    assert told.code == 2 and said in told.said.replace("Found", "found")
    assert "Putting them in order" not in told.err


def test_quarters_that_cannot_carry_the_set_are_told(wcc, few, folder_of):
    folder_of(few())
    told = wcc("run", "ws", "--start", "2027-04", "--lead-months", "0.5")
    assert told.code == 3 and "lead months" in told.said


def test_the_paper_gets_every_result_that_was_worked_out(done):
    kinds = [type(result).__name__ for result in done.given]
    assert kinds == ["Appraisal", "Ranking", "Portfolio", "Stress", "FundedShare", "Money"]
    assert done.stress.arguments["runs"] == done.funded.runs == RUNS == 2_000
    assert done.stress.arguments["seed"] == SEED


def test_without_out_the_results_stand_in_wcc_results(wcc, few, folder_of, at_once, tmp_path):
    folder_of(few(), "my ws 中")
    assert wcc("run", "my ws 中").code == 0
    assert (tmp_path / "wcc-results" / "board-paper.docx").is_file()


def test_evidence_alone_gives_a_paper_on_its_gaps(wcc, tmp_path):
    told = wcc("run", wcc_package.sample("real"), "--area", AREA, "--out", "out")
    assert told.code == 0
    assert left_in(tmp_path / "out") == [
        "evidence-paper.docx", "evidence-paper.html", "pictures/opportunity.png",
        "tables/about.txt", "tables/gaps.csv",
    ]  # fmt: skip
    assert f"Compared {AREA} beside" in told.said and "10 of the 10 areas named" in told.said
    assert "Period 2015-16." in told.said
    assert "not what a project would bring" in told.said


@pytest.mark.parametrize("area", [[], ["--area", " "]])
def test_evidence_alone_without_an_area_is_asked_for_one(wcc, tmp_path, area):
    told = wcc("run", wcc_package.sample("real"), *area)
    assert told.code == 2
    assert (
        "a folder with evidence alone, and no area" in told.said and "Add --area NAME" in told.said
    )
    assert list(tmp_path.iterdir()) == []


def test_peers_of_the_tables_are_used_and_an_area_may_be_asked_for(
    wcc, northmere, folder_of, quick, tmp_path
):
    frames = {name: table.frame.copy() for name, table in northmere.tables.items()}
    frames["charter"]["area"] = None
    frames["candidates"]["indicators"] = [()] * len(frames["candidates"])
    for name in ("candidates", "measures", "scores", "evidence", "gates", "interests", "links"):
        few_rows = frames[name]["candidate"].isin(["P01", "P05", "P14", "P07", "P19", "P20", "all"])
        frames[name] = frames[name][few_rows]
    frames["links"] = frames["links"].head(0)
    folder_of(frames)
    told = wcc("run", "ws")
    assert told.code == 0 and "Nothing was compared: the charter names no area" in told.said
    told = wcc("run", "ws", "--area", "Northmere")
    assert told.code == 0 and "Comparing Northmere with areas like it ..." in told.err
    gaps = pd.read_csv(tmp_path / "wcc-results/tables/gaps.csv", encoding="utf-8-sig")
    assert set(gaps["peers (areas)"]) == {10}
    told = wcc("run", "ws", "--area", "Nowhere at all")
    assert told.code == 2 and "found area 'Nowhere at all'" in told.said


# ---- what the tables ask for --------------------------------------------------------------------


def test_rules_of_the_table_become_the_arguments_of_the_choice(few, folder_of):
    frames = few()
    frames["rules"] = pd.DataFrame(
        {
            "kind": ["must", "never", "at least", "at most", "must"],
            "what": ["P21", "P19", "quick win", "steady", "P07"],
            "number": [None, None, 1, 2, None],
        }
    )
    case = wcc_package.read(folder_of(frames))
    asked = {
        "must": ("P21", "P07"),
        "never": ("P19",),
        "at_least": {"quick win": 1},
        "at_most": {"steady": 2},
    }
    assert rules_of(case) == asked
    portfolio = choose(wcc_package.appraise(case))
    limits = {"gross_3yr": 3_000.0, "lead_months": 30.0}
    assert portfolio.arguments == {**asked, "limits": limits, "reading": "worth"}


def test_without_limits_it_asks_for_them_and_for_all_else_at_once(wcc, few, folder_of, tmp_path):
    frames = few()
    del frames["limits"], frames["scores"]
    folder_of(frames)
    told = wcc("run", "ws")
    assert told.code == 2 and "2 things to put right before we start:" in told.said
    assert "limits: found no limit" in told.said and "Fill in limits" in told.said
    assert "no figure for P01 on K2" in told.said
    assert [p.name for p in tmp_path.iterdir()] == ["ws"]


def test_demands_that_clash_end_with_3_and_name_the_clash(wcc, few, folder_of, tmp_path):
    frames = few()
    frames["limits"]["most"] = [1.0, 30.0]
    folder_of(frames)
    told = wcc("run", "ws")
    assert told.code == 3
    assert "No set meets every demand. These cannot all hold:" in told.said
    assert (
        "at most £1 thousand over 3 years (gross_3yr)" in told.said
        and "Relax one of them." in told.said
    )
    assert [p.name for p in tmp_path.iterdir()] == ["ws"]


def test_without_rules_there_is_no_price(wcc, few, folder_of, quick):
    frames = few()
    del frames["rules"]
    folder_of(frames)
    told = wcc("run", "ws")
    assert told.code == 0 and "no rule was set beside the limits." in told.said


def test_when_nothing_fits_nobody_is_chosen(wcc, few, folder_of, quick):
    frames = few()
    del frames["rules"]
    frames["limits"]["most"] = 0.0
    folder_of(frames)
    told = wcc("run", "ws")
    assert (
        told.code == 0 and "No candidate is chosen" in told.said and "They are nobody." in told.said
    )


def test_prompts_that_nobody_answered_are_told(wcc, few, folder_of, quick):
    frames = few()
    frames["charter"]["budget"] = "[the money]"
    folder_of(frames)
    assert "- Not yet answered: charter, budget: still holds [the money]" in wcc("run", "ws").said


# ---- whole, or not at all -----------------------------------------------------------------------


def test_a_paper_that_breaks_off_half_way_leaves_the_earlier_one(
    wcc, few, folder_of, at_once, tmp_path, monkeypatch
):
    folder_of(few())
    assert wcc("run", "ws", "--out", "out").code == 0
    before = {name: (tmp_path / "out" / name).read_bytes() for name in left_in(tmp_path / "out")}

    def break_off(results, folder):
        (folder / "board-paper.docx").write_text("half a paper", encoding="utf-8")
        raise ZeroDivisionError("half-way")

    monkeypatch.setattr("wcc_prioritise.cli.papers.write_papers", break_off)
    told = wcc("run", "ws", "--out", "out")
    assert told.code == 1 and "not your data: ZeroDivisionError: half-way" in told.said
    assert before == {
        name: (tmp_path / "out" / name).read_bytes() for name in left_in(tmp_path / "out")
    }
    told = wcc("run", "ws", "--out", "other")
    assert told.code == 1 and not (tmp_path / "other").exists()


def test_no_old_result_passes_for_a_new_one(wcc, few, folder_of, at_once, tmp_path):
    folder_of(few())
    out = tmp_path / "out"
    for name in (*may_be_left(), "notes.txt", "tables/mine.csv"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text("of an earlier run", encoding="utf-8")
    assert wcc("run", "ws", "--out", "out").code == 0
    kept = {name for name in left_in(out) if (out / name).read_text("utf-8").startswith("of an")}
    assert kept == {"notes.txt", "tables/mine.csv"}
    assert not (out / "tables/gaps.csv").exists()


@pytest.mark.parametrize("out", ["taken", "taken/deeper"])
def test_a_file_in_the_way_is_told_before_any_work(wcc, few, folder_of, tmp_path, out):
    folder_of(few())
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    told = wcc("run", "ws", "--out", out)
    assert told.code == 2 and "Nothing was written:" in told.said
    assert "a part of the path is a file, not a folder" in told.said
    assert "Valuing" not in told.err
    assert (tmp_path / "taken").read_text("utf-8") == "mine"


def test_blanks_are_no_folder(wcc, few, folder_of):
    folder_of(few())
    told = wcc("run", "ws", "--out", " ")
    assert told.code == 2 and "no folder after --out, only blanks" in told.said


def test_a_disk_that_fills_up_is_told(wcc, few, folder_of, tmp_path, monkeypatch, at_once):
    folder_of(few())

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wcc_prioritise.cli.papers.write_papers", full)
    told = wcc("run", "ws", "--out", "out")
    assert told.code == 2 and "the disk is full. Make room on the disk" in told.said
    assert not (tmp_path / "out").exists()


def test_it_may_write_into_the_workshop_s_own_folder(wcc, few, folder_of, at_once):
    folder = folder_of(few())
    assert wcc("run", "ws", "--out", "ws").code == 0
    assert (folder / "tables" / "ranking.csv").is_file() and wcc("run", "ws").code == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("name", "codes"), [("SIGINT", (130, -2)), ("SIGTERM", (143,)), ("SIGHUP", (129,))]
)
def test_stopped_half_way_it_takes_away_what_it_began(shell, tmp_path, name, codes):
    child = shell("run", wcc_package.sample("short"), "--out", "out", wait=False)
    for line in child.stderr:
        if line.startswith(b"Writing the tables"):
            break
    child.send_signal(signal.SIGSTOP)  # it waits, however busy this machine is
    assert any(p.name.startswith(".wcc-unfinished-") for p in tmp_path.iterdir())
    child.send_signal(getattr(signal, name))
    child.send_signal(signal.SIGCONT)
    _, err = child.communicate(timeout=60)
    # -2: Python ends so by itself when the key is pressed while a library is being loaded
    assert child.returncode in codes
    assert b"Traceback" not in err and list(tmp_path.iterdir()) == []
    assert name != "SIGINT" or b"Stopped. Nothing half-made is left" in err


@pytest.mark.slow
def test_the_samples_run_whole(wcc, tmp_path):
    for sample, folder in (("northmere", "full"), ("short", "two hours")):
        told = wcc("run", wcc_package.sample(sample), "--out", folder)
        assert told.code == 0, told.said
        assert "Traceback" not in told.said and "nan" not in told.out.split()
        for label in LABELS:
            assert f"\n{label}" in told.out
        text = (tmp_path / folder / "board-paper.html").read_text("utf-8")
        assert "SYNTHETIC" in text
    assert set(left_in(tmp_path / "full")) == {
        name for name in may_be_left() if not name.startswith("evidence-paper")
    }
