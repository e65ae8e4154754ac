"""Criteria in words, and facts put right in the room; without a browser."""

from wcc_prioritise.widgets.console import criteria
from wcc_prioritise.widgets.console.criteria import CRITERION, FACTS, Chosen


def test_a_fact_is_changed_with_its_source(day):
    state = Chosen(day, "candidate", FACTS)
    state.code = "P02"
    assert state.typed["name"].text.startswith("COPD")
    state.typed["set_up_cost"].text = "123"
    state.because = "finance, today"
    assert state.change(), state.fault
    assert day.results.candidates["set_up_cost"]["P02"] == 123
    log = day.workshop.entries("candidate")
    assert "finance, today" in log.to_string()
    assert state.typed["set_up_cost"].text == "123"
    assert state.changed == {}
    assert not state.change()
    assert state.fault == "Nothing was changed."


def test_a_figure_that_is_none_stays_and_is_refused(day):
    state = Chosen(day, "candidate", FACTS)
    state.code = "P02"
    state.typed["people"].text = "many"
    assert not state.change()
    assert "'many'" in state.fault
    assert state.typed["people"].text == "many"
    day.enter("note", text="something else was entered meanwhile")
    assert state.typed["people"].text == "many"


def test_a_candidate_is_withdrawn_with_a_reason_only(day):
    state = Chosen(day, "candidate", FACTS)
    state.code = "P02"
    assert not state.withdraw()
    assert "why the candidate is withdrawn" in state.fault
    state.because = "the sponsor took it back"
    assert state.withdraw(), state.fault
    assert "P02" not in state.options.values()
    assert state.code == ""


def test_a_criterion_is_added_with_its_words(day):
    state = Chosen(day, "criterion", CRITERION)
    state.new = "k7"
    said = {
        "name": "Carbon", "question": "How much carbon is saved?", "kind": "judged",
        "counts": "per person", "nothing": "25", "anchor_0": "More than today.",
        "anchor_25": "As today.", "anchor_50": "A little less.", "anchor_75": "Less.",
        "anchor_100": "Hardly any.",
    }  # fmt: skip
    for name, text in said.items():
        state.typed[name].text = text
    assert state.change(), state.fault
    assert "K7" in day.results.judged
    assert state.new == ""
    assert state.typed["name"].text == ""


def test_a_new_row_needs_a_code(day):
    state = Chosen(day, "criterion", CRITERION)
    state.typed["name"].text = "Carbon"
    assert not state.change()
    assert state.fault == "Choose one first, or give a code."


def test_new_words_mark_the_scores_that_rest_on_the_old_ones(day, find, answer):
    answer("K3", "S01")
    form = criteria.form(day)
    find(form, "Criterion").value = "K3"
    find(form, "Words for value 0").value = "Patients would find care much worse."
    find(form, "Enter the criterion").click()
    assert set(day.workshop.stale()["criterion"]) == {"K3"}


def test_a_new_name_is_in_the_list_at_once(day, find):
    form = criteria.candidate_form(day)
    chosen = find(form, "Candidate")
    chosen.value = "P02"
    find(form, "Name the room will see").value = "Breathing <b>better</b>"
    find(form, "Enter the change").click()
    assert "P02 Breathing <b>better</b>" in dict(chosen.options)
    assert chosen.value == "P02"
