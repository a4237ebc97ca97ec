"""Messages that are made of fields, as dataclasses are, and a twentieth of their time to load.

A dataclass writes source text for its methods and compiles it, for every class and at every start: the twenty
messages of the first screen would take as long as opening the archive.
"""

from __future__ import annotations

from inspect import get_annotations
from typing import Any, ClassVar, dataclass_transform

from textual.message import Message


@dataclass_transform()
class FieldMessage(Message):
    """A message whose annotated names are its fields, in their order; what they are set to is their default.

    ``TypeError`` when a field is left out that has no default, or when there is no field for a value.
    """

    _fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **how: Any) -> None:
        """Learn the names of the fields."""
        super().__init_subclass__(**how)
        cls._fields = (*cls._fields, *get_annotations(cls))

    def __init__(self, *values: Any, **named: Any) -> None:
        """Set the fields, by their order or by their names."""
        super().__init__()
        given = {**dict(zip(self._fields, values, strict=False)), **named}
        missing = [name for name in self._fields if name not in given and not hasattr(type(self), name)]
        if missing or len(given) < len(values) + len(named) or not given.keys() <= {*self._fields}:
            raise TypeError(f"{type(self).__name__}({', '.join(self._fields)}) cannot take {values} {named}")
        for name, value in given.items():
            setattr(self, name, value)

    def __eq__(self, other: object) -> bool:
        """Whether two say the same."""
        return type(self) is type(other) and self._said() == other._said()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """As it would be written."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._said())})"

    def _said(self) -> list[tuple[str, Any]]:
        """Names and values of the fields."""
        return [(name, getattr(self, name)) for name in self._fields]
