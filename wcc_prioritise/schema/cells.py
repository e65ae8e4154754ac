"""How is one cell read? The kinds of cell, from whatever a spreadsheet or a person typed.

A cell is forgiving about form (spaces, thousands commas, a pound sign, Excel's dates) and strict
about meaning: what could be read in two ways is refused, never guessed.
"""

from __future__ import annotations

import datetime
import math
import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError


def _cell_text(value: Any) -> Any:
    """Give a cell as trimmed text; whole numbers lose their decimal point; blank is None."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    text = " ".join(str(value).replace("\u00a0", " ").split())
    return text or None


def _cell_number(value: Any) -> Any:
    """Give a cell as a number; thousands commas and a pound sign are read, else refused."""
    if isinstance(value, (bool, datetime.date)):
        raise PydanticCustomError("not_a_number", "a number")
    if isinstance(value, (int, float)):
        return None if value != value else _finite(value)
    text = _cell_text(value)
    if text is None:
        return None
    bare = text.removeprefix("£").replace(" ", "").replace("\u2212", "-")
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", bare):
        bare = bare.replace(",", "")
    if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", bare):
        raise PydanticCustomError("not_a_number", "a number")
    return _finite(bare)


def _finite(given: str | float) -> float:
    """Give a number that can be reckoned with; what overflows is refused."""
    try:
        number = float(given)
    except OverflowError:
        number = math.inf
    if math.isinf(number):
        raise PydanticCustomError("not_a_number", "a number")
    return number


def _cell_whole(value: Any) -> Any:
    """Give a cell as a whole number."""
    number = _cell_number(value)
    if number is not None and not float(number).is_integer():
        raise PydanticCustomError("not_whole", "a whole number")
    return None if number is None else int(number)


_DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y", "%Y-%m-%d %H:%M:%S")


def _cell_date(value: Any) -> Any:
    """Give a cell as a date, from Excel's own dates, 2026-09-30 or 30/09/2026 (day first)."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, datetime.date):
        return value
    text = _cell_text(value)
    if text is None:
        return None
    for form in _DATE_FORMS:
        try:
            return datetime.datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise PydanticCustomError("not_a_date", "a date, as 2026-09-30 or 30/09/2026")


def _cell_list(value: Any) -> Any:
    """Give a cell as a tuple of texts; a semicolon stands between them."""
    if isinstance(value, (tuple, list)):
        return tuple(value)
    text = _cell_text(value)
    return () if text is None else tuple(part.strip() for part in text.split(";") if part.strip())


def _cell_yes(value: Any) -> Any:
    """Give a cell as yes or no."""
    if isinstance(value, bool) or value is None:
        return value
    text = (_cell_text(value) or "").casefold()
    if text in ("yes", "y", "true", "1"):
        return True
    if text in ("no", "n", "false", "0"):
        return False
    raise PydanticCustomError("not_yes_or_no", "yes or no")


def _cell_choice(value: Any) -> Any:
    """Give a cell as a choice: letter case and surplus spaces do not matter."""
    text = _cell_text(value)
    return None if text is None else text.casefold()


def _cell_grade(value: Any) -> Any:
    """Give a cell as an evidence grade, a capital letter."""
    text = _cell_text(value)
    return None if text is None else text.upper()


_DONT_KNOW = {"don't know", "dont know", "don’t know", "do not know", "dk", "?"}


def _cell_score(value: Any) -> Any:
    """Give a cell as a score; the words "don't know" become None, which is not a blank."""
    if isinstance(value, str) and " ".join(value.split()).casefold() in _DONT_KNOW:
        return None
    return _cell_number(value)


Text = Annotated[str, BeforeValidator(_cell_text), Field(min_length=1)]
Note = Annotated[str | None, BeforeValidator(_cell_text)]
Number = Annotated[float, BeforeValidator(_cell_number)]
MaybeNumber = Annotated[float | None, BeforeValidator(_cell_number)]
Whole = Annotated[int, BeforeValidator(_cell_whole)]
MaybeWhole = Annotated[int | None, BeforeValidator(_cell_whole)]
MaybeDate = Annotated[datetime.date | None, BeforeValidator(_cell_date)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_cell_list)]
MaybeYes = Annotated[bool | None, BeforeValidator(_cell_yes)]
ScoreOrDontKnow = Annotated[float | None, BeforeValidator(_cell_score)]
choice = BeforeValidator(_cell_choice)
grade_letter = BeforeValidator(_cell_grade)
