"""The columns of a list as a table: those of the form of its items, on each page the same, whatever stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, get_args

from pydantic import BaseModel


@lru_cache(maxsize=64)
def columns_of(form: type[BaseModel]) -> tuple[str, ...]:
    """The names of a form's fields in their order; a field that is a form has a column for each of its own: `label.zh`.

    A field of open names (`details`) or of many (a list) is one column. A form that may be missing keeps its columns.
    """
    return tuple(name for field, one in form.model_fields.items() for name in _below(field, one.annotation))


def items_of(form: type[BaseModel]) -> type[BaseModel]:
    """The form of the items of a page."""
    (item,) = get_args(form.model_fields["items"].annotation)
    return item  # type: ignore[no-any-return]  # as each page is a list of forms


def _below(field: str, annotation: Any) -> Iterator[str]:
    forms = [one for one in (annotation, *get_args(annotation)) if isinstance(one, type) and issubclass(one, BaseModel)]
    if not forms or getattr(annotation, "__origin__", None) in (list, dict):
        return iter((field,))
    return iter(dict.fromkeys(f"{field}.{name}" for form in forms for name in columns_of(form)))
