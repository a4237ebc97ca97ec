"""What the segments of our codec hold for a schema, and what they refuse to hold.

    TEXT with the token rules     an inverted field with positions and exact lengths
    TEXT(sortable=True)           the same, and a column of its whole values as ordinals into a sorted table
    NUMERIC(int, 32 or 64)        a column of signed integers; Whoosh's terms of every precision are made from
                                  it on demand

``id`` must be among the numbers and unique: documents are replaced and deleted by it, and every document has
one. A document without a value in another numeric field has the field's default there. Texts are not stored,
the store has them; the numeric fields can be, as they are columns. Anything else is refused rather than
silently left out.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from whoosh.fields import DATETIME, NUMERIC, TEXT, FieldConfigurationError, Schema
from whoosh.formats import Positions

from index.fulltext.analysis import WordAnalyzer

ID = "id"
"""The numeric field that a document is known by."""


class Layout(NamedTuple):
    """The fields of a schema by what a segment keeps of them."""

    texts: tuple[str, ...]
    """The inverted fields."""
    numbers: dict[str, tuple[str, int | None]]
    """dtype and default value of each numeric column; no default for the id."""
    tables: tuple[str, ...]
    """The text fields that have a column."""

    @classmethod
    def of(cls, schema: Schema) -> Layout:
        """Read a schema; raises FieldConfigurationError where it asks for what segments do not hold."""
        texts: list[str] = []
        numbers: dict[str, tuple[str, int | None]] = {}
        tables: list[str] = []
        for name, field in schema.items():
            if isinstance(field, NUMERIC) and not isinstance(field, DATETIME):
                if field.numtype is not int or field.bits not in (32, 64):
                    raise _refused(name, "only 32 and 64-bit integers are kept")
                default = field.default
                if name == ID:
                    default = None
                elif (
                    not isinstance(default, int) or not -1 << field.bits - 1 <= default < 1 << field.bits - 1
                ):
                    raise _refused(name, "the field needs a default that a signed column can hold")
                numbers[name] = (f"<i{field.bits // 8}", default)
            elif isinstance(field, TEXT):
                _check_text(name, field)
                texts.append(name)
                if field.column_type:
                    tables.append(name)
            else:
                raise _refused(name, f"a field of type {type(field).__name__} is not kept")
        if ID not in numbers or not schema[ID].unique:
            raise _refused(ID, "there must be a unique numeric field of this name")
        return cls(tuple(texts), numbers, tuple(tables))


def _check_text(name: str, field: Any) -> None:
    """Refuse a text field that needs more than terms, positions and a column."""
    if not isinstance(field.analyzer, WordAnalyzer):
        raise _refused(name, "texts must have the token rules of this index")
    if not isinstance(field.format, Positions):
        raise _refused(name, "texts must have positions")
    if field.stored or field.vector or field.unique or field.separate_spelling():
        raise _refused(name, "texts cannot be stored, unique, or have vectors or a spelling list")


def _refused(name: str, reason: str) -> FieldConfigurationError:
    return FieldConfigurationError(f"{name}: {reason}")
