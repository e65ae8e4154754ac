"""Make the SYNTHETIC answers to the readiness check again, byte for byte.

Run ``python make_readiness.py`` to write the table beside this script, or call ``main(folder)``.
"""

from pathlib import Path

from wcc_prioritise.competencies.cycle_records import READINESS, questions_of
from wcc_prioritise.tables import write_folder

HERE = Path(__file__).resolve().parent

ANSWERS = {
    "C1": ("yes", "the chief executive opens the day"),
    "C2": ("partly", "finance has asked; the board has not talked of it", "ask for ten minutes at "
           "the September board", "director of strategy", "2026-09-24"),
    "C3": ("no", "two leads have three projects each already", "agree what is put off",
           "head of programme office", "2026-10-02"),
    "C4": ("don't know", "nobody had last year's list to hand", "write one page on it",
           "facilitator", "2026-10-07"),
    "C5": ("partly", "a box on the intranet, seldom opened", "name somebody who answers each",
           "staff engagement lead", "2026-09-30"),
    "T1": ("yes", "no fault, seven questions thought about"),
    "T2": ("yes", "2025-26; the analyst will be there"),
    "T3": ("partly", "finance has looked at nine of 24", "look at the other 15",
           "finance business partner", "2026-10-05"),
    "T4": ("yes", "ours, and one of a neighbouring system"),
    "T5": ("no", "the room is booked, the laptop is new", "rehearse there", None, None),
    "P1": ("yes", "fourteen people, three or more of each group"),
    "P2": ("partly", "papers sent, travel not yet", "pay travel on the day",
           "engagement lead", "2026-10-12"),
    "P3": ("yes", "two GPs, two consultants and a nurse"),
    "P4": ("no", "the council knows, the hospital does not", None, None, None),
}  # fmt: skip
"""question: answer, what it rests on, and where it is not yes: action, owner, due; P5 not asked."""


def main(folder=HERE):
    """Write the table of the readiness check into a folder."""
    table = questions_of().astype(object).set_index("question")
    for code, said in ANSWERS.items():
        because = f"SYNTHETIC: {said[1]}"
        table.loc[code, ["answer", "because"]] = [said[0], because]
        table.loc[code, ["action", "owner", "due"]] = list(said[2:] or (None, None, None))
    write_folder({"readiness": table.reset_index()}, folder, READINESS)


if __name__ == "__main__":
    main()
