"""Which pictures show how sure the order is? What each is drawn from, its table and its words."""

from __future__ import annotations

from wcc_prioritise.plots import doubt_behind as behind
from wcc_prioritise.plots import doubt_words as words
from wcc_prioritise.plots.draw_bands import bands
from wcc_prioritise.plots.draw_change import what_would_change_it
from wcc_prioritise.plots.draw_head_to_head import head_to_head
from wcc_prioritise.plots.draw_methods import methods
from wcc_prioritise.plots.draw_rank_shares import rank_shares
from wcc_prioritise.plots.draw_tipping import tipping
from wcc_prioritise.plots.draw_tornado import tornado

_STRESS = ("a stress test", "robustness.stress", ("shares", "beats", "bands"))
_TIPPING = ("tipping weights", "robustness.tipping_weights", ("leading", "convention", "leader"))
_TORNADO = ("a tornado", "robustness.tornado", ("difference", "change", "a", "b"))
_COMPARISON = ("a comparison", "ranking.compare", ("ranks", "tau"))
_RANKING = ("a ranking", "wcc.rank", ("table", "contributions"))

DRAWN = {
    "bands": bands,
    "rank_shares": rank_shares,
    "head_to_head": head_to_head,
    "tipping": tipping,
    "tornado": tornado,
    "methods": methods,
    "what_would_change_it": what_would_change_it,
}
"""Every picture by the name of its question."""

MADE_FROM = {
    "bands": (_STRESS, behind.bands_table, words.bands),
    "rank_shares": (_STRESS, behind.rank_shares_table, words.rank_shares),
    "head_to_head": (_STRESS, behind.head_to_head_table, words.head_to_head),
    "tipping": (_TIPPING, behind.tipping_table, words.tipping),
    "tornado": (_TORNADO, behind.tornado_table, words.tornado),
    "methods": (_COMPARISON, behind.methods_table, words.methods),
    "what_would_change_it": (_RANKING, behind.changes_table, words.what_would_change_it),
}
"""What each is drawn from, the table behind it, and its words."""
