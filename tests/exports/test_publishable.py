"""An attacker is given what was published and nothing else, and may learn nothing of one person."""

import csv
import re
import shutil

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

import wcc_prioritise as wcc
from wcc_prioritise.case import Case
from wcc_prioritise.exports.public_figures import score_rows
from wcc_prioritise.exports.publishable import NOTHING_PUBLISHED, publish
from wcc_prioritise.judgement import memberships
from wcc_prioritise.tables import Table
from wcc_prioritise.workshop import Workshop

NAME, ALIAS = "Quentin Farnsworth", "Farnsworth"  # SYNTHETIC
NARROW, HAIR = 10, 1e-6
SEAL = re.compile(r"[0-9a-f]{64}")


@pytest.fixture(scope="module")
def record(short_day, quick_folder, tmp_path_factory):
    """Give a day to be published, with everything in its texts that must not get out."""
    folder = tmp_path_factory.mktemp("record")
    path = folder / "day.wcc"
    shutil.copy(short_day, path)
    (folder / "day.names.csv").write_text(f"token,name\nS01,{NAME}\n", encoding="utf-8")
    with Workshop(path) as workshop:
        told = {"source": "a ward", "what": f"{ALIAS} rang at 10:47 about P01", "answer": "Noted."}
        entry = workshop.add("comment", by="scribe", **told)
        workshop.name_checked(entry.seq, by="records manager", instead="somebody")
        workshop.add("comment", by="scribe", source="a GP", what="S03 gave it 40, at 9.15 am.")
        workshop.add("promise", by="chair", what="Minutes by noon.", whom="s07")
        group = workshop.case().voice_groups["group"].iloc[0]
        lines = {"candidate": "P02", "text": "We would have kept it."}
        workshop.add("minority text accepted", by="chair", group=group, **lines)
        said = {"ground": "error", "source": "a sponsor", "candidate": "P02"}
        workshop.add("challenge", by="clerk", what="The cost is wrong.", **said)
        workshop.add("answer", by="clerk", challenge="H01", answered_by="a neighbour",
                     outcome="not upheld", because="It was checked against the ledger.",
                     materiality="S01's 40 would have to be 62.5")  # fmt: skip
        yield workshop


@pytest.fixture(scope="module")
def public(record, tmp_path_factory):
    """Publish it, and give the folder."""
    return publish(record, tmp_path_factory.mktemp("public") / "out")


@pytest.fixture(scope="module")
def texts(public):
    return {path.name: path.read_text(encoding="utf-8-sig") for path in public.iterdir()}


