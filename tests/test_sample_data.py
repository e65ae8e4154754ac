"""Do the shipped samples hold what their READMEs promise, and do their scripts make them again?"""

import csv
import re
import runpy
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.schema.records import EFFECT_BY_GRADE, EXTRA_COLUMNS, TABLES

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "sample_data"
PRINTED = Path(__file__).parent / "data" / "domain_9_2.csv"
NAMES = ("northmere", "short", "real")
SYNTHETIC = ("northmere", "short")
JUDGED = ["C2", "C3", "C4", "C5", "C7", "C8", "C9"]
CITED = {"Forbes", "Gillett", "Radhakrishnan", "Singh", "Steiner", "Thomas"}
THRESHOLDS = (
    "quick_first_months",
    "quick_full_months",
    "quick_set_up",
    "quick_organisations",
    "quick_gain_per_million",
    "long_full_months",
    "long_gain",
)


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def table(sample, name):
    return pd.DataFrame(rows_of(SAMPLES / sample / f"{name}.csv"))


def charter(sample):
    return {row["item"]: row["value"] for row in rows_of(SAMPLES / sample / "charter.csv")}


def number(sample, item):
    return float(charter(sample)[item])


def candidates(sample="northmere"):
    found = table(sample, "candidates").set_index("candidate")
    fields = TABLES["candidates"].model_fields
    counted = [c for c in found if fields[c].annotation in (float, int)]
    return found.astype(dict.fromkeys(counted, float))


def scores(sample="northmere"):
    found = table(sample, "scores")
    found["points"] = pd.to_numeric(found["score"].where(found["score"] != "don't know"))
    return found


def groups_of(sample):
    group = table(sample, "voice_groups").set_index("role")["group"]
    people = table(sample, "people")
    return {
        row.person: {group[role.strip()] for role in row.roles.split(";")}
        for row in people.itertuples()
    }


# --- made again, and in the form that a reader expects


@pytest.mark.parametrize("sample", NAMES)
def test_script_makes_the_tables_again_byte_for_byte(sample, tmp_path):
    runpy.run_path(str(SAMPLES / sample / f"make_{sample}.py"))["main"](tmp_path)
    kept = {p.relative_to(SAMPLES / sample) for p in (SAMPLES / sample).rglob("*.csv")}
    made = {p.relative_to(tmp_path) for p in tmp_path.rglob("*")} - {Path("truth")}
    assert made == kept and kept
    for name in kept:
        assert (tmp_path / name).read_bytes() == (SAMPLES / sample / name).read_bytes(), (
            f"run python sample_data/{sample}/make_{sample}.py"
        )


@pytest.mark.parametrize("sample", NAMES)
def test_files_are_plain_text_with_line_feeds(sample):
    for path in (SAMPLES / sample).rglob("*.csv"):
        raw = path.read_bytes()
        assert raw.endswith(b"\n") and b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf")
        assert raw.decode("utf-8")


@pytest.mark.parametrize("sample", NAMES)
def test_every_row_is_a_record_of_the_schema(sample):
    for path in sorted((SAMPLES / sample).glob("*.csv")):
        record, rows = TABLES[path.stem], rows_of(path)
        if path.stem == "charter":
            rows = [{row["item"]: row["value"] for row in rows}]
            assert set(rows[0]) == set(record.model_fields), "every item of the charter is given"
        extra = EXTRA_COLUMNS.get(path.stem, "none of them")
        for row in rows:
            cells = {k: v for k, v in row.items() if v != "" and not k.startswith(extra)}
            record.model_validate(cells)
        keys = [tuple(row[field] for field in record.key) for row in rows]
        assert not record.key or len(set(keys)) == len(keys)


@pytest.mark.parametrize("sample", NAMES)
def test_columns_are_the_fields_of_the_schema(sample):
    for path in sorted((SAMPLES / sample).glob("*.csv")):
        columns, fields = list(rows_of(path)[0]), list(TABLES[path.stem].model_fields)
        expected = ["item", "value", "meaning"] if path.stem == "charter" else fields
        assert columns[: len(expected)] == expected
        prefix = EXTRA_COLUMNS.get(path.stem)
        assert all(prefix and c.startswith(prefix) for c in columns[len(expected) :])


@pytest.mark.parametrize("sample", SYNTHETIC)
def test_every_name_refers_to_a_row_that_is_there(sample):
    for path in (SAMPLES / sample).glob("*.csv"):
        record = TABLES[path.stem]
        for field, other in record.refers.items():
            known = {"all"} if field in record.all_allowed else set()
            if (SAMPLES / sample / f"{other}.csv").is_file():
                known |= set(table(sample, other)[TABLES[other].key[0]])
            used = set(table(sample, path.stem)[field]) - {""}
            assert used <= known, f"{path.name}, column {field}"


