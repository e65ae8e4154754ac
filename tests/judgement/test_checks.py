"""Sense checks: each seen where it is, and not where it is not."""

import numpy as np
import pandas as pd
import pytest

from wcc_prioritise.judgement.checks import (
    CHECKS,
    COLUMNS,
    CONSOLE_ONLY,
    checks_for_the_room,
    sense_checks,
)
from wcc_prioritise.judgement.checks_of_weights import effective_number
from wcc_prioritise.judgement.room import Room
from wcc_prioritise.tables import InputError


def found(case, check, **options):
    """Give what one check saw: about and seen."""
    (one,) = [c for c in CHECKS if c.name == check]
    return dict(one.look(Room(case, **options)))


def scored(case, rows):
    """Give the case with these scores alone: (person, candidate, criterion, score[, round])."""
    columns = ["person", "candidate", "criterion", "score", "round"]
    table = pd.DataFrame([(*row, 1)[:5] for row in rows], columns=columns)
    return case.replace(scores=table.assign(reason=None), interests=case.interests.head(0))


def pointed(case, points, **columns):
    """Give the case with these points alone: person -> one a criterion."""
    codes = list(case.criteria["criterion"])
    rows = [(p, c, x) for p, given in points.items() for c, x in zip(codes, given, strict=True)]
    table = pd.DataFrame(rows, columns=["person", "criterion", "points"])
    return case.replace(swings=table.assign(**{"reason": None, "round": 1, **columns}))


def people(case):
    return list(case.people["person"])


def candidates(case, number):
    return list(case.candidates["candidate"])[:number]


def acted(case, **columns):
    return case.replace(acts=pd.DataFrame([columns]))


# ---- the table itself ---------------------------------------------------------------------------


def test_every_row_says_what_was_seen_why_it_matters_and_what_to_do(northmere, short):
    for case in (northmere, short):
        table = sense_checks(case)
        assert tuple(table.columns) == COLUMNS and len(table)
        assert table.map(lambda cell: isinstance(cell, str) and bool(cell.strip())).all(axis=None)
        for column in ("seen", "matters", "do"):
            assert table[column].str.endswith((".", "?")).all()


def test_names_are_told_apart_and_what_accuses_somebody_is_for_the_console():
    assert len({check.name for check in CHECKS}) == len(CHECKS) == 28
    assert set(CONSOLE_ONLY) == {
        "closed up", "two camps", "changed without a reason", "nobody differed",
        "one up, all others down", "harsh or lenient", "people or groups", "one group's reasons",
        "weights changed later",
    }  # fmt: skip


def test_the_room_sees_no_check_that_accuses_somebody_or_is_about_a_person(northmere, short):
    who = people(short)[0]
    case = pointed(short, {who: [50, 50, 50, 50, 50, 50]})
    table = sense_checks(case)
    assert who in set(table["about"])
    room = checks_for_the_room(table, case)
    assert len(room) and who not in set(room["about"]) and "the room" in set(room["about"])
    told = checks_for_the_room(sense_checks(northmere), northmere)
    assert not set(told["check"]) & set(CONSOLE_ONLY)
    assert not told["seen"].str.contains(r"\bS\d\d\b").any()


def test_the_order_of_rows_never_matters(northmere):
    turned = northmere.replace(
        **{
            t: getattr(northmere, t).iloc[::-1]
            for t in ("people", "scores", "swings", "candidates")
        }
    )
    pd.testing.assert_frame_equal(sense_checks(turned), sense_checks(northmere))


def test_evidence_alone_is_refused(northmere):
    import wcc_prioritise as wcc

    with pytest.raises(InputError, match="evidence alone"):
        sense_checks(wcc.read(wcc.sample("real")))


def test_before_anybody_has_scored_only_the_weights_and_the_list_are_checked(northmere):
    early = northmere.replace(scores=northmere.scores.head(0))
    checks = set(sense_checks(early)["check"])
    assert checks == {"split heading", "late candidate"}


# ---- weights ------------------------------------------------------------------------------------


def test_the_worked_numbers_of_almost_equal_weights():
    assert round(effective_number([18, 17, 17, 16, 16, 16]), 2) == 5.99
    assert round(effective_number([40, 25, 15, 10, 6, 4]), 2) == 3.84
    assert effective_number([5.0] * 7) == pytest.approx(7)


