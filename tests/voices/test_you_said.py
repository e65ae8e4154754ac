"""You said, we did, we didn't because."""

import pandas as pd

from wcc_prioritise.voices import final_set, you_said


def test_everything_put_forward_has_a_row_with_its_answer(northmere, chosen_from):
    case = northmere.replace(
        ideas=pd.DataFrame(
            [
                {"idea": "I1", "what": "a bus", "source": "a ward", "outcome": "became P04"},
                {"idea": "I2", "what": "a swimming pool"},
            ]
        ),
        comments=pd.DataFrame(
            [{"comment": "M1", "what": "why not?", "candidate": "P15", "answer": "too dear"}]
        ),
        promises=pd.DataFrame(
            [{"promise": "R1", "what": "a reply", "whom": "the carers", "kept": "not kept",
              "how": "ill"}]
        ),
        acts=pd.DataFrame(
            [
                {"act": "discuss", "group": "public", "candidate": "P15"},
                {"act": "discuss", "group": "partners", "candidate": "P12"},
                {"act": "note", "text": "not a row"},
            ]
        ),
        departures=pd.DataFrame(
            [
                {"candidate": "P12", "departs": "taken in", "because": "the hospital needs it"},
                {"candidate": "P06", "departs": "left out", "because": "no staff"},
            ]
        ),
        decisions=pd.DataFrame(
            [{"decision": "D1", "body": "the board", "what": "go", "because": "balanced"}]
        ),
    )  # fmt: skip
    portfolio = chosen_from(case)
    table = you_said(portfolio)
    assert list(table["kind"]) == [
        "idea", "idea", "comment", "promise", "asked to discuss", "asked to discuss", "decision",
        "departure", "departure",
    ]  # fmt: skip
    assert list(table["answer"]) == [
        "answered",
        "not yet answered",
        "answered; P15 is not in the set",
        "we did not",
        "we did not choose it",
        "we did choose it",
        "decided",
        "taken in",
        "left out",
    ]
    assert table["because"].iloc[5] == "the hospital needs it"
    assert "points a year" in table["because"].iloc[4]
    final = set(final_set(portfolio))
    assert final == (set(portfolio.chosen) | {"P12"}) - {"P06"}


def test_nothing_said_is_an_empty_table(portfolio):
    assert you_said(portfolio).empty
    assert set(final_set(portfolio)) == set(portfolio.chosen)