@pytest.mark.parametrize("sample", SYNTHETIC)
def test_what_is_invented_is_marked(sample):
    readme = (SAMPLES / sample / "README.md").read_text(encoding="utf-8")
    assert readme.splitlines()[0].startswith("SYNTHETIC")
    assert charter(sample)["notice"].startswith("SYNTHETIC")
    assert "SYNTHETIC" in charter(sample)["organisation"]
    assert table(sample, "measures")["source"].str.startswith("SYNTHETIC").all()
    cards = table(sample, "evidence")
    views = cards[cards["kind"].isin(["patient view", "needs assessment"])]
    assert len(views) and views["source"].str.startswith("SYNTHETIC").all()


def test_invented_areas_are_marked():
    assert table("northmere", "indicators")["source"].str.contains("SYNTHETIC").all()
    assert table("northmere", "peers")["source"].str.startswith("SYNTHETIC").all()
    assert list((SAMPLES / "northmere" / "truth").iterdir()) == [
        SAMPLES / "northmere" / "truth" / "SYNTHETIC_truth.csv"
    ]


@pytest.mark.parametrize("sample", SYNTHETIC)
def test_nobody_is_named_but_cited_authors(sample):
    texts = " ".join(p.read_text(encoding="utf-8") for p in (SAMPLES / sample).rglob("*.csv"))
    assert set(re.findall(r"([A-Z][a-z]+) et al", texts)) <= CITED
    assert not re.search(r"\b(Dr|Mr|Mrs|Ms|Prof|Professor|Sir|Dame)\.? [A-Z]", texts)
    people = table(sample, "people")
    assert people["person"].str.fullmatch(r"S\d\d").all()
    assert "name" not in people


def test_a_token_carries_no_role():
    roles = table("northmere", "people").sort_values("person")["roles"].tolist()
    assert roles != sorted(roles) and roles != sorted(roles, reverse=True)
    assert len({role.strip() for cell in roles for role in cell.split(";")}) >= 6


# --- the long list


def test_counts_are_of_people_who_benefit():
    people = candidates()["people"]
    corrected = {"P17": 640, "P13": 520, "P11": 1200, "P09": 700, "P01": 400, "P24": 0, "P15": 600}
    assert people[list(corrected)].to_dict() == corrected
    assert candidates().at["P24", "gain"] == 0
    assert (table("northmere", "links").query("candidate == 'P24'")["link"] == "helps").all()


def test_posts_must_be_filled_first():
    assert candidates()["first_benefit"][["P02", "P03", "P16"]].tolist() == [7, 7, 8]


def test_costs_are_those_printed():
    found = candidates()
    gross = found["set_up_cost"] + 3 * found["running_cost"]
    printed = pd.read_csv(PRINTED).set_index("id")["gross_3yr"]
    assert (gross == printed).all()


def test_the_claim_of_p17_cannot_be_right():
    cards = table("northmere", "evidence").query("candidate == 'P17'")
    claim = cards[(cards["kind"] == "claim") & (cards["unit"] == "people a year")]
    cost = cards[cards["unit"] == "£ a person"]
    assert claim["value"].tolist() == ["3800"] and cost["value"].tolist() == ["877"]
    assert cost["source"].iloc[0].startswith("Radhakrishnan et al 2013")
    running = candidates().at["P17", "running_cost"] * 1000
    assert running / 3800 < 877 / 2 and running / 640 == pytest.approx(877, rel=0.01)


def test_gain_reaches_the_best_anchor_and_hardly_passes_it():
    found = candidates()
    years = found["people"] * found["gain"] / 100 * found["duration"]
    best = float(table("northmere", "criteria").set_index("criterion").at["C1", "best"])
    assert best == 500 and 1 < years.max() / best < 1.25 and (years > 0.8 * best).sum() >= 2
    assert (years / found["people"]).max() < 1, "nobody gains more than a healthy year"


@pytest.mark.parametrize("sample", SYNTHETIC)
def test_every_candidate_has_two_cards(sample):
    cards = Counter(table(sample, "evidence")["candidate"])
    assert set(cards) == set(candidates(sample).index) and min(cards.values()) >= 2