def test_almost_equal_by_person_and_in_the_room(short):
    a, b = people(short)[:2]
    seen = found(pointed(short, {a: [18, 17, 17, 16, 16, 16]}), "almost equal weights")
    assert seen[a] == f"{a}'s weights on 6 criteria are almost equal." and "the room" in seen
    spread = {a: [18, 17, 17, 16, 16, 16], b: [100, 0, 0, 0, 0, 0]}
    assert set(found(pointed(short, spread), "almost equal weights")) == {a}
    assert not found(pointed(short, {a: [40, 25, 15, 10, 6, 4]}), "almost equal weights")


def test_weight_on_a_criterion_on_which_candidates_hardly_differ(short):
    panel, options = people(short), candidates(short, 12)
    apart = [(p, c, k, 8 * i) for p in panel[:3] for i, c in enumerate(options) for k in ("K3",)]
    close = [(p, c, "K2", 50 + i % 2) for p in panel[:3] for i, c in enumerate(options)]
    case = pointed(scored(short, apart + close), {panel[0]: [40, 90, 90, 10, 10, 10]})
    seen = found(case, "little difference")
    assert seen["K2"] == (
        "All 12 candidates lie within 1 of 100 points on K2 Fairness, and it carries 36% of the "
        "weight."
    )
    assert "K3" not in seen


def test_points_that_stayed_although_the_range_changed(short):
    criteria = short.criteria
    halved = criteria.assign(best=criteria["best"].where(criteria["criterion"] != "K1", 250))
    after = short.replace(criteria=halved)
    seen = found(after, "range changed", before=short)
    number = short.swings["person"].nunique()
    assert set(seen) == {"K1"}
    assert "went from 0 to 500 healthy" in seen["K1"] and "now goes from 0 to 250" in seen["K1"]
    assert f"{number} of {number} people have the points they gave before" in seen["K1"]
    again = acted(after, act="checked again", person=people(short)[0], criterion="K1")
    assert (
        f"{number - 1} of {number - 1} people"
        in (found(again, "range changed", before=short)["K1"])
    )
    assert not found(short, "range changed", before=short)


FIRST = [10, 20, 35, 50, 65, 90]
SECOND = [10, 17, 32, 47, 69, 94]


def test_two_lists_at_0_997_are_counted_twice(short):
    """X1 of the exercises; the lists are SYNTHETIC, made to have the correlation it names."""
    assert round(np.corrcoef(FIRST, SECOND)[0, 1], 3) == 0.997
    who, options = people(short)[0], candidates(short, 6)
    rows = [(who, c, k, x) for k, xs in (("K2", FIRST), ("K3", SECOND))
            for c, x in zip(options, xs, strict=True)]  # fmt: skip
    seen = found(scored(short, rows), "counted twice")
    assert seen["K2, K3"] == (
        "K2 Fairness and K3 Experience of care put 6 candidates in nearly the same order."
    )
    five = [row for row in rows if row[1] != options[0]]
    assert "K2, K3" not in found(scored(short, five), "counted twice")
    turned = [(p, c, k, 100 - x if k == "K3" else x) for p, c, k, x in rows]
    assert "K2, K3" not in found(scored(short, turned), "counted twice")


def test_definitions_in_the_same_words(short):
    criteria = short.criteria
    safety = criteria[criteria["criterion"] == "K4"].iloc[0]
    for field in ("name", "question", "anchor_0", "anchor_25", "anchor_50"):
        criteria.loc[criteria["criterion"] == "K5", field] = safety[field]
    seen = found(short.replace(criteria=criteria), "same words")
    assert set(seen) == {"K4, K5"} and "harm" in seen["K4, K5"]
    assert not found(short, "same words")


