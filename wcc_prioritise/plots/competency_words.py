"""What do the pictures of competencies say?"""

from __future__ import annotations

from wcc_prioritise.plots import competency_behind as behind
from wcc_prioritise.plots.figures import counted, held, listed, plain, short
from wcc_prioritise.plots.words import IN_ALT, LONGEST_ALT, Words

NAMED = 2
"""So many sub-competencies a title names."""


def competency_ladder(assessment) -> Words:
    """Say how many sub-competencies are below their target, and which are furthest off."""
    table = behind.ladder_table(assessment)
    return Words(
        title=_ladder_title(table),
        subtitle=(
            f"{assessment.competencies.organisation}, {assessment.year}. Levels 1 to 4, 4 the "
            "highest; the figure in a mark is the sub-competency. Every level was given by "
            "somebody; none by software."
        ),
        alt=_ladder_alt(assessment, table),
        caption=plain(assessment.competencies.notice),
    )


def _ladder_title(table) -> str:
    if table["target"].isna().all():
        return "No target was set for any sub-competency"
    below = table[table["gap"] > 0]
    said = counted(len(table), "sub-competency", "sub-competencies")
    if below.empty:
        return f"None of {said} is below its target"
    far = below[below["gap"] == below["gap"].max()]
    verb = "is" if len(below) == 1 else "are"
    named = listed([f"{row.sub} {short(row.sub_name, 60)}" for row in far.head(NAMED).itertuples()])
    if len(far) > NAMED:
        return (
            f"{len(below)} of {said} {verb} below target, none by more than {far['gap'].max():.0f}"
        )
    return f"{len(below)} of {said} {verb} below target, furthest {named}"


def _ladder_alt(assessment, table) -> str:
    said = [f"Levels 1 to 4 of {len(table)} sub-competencies, {assessment.year}, by assessor."]
    for (number, name), rows in table.groupby(["competency", "name"], sort=False):
        below = [row.sub for row in rows.itertuples() if row.gap > 0]
        low, high = rows["panel"].min(), rows["panel"].max()
        span = "no panel" if low != low else f"panel {low:.0f}"
        span += f" to {high:.0f}" if high > low else ""
        end = f", below target {listed(below)}" if below else ""
        said.append(f"{number} {short(name, IN_ALT)}: {span}{end}.")
    return held(said, LONGEST_ALT)


def competency_slope(movement) -> Words:
    """Say how many sub-competencies moved up and down between two years."""
    table = behind.slope_table(movement)
    counts = table["moved"].value_counts()
    up, down = int(counts.get("up", 0)), int(counts.get("down", 0))
    compared = int(table["before"].notna().sum())
    new = int(counts.get("new", 0))
    return Words(
        title=_slope_title(up, down, compared, len(movement.not_evidenced)),
        subtitle=(
            f"{movement.later.competencies.organisation}, {movement.earlier.year} to "
            f"{movement.later.year}. Each line is the sub-competencies that went the same way, in "
            "the judgement of one and the same assessor, the panel where there was one."
            + (f" {new} more assessed for the first time." if new else "")
        ),
        alt=_slope_alt(movement, table),
        caption=" ".join(
            filter(None, [_reworded(table), plain(movement.later.competencies.notice)])
        ),
    )


def _slope_title(up: int, down: int, compared: int, bare: int) -> str:
    if not compared:
        return "Nothing was judged by the same assessor in both years"
    said = f"{up} of {counted(compared, 'sub-competency', 'sub-competencies')} went up"
    said += f", {down or 'none'} down"
    return f"{said}; {counted(bare, 'claim')} of our own without evidence" if bare else said


def _reworded(table) -> str:
    named = listed([f"{row.sub}" for row in table.itertuples() if row.reworded])
    return f"Worded anew in the later year, so not like for like: {named}." if named else ""


def _slope_alt(movement, table) -> str:
    said = [f"Slope from {movement.earlier.year} to {movement.later.year}, levels 1 to 4."]
    for row in behind.slopes(table).itertuples():
        way = "stayed at" if row.before == row.after else f"went from {row.before:.0f} to"
        said.append(f"{row.count} {way} {row.after:.0f}: {row.subs}.")
    new = [row.sub for row in table.itertuples() if row.moved == "new"]
    said += [f"New: {listed(new)}."] if new else []
    return held(said, LONGEST_ALT)