def test_one_pot_is_smaller_than_its_claims():
    found, pots = candidates(), table("northmere", "pots")
    claims = found.groupby("pot")["claimed_saving"].sum()["BEDS"]
    drawing = set(found.index[found["pot"] == "BEDS"])
    assert drawing == {"P02", "P03", "P12", "P13", "P14", "P16", "P23"}
    assert float(pots["size"].iloc[0]) < 0.6 * claims


def test_links_and_gates():
    links = {(r.candidate, r.link, r.other) for r in table("northmere", "links").itertuples()}
    assert {("P24", "helps", "P19"), ("P24", "helps", "P03"), ("P12", "excludes", "P13")} <= links
    assert any(link == "needs" for _, link, _ in links)
    gates = table("northmere", "gates")
    for candidate in ("P04", "P12", "P13", "P18"):
        kinds = set(gates[gates["candidate"] == candidate]["gate"])
        assert {"equality", "involvement"} <= kinds
    assert (gates["status"] == "").sum() >= 3


def test_one_candidate_is_late():
    closing = charter("northmere")["closing_date"]
    received = candidates()["received"]
    assert received.index[received > closing].tolist() == ["P23"]
    assert "late" in charter("northmere")["late_rule"]


def phased(first, full, months):
    middle = np.arange(months) + 0.5
    return np.clip((middle - first) / (full - first), 0, 1)


def classes(sample):
    """Sort the candidates by the class rule, in plain arithmetic."""
    limit = {item: number(sample, item) for item in THRESHOLDS}
    return pd.Series({row.Index: class_of(row, limit) for row in candidates(sample).itertuples()})


def class_of(row, limit):
    years = row.people * row.gain / 100 * row.duration
    million = (row.set_up_cost + 3 * row.running_cost) / 1000
    per_million = years * phased(row.first_benefit, row.full_benefit, 36).sum() / 12 / million
    cash = row.claimed_saving * EFFECT_BY_GRADE[row.grade] * row.cashable_share
    cash *= phased(row.first_benefit, row.full_benefit, 12).mean()
    fast = (
        row.first_benefit <= limit["quick_first_months"]
        and row.full_benefit <= limit["quick_full_months"]
        and row.set_up_cost <= limit["quick_set_up"]
        and len(row.organisations.split(";")) <= limit["quick_organisations"]
    )
    worthwhile = per_million >= limit["quick_gain_per_million"]
    if fast and (worthwhile or cash >= row.set_up_cost + row.running_cost):
        return "quick win"
    by_year = phased(row.first_benefit, row.full_benefit, 120).reshape(10, 12).mean(axis=1)
    long_gain = years * (by_year / 1.015 ** np.arange(10)).sum()
    late = row.full_benefit >= limit["long_full_months"]
    return "long-term gain" if late and long_gain > limit["long_gain"] else "steady"


def test_each_class_has_five_candidates():
    found = classes("northmere")
    assert found.index[found == "quick win"].tolist() == ["P01", "P05", "P14", "P22", "P23"]
    assert found.index[found == "long-term gain"].tolist() == ["P07", "P10", "P12", "P19", "P20"]
    assert (found == "steady").sum() >= 5
    assert found["P06"] == "steady", "fast, but not worthwhile"


def test_each_class_of_the_short_path_has_four():
    assert Counter(classes("short")) == {"quick win": 4, "long-term gain": 4, "steady": 4}


# --- the panel


@pytest.mark.parametrize("sample", SYNTHETIC)
def test_voice_groups_hold_three_people_and_each_role_once(sample):
    roles = table(sample, "voice_groups")["role"]
    assert roles.is_unique
    held = groups_of(sample)
    sizes = Counter(group for groups in held.values() for group in groups)
    assert set(sizes) == set(table(sample, "voice_groups")["group"])
    assert 3 <= len(sizes) <= 5 and min(sizes.values()) >= 3


def test_one_person_stands_in_two_voice_groups():
    assert [p for p, groups in groups_of("northmere").items() if len(groups) == 2] == ["S06"]


@pytest.mark.parametrize("sample", SYNTHETIC)
def test_everybody_declared_interests_and_weighed_every_criterion(sample):
    people = set(table(sample, "people")["person"])
    assert set(table(sample, "interests")["person"]) == people
    swings = table(sample, "swings").assign(points=lambda t: t["points"].astype(float))
    wide = swings.pivot(index="person", columns="criterion", values="points")
    assert set(wide.index) == people
    assert set(wide) == set(table(sample, "criteria")["criterion"])
    assert (wide.max(axis=1) == 100).all() and wide.notna().all(axis=None)
    assert (swings["reason"] != "").sum() >= 4