def test_a_heading_split_into_three(short):
    """33% on its own, 60% in three parts."""
    criteria = short.criteria.head(5)
    criteria["branch"] = ["a", "b", "experience", "experience", "experience"]
    who = people(short)[0]
    without = {
        name: table[table["criterion"] != "K6"]
        for name in ("swings", "chances", "measures", "scores", "evidence")
        for table in [getattr(short, name)]
    }
    case = short.replace(criteria=criteria, **without)
    equal = pointed(case, {who: [100] * 5})
    seen = found(equal, "split heading")["experience"]
    assert seen == (
        "“experience” carries 60% in 3 criteria; by the largest of them alone it would carry 33%."
    )
    asked = {"a": 100, "b": 100, "experience": 100}
    seen = found(equal, "split heading", headings=asked)["experience"]
    assert seen == "“experience” carries 60% in 3 criteria; by its own step it would carry 33%."
    shared = pointed(case, {who: [100, 100, 40, 30, 30]})  # the heading's 100, shared within
    assert not found(shared, "split heading", headings=asked)


def test_weights_of_a_later_round_are_shown_before_and_after(short):
    who = people(short)[0]
    case = pointed(short, {who: [100, 50, 25, 25, 0, 0]})
    later = case.swings.assign(round=2, points=[100.0, 50, 25, 25, 200 / 4, 0])
    case = case.replace(swings=pd.concat([case.swings, later], ignore_index=True))
    seen = found(case, "weights changed later")
    assert seen["the room"].startswith("1 of 1 people gave other points in a later round.")
    assert "K5 0% to 20%, K1 50% to 40%" in seen["the room"]
    same = case.replace(swings=case.swings.assign(points=50.0))
    assert not found(same, "weights changed later")


def test_weights_that_hardly_moved_are_not_told_as_moves(short):
    who = people(short)[0]
    case = pointed(short, {who: [100, 50, 25, 25, 30, 40]})
    later = case.swings.assign(round=2, points=[100.0, 50, 25, 25, 30, 40.1])
    case = case.replace(swings=pd.concat([case.swings, later], ignore_index=True))
    assert found(case, "weights changed later")["the room"].endswith("none by as much as 1%.")


def ordered(who, places, round_=1):
    rows = [(who, code, place, round_) for code, place in places.items()]
    return pd.DataFrame(rows, columns=["person", "criterion", "order", "round"])


def test_sizes_that_turn_the_order_on_the_sheet_round_are_asked_about(short):
    who = people(short)[0]
    case = pointed(short, {who: [100, 40, 60, 20, 20, 0]})
    turned = ordered(who, {"K1": 1, "K2": 2, "K3": 3, "K4": 4, "K5": 4})
    assert found(case, "order and size", orders=turned) == {
        who: "You put K2 before K3, but gave K3 more points (60 and 40). Which is right?"
    }
    level = ordered(who, {"K1": 1, "K2": 2, "K3": 2})
    assert "K2 and K3 level" in found(case, "order and size", orders=level)[who]
    again = pd.concat([turned, ordered(who, {"K2": 3, "K3": 2}, 2)])  # the later order counts
    assert not found(case, "order and size", orders=again)
    assert not found(case, "order and size", orders=ordered("nobody", {"K1": 2, "K2": 1}))
    assert not found(case, "order and size")
    told = sense_checks(case, orders=turned)
    assert (told["check"] == "order and size").sum() == 1


# ---- scores -------------------------------------------------------------------------------------


def on_nine(score):
    """Turn a score of 1 to 9 into one of 0 to 100."""
    return 100 * (score - 1) / 8


def test_the_average_of_nobody(northmere):
    panel, (split, agreed) = people(northmere)[:8], candidates(northmere, 2)
    rows = [
        (p, split, "C2", on_nine(s)) for p, s in zip(panel, [9, 9, 9, 9, 1, 1, 1, 1], strict=True)
    ]
    rows += [(p, agreed, "C2", on_nine(5)) for p in panel]
    seen = found(scored(northmere, rows), "average of nobody")
    assert seen == {
        "C2": f"On C2 Fairness, {split} has an average of 50, but nobody gave a score near 50."
    }


