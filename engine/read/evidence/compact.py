"""Thrift's compact form, in which a Parquet file says what it holds: fields by number, nothing believed unread.

Only what such a file may say is read; what is cut short, twice or too deep is refused where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from engine.errors import EvidenceError

Value: TypeAlias = "bool | int | bytes | list[Value] | Struct"
DEEPEST = 16
LONGEST_VARINT = 10
STOP, TRUE, FALSE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Struct:
    """The fields of one struct by number; `where` is said when a field is missing or of another form.

    Raises (all methods): EvidenceError EVI-050.
    """

    where: str
    fields: Mapping[int, Value]

    def number(self, field: int) -> int:
        """A whole number, zero or more."""
        value = self.fields.get(field)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._odd(field)
        return value

    def content(self, field: int) -> bytes:
        """Bytes, such as those of a name."""
        value = self.fields.get(field)
        if not isinstance(value, bytes):
            raise self._odd(field)
        return value

    def inner(self, field: int) -> Struct:
        """The struct in a field."""
        value = self.fields.get(field)
        if not isinstance(value, Struct):
            raise self._odd(field)
        return value

    def inners(self, field: int) -> list[Struct]:
        """The structs of a list."""
        value = self.fields.get(field)
        found = [one for one in value if isinstance(one, Struct)] if isinstance(value, list) else []
        if not isinstance(value, list) or len(found) < len(value):
            raise self._odd(field)
        return found

    def _odd(self, field: int) -> EvidenceError:
        return EvidenceError.of("EVI-050", self.where, f"#{field}")


class Compact:
    """Reads structs from a part of a file; `at` is where the next one begins.

    Raises (all methods): EvidenceError EVI-050 with the byte at which no sense can be made.
    """

    def __init__(self, name: str, content: bytes, at: int, end: int) -> None:
        self.name, self.content, self.at, self.end = name, content, at, end

    def struct(self, depth: int = 0) -> Struct:
        """The struct that begins here."""
        where = f"{self.name} byte {self.at}"
        fields: dict[int, Value] = {}
        field = 0
        while (head := self._byte()) != STOP:
            field = field + (head >> 4) if head >> 4 else self._integer()
            if field in fields or depth > DEEPEST:
                raise self._broken()
            fields[field] = self._field(head & 15, depth)
        return Struct(where, fields)

    def _field(self, form: int, depth: int) -> Value:
        return form == TRUE if form in (TRUE, FALSE) else self._value(form, depth)

    def _value(self, form: int, depth: int) -> Value:
        match form:
            case 1 | 2 | 3:  # in a list a truth value has a byte of its own
                return self._byte()
            case 4 | 5 | 6:
                return self._integer()
            case 7:
                return self._bytes(8)  # a binary float; no field of Parquet that is looked at has one
            case 8:
                return self._bytes(self._varint())
            case 9 | 10:
                return self._list(depth + 1)
            case 12:
                return self.struct(depth + 1)
            case _:
                raise self._broken()

    def _list(self, depth: int) -> list[Value]:
        head = self._byte()
        size = head >> 4 if head >> 4 < 15 else self._varint()
        if depth > DEEPEST or size > self.end - self.at:
            raise self._broken()
        return [self._value(head & 15, depth) for _ in range(size)]

    def _integer(self) -> int:
        """A signed number, folded so that small ones are short."""
        found = self._varint()
        return (found >> 1) ^ -(found & 1)

    def _varint(self) -> int:
        found = 0
        for place in range(LONGEST_VARINT):
            byte = self._byte()
            found |= (byte & 127) << (7 * place)
            if byte < 128:
                return found
        raise self._broken()

    def _byte(self) -> int:
        return self._bytes(1)[0]

    def _bytes(self, size: int) -> bytes:
        if size > self.end - self.at:
            raise self._broken()
        self.at += size
        return self.content[self.at - size : self.at]

    def _broken(self) -> EvidenceError:
        found = self.content[self.at : self.at + 4].hex(" ")
        return EvidenceError.of("EVI-050", f"{self.name} byte {self.at}", found or "-")
