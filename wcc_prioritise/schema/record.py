"""What is a record, and how is one of its fields described?"""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from wcc_prioritise.schema.cells import grade_letter

Grade = Annotated[Literal["A", "B", "C", "D"] | None, grade_letter]


def field(
    words: str, unit: str | None = None, *, default: Any = ..., example: Any = None, **bounds
):
    """Describe one field once: its words, unit, example and bounds."""
    return Field(
        default, description=words, json_schema_extra={"unit": unit, "example": example}, **bounds
    )


class Record(BaseModel):
    """One row of one table."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    about: ClassVar[str] = ""
    key: ClassVar[tuple[str, ...]] = ()
    refers: ClassVar[dict[str, str]] = {}
    """Field -> table whose rows it must name; `all` is allowed where `all_allowed` lists it."""
    all_allowed: ClassVar[tuple[str, ...]] = ()
    blank_row_without: ClassVar[str | None] = None
    """A row in which this field is blank is a form not yet filled in, and is left out."""