def test_people_or_groups(northmere):
    """9 clinicians, 2 patients and 2 from finance: by person X leads, by group Y."""
    panel = people(northmere)[:13]
    roles = [("nurse",)] * 9 + [("patient",)] * 2 + [("finance",)] * 2
    table = northmere.people.head(13).assign(roles=roles)
    keep = {"person": panel}
    case = northmere.replace(
        people=table,
        **{t: getattr(northmere, t)[getattr(northmere, t)["person"].isin(keep["person"])]
           for t in ("interests", "scores", "swings")},
    )  # fmt: skip
    given = {"P01": [8] * 9 + [4] * 2 + [3] * 2, "P02": [6] * 9 + [8] * 2 + [7] * 2}
    rows = [(p, c, "C2", on_nine(s)) for c, scores in given.items()
            for p, s in zip(panel, scores, strict=True)]  # fmt: skip
    seen = found(scored(case, rows), "people or groups")
    assert seen["C2"] == (
        "P01 has most on C2 Fairness when every person counts the same (70, P02 68), P02 when "
        "every voice group does (75, P01 50)."
    )


def test_a_person_who_lifts_one_and_lowers_the_rest(short):
    panel, options = people(short)[:4], candidates(short, 4)
    rows = [(p, c, "K2", 50) for p in panel[1:] for c in options]
    rows += [(panel[0], c, "K2", 100 if c == options[0] else 10) for c in options]
    interests = pd.DataFrame(
        [{"person": panel[0], "candidate": options[0], "what": "leads it", "effect": "none"}]
    )
    case = scored(short, rows).replace(interests=interests)
    seen = found(case, "one up, all others down")
    assert seen == {
        panel[0]: f"{panel[0]} scores {options[0]} 50 points above everybody else and the other "
        f"candidates 40 below; declared on {options[0]}: leads it."
    }
    harsh = [(p, c, k, 10 if p == panel[0] else s) for p, c, k, s in rows]
    assert not found(scored(short, harsh), "one up, all others down")


def test_the_planted_harsh_scorer_is_found(northmere):
    seen = found(northmere, "harsh or lenient")
    assert set(seen) == {"S02"} and "below the room's on the same cells" in seen["S02"]


def test_scores_that_use_little_of_the_scale(short):
    panel, options = people(short)[:2], candidates(short, 10)
    rows = [(panel[0], c, "K2", 60 + 2 * i) for i, c in enumerate(options)]
    rows += [(panel[1], c, "K2", 10 * i) for i, c in enumerate(options)]
    seen = found(scored(short, rows), "narrow scores")
    assert seen[panel[0]].endswith("10 scores sit between 60 and 78, in 10 different numbers.")
    assert panel[1] not in seen


def test_blanks_are_counted_and_what_they_could_change(short):
    panel, option = people(short), candidates(short, 1)[0]
    everyone = [(p, c, k, 50) for p in panel for c in short.candidates["candidate"]
                for k in ("K2", "K3", "K4", "K5")]  # fmt: skip
    full = scored(short, everyone)
    assert not found(full, "blank scores")
    bare = [r for r in everyone if not (r[0] in panel[:2] and r[1:3] == (option, "K2"))]
    seen = found(scored(full, bare), "blank scores")
    assert (
        set(seen) == {"K2"}
        and f"K2 Fairness: 2; for example on {option} (2: left out 50" in (seen["K2"])
    )
    interests = pd.DataFrame(
        [{"person": p, "candidate": option, "what": "x", "effect": "withdraw"} for p in panel[:2]]
    )
    nobody = [r for r in bare if not (r[0] in panel[:2] and r[1] == option)]
    assert found(scored(full, nobody), "blank scores")
    assert not found(scored(full, nobody).replace(interests=interests), "blank scores")


def test_what_blanks_could_change_is_not_told_where_it_would_tell_a_score(short):
    """Of two scores, or of scores that all lie at an end, the mean gives each of them away."""
    panel, option = people(short), candidates(short, 1)[0]
    for answers in ([40, 60], [100] * 5, [0] * 5):
        rows = [(p, option, "K2", s) for p, s in zip(panel, answers, strict=False)]
        seen = found(scored(short, rows), "blank scores")["K2"]
        assert "left out" not in seen and option not in seen.split(";")[0]


def test_the_two_camps_of_northmere_are_found_across_voice_groups(northmere):
    """Planted: clinicians and the provider manager against patients and the voluntary sector."""
    seen = found(northmere, "two camps")["the room"]
    assert seen.startswith("S05, S09, S12, S14 stand apart from S01, S04, S06, S10, S13, most of")
    assert not found(northmere.replace(scores=northmere.scores.head(0)), "two camps")


