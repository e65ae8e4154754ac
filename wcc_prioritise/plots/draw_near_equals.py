"""Which sets are almost as good, what do they share, and who prefers which?"""

from __future__ import annotations

from wcc_prioritise.plots import portfolio_words as words
from wcc_prioritise.plots.figures import listed, number, plain
from wcc_prioritise.plots.look import SMALL, TINY, height_of, lines_of, write
from wcc_prioritise.plots.page import Page, page, sentence, width_of
from wcc_prioritise.plots.parts import part
from wcc_prioritise.plots.portfolio_behind import held_by, in_every, near_table, preferred_by
from wcc_prioritise.plots.set_matrix import LEAST, ROW, columns_fitting, draw_matrix, heads_height
from wcc_prioritise.schema import CLASSES

APART = 0.16
LOSS = "per cent less than the best"
SHORT = {"quick win": "quick wins", "long-term gain": "long-term gains", "steady": "steady"}


def near_equals(portfolio, ax=None):
    """Which sets are almost as good, what do they share, and who prefers which?

    A matrix of candidates by set, the best set first: filled where a set holds a candidate, a dash
    where it does not. Candidates that every set holds are named above it. A diamond shows the set
    that is worth most to each voice group.

    Parameters
    ----------
    portfolio : Portfolio
        The best set; at most 24 candidates.
    ax : matplotlib Axes, optional
        Where to draw; a new figure of its own size when left out.

    Returns
    -------
    matplotlib Axes
        The axes; the matrix stands on a child of it.

    Examples
    --------
    >>> import wcc_prioritise as wcc
    >>> appraisal = wcc.appraise(wcc.read(wcc.sample("short")))
    >>> ax = near_equals(wcc.select(appraisal, limits={"gross_3yr": 2_000}))
    >>> ax.get_title(loc="left").startswith("One other set is worth within 2% of the best")
    True
    """
    table, said = near_table(portfolio), words.near_equals(portfolio)
    if len(table) < 2:
        return sentence(ax, said, _alone(portfolio))
    names = words.names_of(portfolio)
    matrix, groups = held_by(table["chosen"], names), preferred_by(table)
    shared = _shared_lines(in_every(table["chosen"], names), names, width_of(ax))
    above = height_of(len(shared), SMALL) + APART
    made = page(ax, said, above + heads_height(5) + ROW * (len(matrix) + len(groups)) + 0.05)
    write(made.ax, made.at(0, made.height - made.head), "\n".join(shared), system="axes fraction",
          size=SMALL, up="top")  # fmt: skip
    own = part(made, made.foot, made.body - above)
    many = columns_fitting([*matrix["name"], LOSS], own.width, len(table))
    _draw(own, matrix, table, groups, many)
    return made.ax


def _draw(own: Page, matrix, table, groups: dict[str, int], many: int) -> None:
    shown = table.head(many)
    heads = [
        ("set", [str(at) for at in shown["set"]]),
        (LOSS, [words.loss_said(loss) for loss in shown["loss"]]),
        *((SHORT[name], [str(n) for n in shown[name]]) for name in CLASSES if name in shown),
    ]
    # On a low page the candidates themselves come before the counts of classes and the groups.
    rows = LEAST * min(len(matrix), 4)
    if own.height < heads_height(len(heads)) + rows + LEAST * len(groups):
        heads = heads[:2]
    if own.height < heads_height(len(heads)) + rows + LEAST * len(groups):
        groups = {}
    inside = matrix[list(range(many))].to_numpy(bool)
    under = [(f"worth most to {plain(group)}", at - 1) for group, at in groups.items()]
    rows = draw_matrix(own, list(matrix["name"]), heads, inside, under=under)
    left = len(matrix) - rows, len(table) - many
    if any(left):
        said = f"and {left[0]} more candidates" if left[0] else f"and {left[1]} more sets"
        write(own.ax, (own.width, own.height), f"{said}, in the table behind", size=TINY,
              across="right", up="bottom")  # fmt: skip


def _shared_lines(every: list[str], names, room: float) -> list[str]:
    if not every:
        return ["In every set: no candidate."]
    said = f"In every set ({len(every)}): {listed([str(names[code]) for code in every])}."
    return lines_of(said, room, SMALL, most=8)


def _alone(portfolio) -> str:
    points = number(portfolio.worth)
    return (
        f"The chosen set, worth {points} points a year, stands alone: every other set that meets "
        "the limits and rules and has no room for one more candidate gives up more than that."
    )