def test_panel_means_lie_near_the_printed_table():
    printed = pd.read_csv(PRINTED).set_index("id")[JUDGED]
    means = scores().pivot_table(index="candidate", columns="criterion", values="points")
    away = means[JUDGED] - printed
    assert away.abs().mean(axis=None) < 2.5
    assert away.abs().max(axis=None) < 6.5
    assert away.mean(axis=1).abs().max() < 5


def test_scores_are_in_steps_of_five():
    for sample in SYNTHETIC:
        known = scores(sample)["points"].dropna()
        assert known.between(0, 100).all() and (known % 5 == 0).all()


def deviations():
    found = scores()
    middle = found.groupby(["candidate", "criterion"])["points"].transform("mean")
    return found.assign(away=found["points"] - middle)


def test_one_person_scores_harshly():
    away = deviations().groupby("person")["away"].mean()
    assert away.idxmin() == "S02" and away["S02"] < -10
    assert away.drop("S02").min() > -5


def test_one_person_often_does_not_know():
    share = (scores()["score"] == "don't know").groupby(scores()["person"]).mean()
    assert share.idxmax() == "S14" and 0.15 < share["S14"] < 0.25
    others = share.drop("S14")
    assert 0.01 < others.mean() < 0.02 and others.max() < 0.05


def test_one_person_left_half_way():
    people = table("northmere", "people").set_index("person")
    early = people.index[people["attends_to"] < "16:00"].tolist()
    assert early == ["S03"]
    found = scores()
    assert set(found[found["person"] == "S03"]["criterion"]) == {"C2", "C3", "C4"}


@pytest.mark.parametrize("sample", SYNTHETIC)
def test_whoever_stands_aside_gives_no_score(sample):
    tied = table(sample, "interests").query("effect != 'none'")
    assert sorted(tied["effect"]) == ["speak not score", "withdraw"]
    given = set(zip(scores(sample)["person"], scores(sample)["candidate"], strict=True))
    assert not given & set(zip(tied["person"], tied["candidate"], strict=True))


@pytest.mark.parametrize(
    ("criterion", "planted", "higher", "lower"),
    [
        ("C3", ("P04", "P09", "P16"), "clinicians", "public"),
        ("C7", ("P17", "P19", "P20"), "public", "clinicians"),
    ],
)
def test_clinicians_and_the_public_split(criterion, planted, higher, lower):
    held = groups_of("northmere")
    away = deviations().query("criterion == @criterion")

    def mean(group, rows):
        return rows[rows["person"].map(lambda p: group in held[p])]["away"].mean()

    assert mean(higher, away) - mean(lower, away) > 12
    for candidate in planted:
        cell = away[away["candidate"] == candidate]
        assert mean(higher, cell) - mean(lower, cell) > 40
        assert cell["points"].std() > 25


def test_some_scores_have_reasons():
    assert 0.02 < (scores()["reason"] != "").mean() < 0.15


@pytest.mark.parametrize("sample", SYNTHETIC)
def test_criteria_have_all_words_and_what_doing_nothing_gets(sample):
    found = table(sample, "criteria")
    anchors = [f"anchor_{level}" for level in (0, 25, 50, 75, 100)]
    assert (found[["question", *anchors]] != "").all(axis=None)
    outcome = found["counts"] != "condition"
    assert ((found["nothing"] != "") == outcome).all()
    assert ((found["nothing_words"] != "") == outcome).all()
    nothing = found[outcome].set_index("name")["nothing"].to_dict()
    assert nothing == {
        "Health gain": "0",
        "Fairness": "40",
        "Experience of care": "25",
        "Safety": "25",
        "Lasting effect": "0",
    }


@pytest.mark.parametrize("sample", SYNTHETIC)
def test_chances_rise_with_the_value(sample):
    found = table(sample, "chances").astype({"value": float, "chance": float})
    chance_of = table(sample, "criteria").query("use == 'chance'")["criterion"]
    assert set(found["criterion"]) == set(chance_of)
    for _, points in found.groupby("criterion"):
        assert points["value"].is_monotonic_increasing and points["chance"].is_monotonic_increasing
        assert points["value"].iloc[[0, -1]].tolist() == [0, 100]


def test_the_short_path_is_short():
    judged = table("short", "criteria").query("kind == 'judged'")
    assert len(table("short", "criteria")) == 6 and len(judged) == 4
    assert len(table("short", "candidates")) == 12 and len(table("short", "people")) == 10
    most = scores("short").groupby("person").size()
    assert most.max() == 48 and most.min() == 44
    checklist = table("short", "measures").query("criterion == 'K6'")["likely"].astype(int)
    assert len(checklist) == 12 and checklist.between(0, 4).all() and checklist.nunique() >= 3