def test_a_change_of_mind_without_a_reason(short):
    who, option = people(short)[0], candidates(short, 1)[0]
    first, later = (who, option, "K2", 30, 1), (who, option, "K2", 55, 2)
    seen = found(scored(short, [first, later]), "changed without a reason")
    assert seen["the room"].startswith("In a later round 1 score moved by more than 20 points")
    assert f"{option} on K2" in seen["the room"] and who not in seen["the room"]
    small = scored(short, [first, (*later[:3], 50, 2)])
    assert not found(small, "changed without a reason")
    scores = scored(short, [first, later]).scores.assign(reason=[None, "the audit"])
    assert not found(short.replace(scores=scores, interests=short.interests.head(0)),
                     "changed without a reason")  # fmt: skip


def test_everybody_the_same(short):
    panel, options = people(short)[:3], candidates(short, 3)
    same = [(p, c, "K2", 50) for p in panel for c in options]
    seen = found(scored(short, same), "nobody differed")
    assert seen["the room"].startswith("Everyone gave the same score 3 times: ")
    assert not found(scored(short, same[1:]), "nobody differed")


def test_views_that_closed_up_toward_a_group(northmere):
    panel = northmere.people.explode("roles").groupby("person")["roles"].agg(set)
    clinical = {"GP", "consultant", "nurse", "therapist"}
    first = [(p, "P01", "C2", 90 if panel[p] <= clinical else 10, 1) for p in panel.index]
    second = [(p, "P01", "C2", 88 if panel[p] <= clinical else 80, 2) for p in panel.index]
    seen = found(scored(northmere, first + second), "closed up")
    assert set(seen) == {"clinicians"} and "on 1 cell: P01 on C2" in seen["clinicians"]
    assert not found(scored(northmere, first), "closed up")


def test_one_group_s_reasons(northmere):
    scores = northmere.scores.assign(reason=None)
    mine = scores.index[scores["person"] == "S08"][:12]
    scores.loc[mine, "reason"] = "because"
    seen = found(northmere.replace(scores=scores), "one group's reasons")
    assert len(seen) == 1 and "100% of the reasons" in next(iter(seen.values()))
    scores.loc[mine[3:], "reason"] = None  # too few to say anything
    assert not found(northmere.replace(scores=scores), "one group's reasons")


# ---- the day and the list -----------------------------------------------------------------------


def test_who_left_is_said_by_group_and_by_no_name(northmere):
    seen = found(northmere, "who was there")
    assert set(seen) == {"public"} and "4 people, 1 has left" in seen["public"]
    assert "S03" not in seen["public"]
    unscored = northmere.scores[northmere.scores["criterion"] != "C9"]
    silent = found(northmere.replace(scores=unscored), "who was there")
    assert len(silent) == 4 and all("C9" in words for words in silent.values())


def test_late_and_withdrawn_candidates(northmere):
    assert "07 October 2026, after the closing date" in found(northmere, "late candidate")["P23"]
    gone = acted(northmere, act="candidate withdrawn", candidate="P05", text="no provider")
    scored_it = northmere.scores.dropna(subset=["score"])["candidate"].eq("P05").sum()
    seen = found(gone, "withdrawn candidate")["P05"]
    assert seen.startswith("P05 was withdrawn (no provider);") and "scores were given" in seen
    assert 0 < int(seen.split("; ")[1].split(" ")[0]) <= scored_it


def test_a_candidate_that_a_workshop_file_no_longer_holds_is_named_all_the_same(northmere):
    kept = "P99 (withdrawn): no provider"
    gone = acted(northmere, act="candidate withdrawn", text=kept)
    assert found(gone, "withdrawn candidate") == {"P99": "P99 was withdrawn (no provider)."}
    plain = acted(northmere, act="candidate withdrawn", text="P99 (withdrawn)")
    assert found(plain, "withdrawn candidate") == {"P99": "P99 was withdrawn."}


