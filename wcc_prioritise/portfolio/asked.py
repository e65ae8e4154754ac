"""What is asked of the set? The limits and rules of a case as the arguments of `select`."""

from __future__ import annotations

from wcc_prioritise.case.value import Case
from wcc_prioritise.tables import InputError


def asked_of(case: Case) -> dict[str, dict | tuple[str, ...]]:
    """Which limits and rules does a case hold, as `select` takes them?

    Parameters
    ----------
    case : Case
        With the tables limits and rules.

    Returns
    -------
    dict
        limits, must, never, at_least, at_most.

    Raises
    ------
    InputError
        If there is no limit: everything that adds anything would be chosen.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> asked_of(wcc.read(wcc.sample("short")))["limits"]
    {'gross_3yr': 5500.0, 'lead_months': 42.0}
    """
    refuse_no_limits(case)
    return {
        "limits": dict(zip(case.limits["resource"], case.limits["most"], strict=True)),
        **rules_of(case),
    }


def refuse_no_limits(case: Case) -> None:
    """Ask for limits: without them everything would be chosen."""
    if not case.limits.empty:
        return
    raise InputError.of(
        where="limits",
        found="no limit",
        allowed="at least one, such as gross_3yr (£ thousand over 3 years)",
        do="Fill in limits: without one, everything that adds anything would be chosen.",
    )


def rules_of(case: Case) -> dict[str, tuple[str, ...] | dict[str, int]]:
    """Give the rules table as the arguments of `select`: must, never, at_least, at_most."""
    rows = case.rules

    def named(kind: str) -> tuple[str, ...]:
        return tuple(rows.loc[rows["kind"] == kind, "what"])

    def counts(kind: str) -> dict[str, int]:
        wanted = rows[rows["kind"] == kind]
        return {what: int(n) for what, n in zip(wanted["what"], wanted["number"], strict=True)}

    return {
        "must": named("must"),
        "never": named("never"),
        "at_least": counts("at least"),
        "at_most": counts("at most"),
    }