# --- areas and indicators


def test_indicators_carry_their_peculiarities():
    found = table("northmere", "indicators")
    assert found["indicator"].nunique() >= 12 and found["area"].nunique() == 31
    assert {"Northmere"} < set(found["area"])
    no_side = found[found["polarity"] == ""]
    assert set(no_side["indicator"]) == {"I13"}
    no_count = found[found["lower"] != ""]
    assert set(no_count["indicator"]) == {"I12"} and (no_count["count"] == "").all()
    hidden = found[(found["value"] == "") & (found["note"] != "")]
    assert len(hidden) == 1 and (hidden["count"] == "").all()
    shown = found[found["count"] != ""].astype({"value": float, "count": float})
    rate = 100 * shown["count"] / shown["denominator"].astype(float)
    assert (rate - shown["value"]).abs().max() < 1e-6


def test_northmere_is_truly_worse_where_it_says():
    truth = pd.read_csv(SAMPLES / "northmere" / "truth" / "SYNTHETIC_truth.csv")
    ours = truth[truth["area"] == "Northmere"].set_index("indicator")["area_effect_sd"].abs()
    assert ours.index[ours > 1].tolist() == ["I01", "I02", "I07", "I09", "I10"]
    assert ours[ours <= 1].max() < 0.5
    cited = ";".join(candidates()["indicators"]).replace(" ", "").split(";")
    assert {"I01", "I02", "I07", "I09", "I10"} <= set(cited)
    assert set(cited) - {""} <= set(truth["indicator"])


def test_peers_are_ten_other_areas():
    peers = table("northmere", "peers")
    assert set(peers["area"]) == {"Northmere"} and peers["peer"].nunique() == 10
    assert set(peers["peer"]) <= set(table("northmere", "areas")["area"]) - {"Northmere"}
    assert peers["order"].tolist() == [str(k) for k in range(1, 11)]


def test_services_leave_something_to_ask():
    found = table("northmere", "services")
    assert found["source"].str.startswith("SYNTHETIC").all() and len(found) == 15
    assert set(found["programme"]) <= set(candidates()["programme"])
    assert (found["contract_end"] == "2027-03-31").sum() == 3
    assert found.loc[found["contract_end"] == "", "service"].tolist() == ["V15"]
    assert found.loc[found["outcome"] == "", "service"].tolist() == ["V06", "V07", "V08", "V15"]
    coming = found[found["new_technology"] != ""].set_index("service")["technology_due"]
    assert coming["V11"] == "" and coming["V08"] > "2029-11" and len(coming) == 6


# --- published figures


def test_every_ccg_has_all_its_peers_in_the_data():
    found, peers = table("real", "indicators"), table("real", "peers")
    codes = set(found["area"])
    assert len(codes) == 209 and set(peers["area"]) == codes
    complete = peers["peer"].isin(codes).groupby(peers["area"]).all()
    assert complete.sum() == 209
    assert (peers.groupby("area")["peer"].nunique() == 10).all()


def test_mergers_a_year_later_leave_206_of_the_209_codes():
    year = pd.read_csv(
        Path(__file__).parent / "data/real/qof/qof_ccg_long_2014-15_to_2019-20.csv", dtype=str
    ).query("period == '2016-17'")
    later, peers = set(year["ccg_code"]), table("real", "peers")
    codes = set(peers["area"])
    whole = peers["peer"].isin(later).groupby(peers["area"]).all()
    assert len(codes & later) == 206
    assert whole[sorted(codes & later)].sum() == 195


def test_real_values_are_count_over_denominator_and_codes_are_text():
    found = table("real", "indicators")
    assert "00C" in set(found["area"]) and found["area"].str.len().eq(3).all()
    rate = 100 * found["count"].astype(float) / found["denominator"].astype(float)
    assert (rate - found["value"].astype(float)).abs().max() <= 5.1e-7
    sides = found.drop_duplicates("indicator").set_index("indicator")["polarity"]
    assert (sides == "high is good").sum() == 11
    assert sides[sides == ""].index.str.endswith("_PREV").all()


def test_real_sample_says_its_licence_and_its_age():
    readme = (SAMPLES / "real" / "README.md").read_text(encoding="utf-8")
    assert readme.splitlines()[0] == (
        "Contains public sector information licensed under the Open Government Licence v3.0."
    )
    assert "2015-16" in readme and "It is old" in readme