def test_merging_is_a_change_of_scope_once_scoring_has_begun(short):
    option, merged = (
        candidates(short, 1)[0],
        {"act": "candidate withdrawn", "text": "merged with P02"},
    )
    unscored = short.replace(scores=short.scores.head(0))
    acts = [{"act": "reveal", "criterion": "K2"}, merged | {"candidate": option}]
    seen = found(unscored.replace(acts=pd.DataFrame(acts)), "merged after scoring")
    assert seen == {option: f"{option} was withdrawn after scoring had begun: merged with P02."}
    before = unscored.replace(acts=pd.DataFrame(acts[::-1]))
    assert not found(before, "merged after scoring")
    assert found(acted(short, **merged, candidate=option), "merged after scoring")  # it has scores
    bare = acted(short, act="candidate withdrawn", candidate=option, text="no provider")
    assert not found(bare, "merged after scoring")


def test_departures_stand_with_their_reason_as_normal(short):
    first, second = candidates(short, 2)
    rows = [
        {"candidate": first, "departs": "taken in", "because": "the hospital needs it.",
         "body": "the board"},
        {"candidate": second, "departs": "left out", "because": "no staff"},
    ]  # fmt: skip
    seen = found(short.replace(departures=pd.DataFrame(rows)), "departure")
    assert seen == {
        first: f"The board takes {first} in, other than computed: the hospital needs it.",
        second: f"The decision leaves {second} out, other than computed: no staff.",
    }


def test_where_nought_is(short):
    criteria = short.criteria
    criteria.loc[criteria["criterion"] == "K4", "nothing_words"] = None
    criteria.loc[criteria["criterion"] == "K1", "worst"] = -100.0
    seen = found(short.replace(criteria=criteria), "where nought is")
    assert "in words where doing nothing stands on K4 Safety" in seen["K4"]
    assert "added up as a total, but its worst is -100" in seen["K1"]


def test_one_horizon_and_only_new_money(short):
    soon = short.candidates.assign(first_benefit=1.0, full_benefit=6.0, kind="new")
    case = short.replace(candidates=soon)
    assert "at 24 months or later" in found(case, "one horizon")["the list"]
    assert found(case, "only new money") == {
        "the list": "Nothing on this list stops or shrinks anything."
    }
    late = short.replace(candidates=soon.assign(full_benefit=60.0))
    assert "within 12 months" in found(late, "one horizon")["the list"]
    kinds = ["release"] + ["new"] * (len(soon) - 1)
    assert not found(short.replace(candidates=soon.assign(kind=kinds)), "only new money")


def test_a_high_place_that_rests_on_opinion(short):
    panel, options = people(short)[:3], list(short.candidates["candidate"])
    rows = [(p, c, k, 90 - 5 * i) for p in panel for i, c in enumerate(options)
            for k in ("K2", "K3", "K4", "K5")]  # fmt: skip
    grades = ["D", None] + ["B"] * (len(options) - 3) + ["D"]
    case = scored(short, rows).replace(candidates=short.candidates.assign(grade=grades))
    seen = found(case, "opinion only")
    assert set(seen) == set(options[:2])
    assert (
        f"stands 1 of {len(options)} on what the room judged, and rests on opinion (D)."
        in (seen[options[0]])
    )
    assert seen[options[1]].endswith("has no evidence grade.")


# ---- somebody's own -----------------------------------------------------------------------------


def few_people(case):
    number = len(case.people)
    rows = [("few people", f"{number} people scored.", "Few voices.", "Ask more.")]
    return pd.DataFrame(rows[: number < 20], columns=["check", "seen", "matters", "do"])


def test_a_check_of_ones_own_runs_beside_ours_under_its_name(short):
    table = sense_checks(short, few_people)
    assert len(table) == len(sense_checks(short)) + 1
    row = table.iloc[-1]
    assert row["check"].startswith("few people (") and "few_people sha256:" in row["check"]
    assert row["about"] == "the room" and row["seen"].endswith("people scored.")
    assert len(sense_checks(short, [few_people, few_people])) == len(table) + 1


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (lambda case: case.nobody, "AttributeError"),
        (lambda case: "all well", "a str; allowed: a table with the columns check, seen"),
        (lambda case: few_people(case).drop(columns="do"), "a table without do"),
        (lambda case: few_people(case).assign(seen=None), "a blank cell"),
    ],
)
def test_a_check_that_gives_something_else_is_refused_in_words(short, check, said):
    with pytest.raises(InputError, match=said) as refused:
        sense_checks(short, check)
    assert "sha256:" in str(refused.value)
