import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

import wcc_prioritise as wcc
from wcc_prioritise.case import Case
from wcc_prioritise.exports.public_people import (
    FEW,
    TOGETHER,
    interest_rows,
    panel_rows,
    without_rows,
)
from wcc_prioritise.tables import Table


def with_people(case, roles, groups):
    people = pd.DataFrame({"person": [f"S{n:02d}" for n in range(len(roles))], "roles": roles})
    frames = {"people": people, "voice_groups": pd.DataFrame(groups, columns=["group", "role"])}
    kept = {n: t for n, t in case.tables.items() if n not in ("scores", "swings", "interests")}
    return Case(kept | {name: Table(name, name, frame, ()) for name, frame in frames.items()})


GROUPS = [("public", "patient"), ("public", "carer"), ("clinicians", "GP"), ("clinicians", "nurse")]
ROLES = st.lists(
    st.sampled_from([("patient",), ("carer",), ("patient", "carer"), ("GP",), ("nurse", "carer"),
                     ("clerk",)]),
    min_size=1, max_size=12,
)  # fmt: skip


@given(ROLES)
def test_no_role_of_one_or_two_is_counted_nor_follows(short, roles):
    rows = panel_rows(with_people(short, roles, GROUPS))
    assert rows[-1] == ("everybody", "", str(len(roles)))
    for group, role, people in rows[:-1]:
        assert people in (FEW, "0") or int(people) >= 3
        held = [r for g, r in GROUPS if g == group] or ["clerk"]
        in_it = [n for n, mine in enumerate(roles) if set(mine) & set(held)]
        if not role.startswith(TOGETHER) and people != "0":
            alone = [r for g, r, n in rows if g == group and not r.startswith(TOGETHER)]
            left = [n for n in in_it if not set(roles[n]) & set(alone)]
            assert len(left) == 0 or len(left) >= 3


def test_a_role_of_three_stands_by_itself_where_nobody_follows(short):
    roles = [("patient",)] * 3 + [("carer",)] * 3 + [("GP",)] * 4 + [("nurse",)]
    assert panel_rows(with_people(short, roles, GROUPS))[:3] == [
        ("public", "patient", "3"), ("public", "carer", "3"),
        ("clinicians", "together: GP, nurse", "5")]  # fmt: skip
    few = [("patient",), ("carer",), ("GP",), ("GP",), ("GP",)]
    assert panel_rows(with_people(short, few, GROUPS))[:2] == [
        ("public", "together: patient, carer", FEW), ("clinicians", "GP", "3")]  # fmt: skip


def test_interests_are_counted_by_candidate_and_by_what_followed(northmere):
    rows = interest_rows(northmere)
    assert ("P12", "withdraw", "1") in rows and ("P03", "speak not score", "1") in rows
    assert ("all", "nil return", "10") in rows and ("P05", "no effect", "1") in rows
    assert rows[-1] == ("all", "no declaration on record", "0")
    assert sum(int(n) for *_, n in rows) == len(northmere.interests)


def test_without_a_group_names_candidates_and_is_silent_on_small_ones(short):
    voices = short.voice_groups
    small = voices["role"].map(lambda role: "two" if role in ("GP", "consultant") else "rest")
    case = short.replace(voice_groups=voices.assign(group=small))
    portfolio = wcc.select(wcc.appraise(case), limits={"gross_3yr": 5_500})
    rows = {row[0]: row[1:] for row in without_rows(portfolio)}
    assert rows["two"] == rows["rest"] == ("", "", "not shown: fewer than three people")
    portfolio = wcc.select(wcc.appraise(short), limits={"gross_3yr": 5_500})
    for _, enters, leaves, words in without_rows(portfolio):
        assert words.startswith("Without ") and (enters + leaves == "") == ("same set" in words)