def rows(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


# ---- texts ---------------------------------------------------------------------------------------


def test_no_person_no_time_and_no_seal_but_the_last_is_in_any_file(record, texts):
    case, entries = record.case(), record.entries()
    tokens = re.compile(rf"(?<!\w)(?:{'|'.join(case.people['person'])})(?!\w)", re.IGNORECASE)
    private = {*case.scores["reason"].dropna(), *case.swings["reason"].dropna(),
               *case.agreements["reason"].dropna(), *case.people["experience"].dropna(),
               *case.interests["what"].dropna()} - {"nil"}  # fmt: skip
    for name, text in texts.items():
        assert not tokens.search(text), name
        assert not re.search(r"(?<![\d;])[0-2]?\d:[0-5]\d", text), name
        assert not re.search(r"\d\.\d\d\s*am\b", text), name
        assert set(SEAL.findall(text)) <= {record.head.seal}, name
        assert not any(at in text for at in entries["at"]), name
        assert ALIAS not in text and case.fingerprint not in text, name
        assert not any(reason in text for reason in private), name
        assert "62.5" not in text and "gave it 40" not in text, name
    assert record.head.seal in texts["README.md"] and record.head.seal in texts["index.html"]
    assert f"{record.head.entries:,} entries" in texts["README.md"]


def test_no_column_speaks_of_a_person_and_no_mean_has_decimals(public):
    for path in public.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            columns = next(csv.reader(stream))
        assert not {"person", "by", "token", "seal", "previous", "at"} & set(columns), path.name
    told = re.compile(r"\d+|not told|at the (top|bottom) of the scale \((over|under) [\d.]+\)")
    for name in ("scores", "weights", "agreement"):
        figures = [row["every person counts the same"] for row in rows(public, name)]
        figures += [row["mean"] for row in rows(public, f"{name}_by_group")]
        assert figures and all(told.fullmatch(figure) for figure in figures)
        assert min(int(row["people"]) for row in rows(public, f"{name}_by_group")) >= 3


def test_what_was_said_to_be_published_is_there(public):
    comments = rows(public, "comments")
    assert comments[1]["what"] == "somebody rang at (time left out) about P01"
    assert comments[1]["answer"] == "Noted."
    assert comments[2]["what"] == "(left out: it speaks of one member of the panel)"
    assert rows(public, "promises")[-1]["whom"].startswith("(left out")
    assert [line["text"] for line in rows(public, "minority")] == ["We would have kept it."]
    (challenge,) = rows(public, "challenges")
    assert (challenge["ground"], challenge["outcome"]) == ("error", "not upheld")
    assert challenge["reasons"] == "It was checked against the ledger."
    (departure,) = rows(public, "departures")
    assert departure["because"].startswith("promised to the public last year")
    half_days = re.compile(r"(14|19|24) October 2026, (morning|afternoon)")
    assert all(half_days.fullmatch(row["when (UTC)"]) for row in rows(public, "day"))


def test_the_set_and_what_leaving_a_group_out_moves_are_candidates_alone(public, record):
    members = rows(public, "set")
    chosen = {row["candidate"] for row in members if row["in the computed set"] == "yes"}
    said = record.case().calculations["result"].iloc[-1]
    assert said == f"chosen: {'; '.join(sorted(chosen))}"
    departs = set(record.case().departures["candidate"])
    assert {
        r["candidate"] for r in members if r["in after departures"] == "yes"
    } == chosen | departs
    for row in rows(public, "without_a_group"):
        assert not re.search(r"\d", re.sub(r"P\d\d", "", "".join(row.values())))


def test_the_readme_says_who_checked_and_never_that_there_is_no_name(texts, record):
    text = " ".join(texts["README.md"].split())
    at = pd.Timestamp(record.entries(kind="name checked")["at"].iloc[-1])
    assert f"checked against the key file on {at.day} {at:%B %Y}, by records manager" in text
    assert "1 text with a name or a word like one, 0 stayed as they were and 1 was worded" in text
    assert "would not be found" in text and "contains no name" not in text
    assert "from these could be worked out by subtraction" in text.replace("which these", "these")
    assert "SYNTHETIC" in text


def test_the_same_record_gives_the_same_bytes_over_what_was_there(record, public):
    before = {path.name: path.read_bytes() for path in public.iterdir()}
    assert publish(record, public) == public
    assert {path.name: path.read_bytes() for path in public.iterdir()} == before


# ---- figures: the attacker ----------------------------------------------------------------------


def between(words):
    """Give all that a figure says of a mean: two ends."""
    if words.isdigit():
        return float(words) - 0.5, float(words) + 0.5
    return (0.0, 4.5) if "bottom" in words else (95.5, 100.0)


def system(told, by_group, unknowns, shares):
    """Rebuild the linear system of one item and one state: rows of weights with their ends."""
    found = []
    everyone = np.ones(len(unknowns))
    held = {g: np.array([shares.at[p, g] for p in unknowns]) for g in shares}
    means = {g: h / h.sum() for g, h in held.items() if h.sum()}
    if told["every person counts the same"] != "not told":
        found.append((everyone / len(unknowns), *between(told["every person counts the same"])))
    if told["every voice group counts the same"] != "not told":
        pooled = sum(means.values()) / len(means)
        found.append((pooled, *between(told["every voice group counts the same"])))
    found += [(means[row["voice group"]], *between(row["mean"])) for row in by_group]
    return found


def isolated(table, owners):
    """Does some combination of the rows rest on one or two people? By ranks, pair by pair."""
    people = sorted(set(owners))
    full = np.linalg.matrix_rank(table)
    for n, first in enumerate(people):
        for second in people[n:]:
            others = [i for i, who in enumerate(owners) if who not in (first, second)]
            if np.linalg.matrix_rank(table[:, others]) < full:
                return first, second
    return None


def narrowest(found, wide=100.0, equal=None):
    """How closely can any answer be pinned down? By two linear programmes an answer."""
    table = np.array([row for row, _, _ in found])
    limits = np.concatenate([[high for *_, high in found], [-low for _, low, _ in found]])
    widths = []
    for place in range(table.shape[1]):
        aim = np.eye(table.shape[1])[place]
        ends = [
            linprog(sign * aim, A_ub=np.vstack([table, -table]), b_ub=limits, bounds=(0, wide),
                    A_eq=equal and equal[0], b_eq=equal and equal[1])
            for sign in (1, -1)
        ]  # fmt: skip
        assert all(end.status == 0 for end in ends)
        widths.append(-ends[1].fun - ends[0].fun)
    return min(widths)


def attack_scores(panel, groups, case):
    """Attack every cell; the attacker knows who scored what in which round, and every group."""
    shares = memberships(case.people, case.voice_groups)
    attacked, scores = 0, case.scores
    for cell in {(row["candidate"], row["criterion"]) for row in panel}:
        mine = scores[(scores["candidate"] == cell[0]) & (scores["criterion"] == cell[1])]
        scored = mine.dropna(subset="score")
        owners = list(zip(scored["person"], scored["round"], strict=True))
        table = []
        for told in (r for r in panel if (r["candidate"], r["criterion"]) == cell):
            upto = mine[mine["round"] <= int(told["round"])].sort_values("round")
            stood = upto.drop_duplicates("person", keep="last").dropna(subset="score")
            people = list(stood["person"])
            assert int(told["people"]) == len(people)
            key = {"candidate": cell[0], "criterion": cell[1], "round": told["round"]}
            by_group = [row for row in groups if key.items() <= row.items()]
            for weights, low, high in system(told, by_group, people, shares):
                row = np.zeros(len(owners))
                for weight, who in zip(
                    weights, zip(people, stood["round"], strict=True), strict=True
                ):
                    row[owners.index(who)] = weight
                table.append((row, low, high))
        if table:
            attacked += 1
            matrix = np.array([row for row, *_ in table])
            assert isolated(matrix, [person for person, _ in owners]) is None, cell
            assert narrowest(table) >= NARROW - HAIR, cell
    return attacked


def test_no_score_follows_from_what_was_published(public, record):
    case = record.case()
    panel, groups = rows(public, "scores"), rows(public, "scores_by_group")
    assert attack_scores(panel, groups, case) >= 40


def test_no_weight_follows_although_each_person_s_weights_sum_to_100(public, record):
    case = record.case()
    shares = memberships(case.people, case.voice_groups)
    people, criteria = list(shares.index), list(case.criteria["criterion"])
    table = []
    for told in rows(public, "weights"):
        place = criteria.index(told["criterion"])
        by_group = [
            r for r in rows(public, "weights_by_group") if r["criterion"] == told["criterion"]
        ]
        assert int(told["people"]) == len(people)
        for weights, low, high in system(told, by_group, people, shares):
            row = np.zeros((len(people), len(criteria)))
            row[:, place] = weights
            table.append((row.ravel(), low, high))
    assert len(table) >= len(criteria)
    sums = np.kron(np.eye(len(people)), np.ones(len(criteria)))
    assert narrowest(table, equal=(sums, np.full(len(people), 100.0))) >= NARROW - HAIR


SCORE = st.one_of(
    st.sampled_from([0.0, 100.0, 50.0, None]), st.integers(0, 20).map(lambda n: 5.0 * n)
)


@st.composite
def small_cases(draw):
    """Draw who is in which group and who scored what, twice; the second round may be thin."""
    n = draw(st.integers(2, 9))
    roles = draw(st.lists(st.sampled_from([("a",), ("b",), ("c",), ("a", "b"), ("x",)]),
                          min_size=n, max_size=n))  # fmt: skip
    said = []
    for round_ in (1, 2):
        for code in ("P01", "P05"):
            given_ = draw(st.lists(st.one_of(SCORE, st.just("left")), min_size=n, max_size=n))
            said += [(f"S{i:02d}", code, "K2", score, None, round_)
                     for i, score in enumerate(given_) if score != "left"]  # fmt: skip
    return roles, said


@settings(max_examples=30, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(small_cases())
def test_no_score_of_any_small_workshop_follows(short, drawn):
    roles, said = drawn
    frames = {
        "people": pd.DataFrame(
            {"person": [f"S{i:02d}" for i in range(len(roles))], "roles": roles}
        ),
        "voice_groups": pd.DataFrame({"group": ["A", "B", "C"], "role": ["a", "b", "c"]}),
        "scores": pd.DataFrame(said, columns=list(short.scores.columns)),
    }
    kept = {n: t for n, t in short.tables.items() if n not in ("swings", "interests")}
    case = Case(kept | {name: Table(name, name, frame, ()) for name, frame in frames.items()})
    panel, groups = as_read(*score_rows([case]))
    attack_scores(panel, groups, case)


def as_read(panel, groups):
    """Give rows as a reader of the files has them."""
    cell = ("candidate", "criterion", "round")
    columns = (*cell, "people", "every person counts the same",
               "every voice group counts the same", "spread", "why")  # fmt: skip
    return (
        [dict(zip(columns, map(str, row), strict=True)) for row in panel],
        [dict(zip((*cell, "voice group", "people", "mean"), map(str, row), strict=True))
         for row in groups],
    )  # fmt: skip


def test_two_publications_side_by_side_give_no_score_away(short):
    """One person corrects a score between two freezes: the second means would give it away."""
    scores = short.scores
    cell = scores["candidate"].eq("P01") & scores["criterion"].eq("K2")
    scores = scores[cell & scores["score"].notna()]
    first = short.replace(scores=scores)
    changed = scores["person"].eq(scores["person"].iloc[0])
    second = short.replace(scores=scores.assign(score=scores["score"].where(~changed, 3.0)))
    (before,), _ = score_rows([first])
    (alone,), _ = score_rows([second])
    (after,), by_group = score_rows([first, second])
    assert before[4] != "not told" != alone[4]
    assert after[4] == "not told" and "beside what is told already" in after[-1] and not by_group


# ---- what stands in the way ---------------------------------------------------------------------


@pytest.fixture
def copy(record, tmp_path):
    path = tmp_path / "day.wcc"
    shutil.copy(record.path, path)
    shutil.copy(record.path.with_name("day.names.csv"), tmp_path / "day.names.csv")
    with Workshop(path) as workshop:
        yield workshop


def test_a_name_that_nobody_looked_at_stops_it_and_the_entry_is_named(copy, tmp_path):
    entry = copy.note(f"Ask {ALIAS}", by="scribe")
    with pytest.raises(wcc.InputError, match=rf"in entry {entry.seq} \(note\)") as refused:
        publish(copy, tmp_path / "out")
    assert str(refused.value).startswith(NOTHING_PUBLISHED)
    assert f"workshop.name_checked({entry.seq}, by=...)" in str(refused.value)
    assert not (tmp_path / "out").exists()
    copy.name_checked(entry.seq, by="records manager")
    assert (publish(copy, tmp_path / "out") / "README.md").is_file()


def test_without_the_key_nothing_is_published(copy, tmp_path):
    copy.path.with_name("day.names.csv").unlink()
    with pytest.raises(wcc.InputError, match=r"no name key.*day\.names\.csv"):
        publish(copy, tmp_path / "out")


def test_answers_that_changed_since_the_freeze_stop_it(copy, tmp_path):
    copy.score("P01", "K2", person="S02", score=41, by="driver", because="mistyped", round=2)
    with pytest.raises(wcc.InputError, match="scores that changed since the last freeze"):
        publish(copy, tmp_path / "out")
    copy.freeze(by="chair", because="corrected")
    publish(copy, tmp_path / "out")
    assert "(freeze 2)" in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")


def test_a_record_that_was_never_frozen_stops_it_beside_all_else(short, tmp_path):
    with (
        Workshop.start(short, tmp_path / "new.wcc") as workshop,
        pytest.raises(wcc.InputError, match=r"(?s)never frozen.*no name key"),
    ):
        publish(workshop, tmp_path / "out")


def test_a_folder_with_other_files_is_left_alone(copy, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "README.md").write_text("# Mine")
    with pytest.raises(wcc.InputError, match="other files, such as README.md"):
        publish(copy, tmp_path / "mine")
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["README.md"]


@pytest.mark.parametrize(("privacy", "words"), [
    ("anonymous", "no key of names was kept"),
    ("open", "In the room names stood beside the scores; none of that is in here."),
])  # fmt: skip
def test_each_way_of_naming_people_says_its_own(short, tmp_path, privacy, words):
    charter = short.charter.model_copy(update={"privacy": privacy})
    names = {"S01": NAME} if privacy == "open" else None
    with Workshop.start(short.replace(charter=charter), tmp_path / "d.wcc", names=names) as day:
        day.freeze(by="chair", because="done")
        made = publish(day, tmp_path / "out")
    text = (made / "README.md").read_text(encoding="utf-8")
    assert words in text and f"the charter says {privacy}" in text
    assert "Nothing is on record under these heads" in (made / "index.html").read_text("utf-8")
    assert rows(made, "set") == [] and rows(made, "scores")
