"""Literals that an Oxigraph store does not hand back as written: it keeps the value, and loses spelling and datatype.

`"95.00"` comes back as `"95"`, an `xsd:int` as `xsd:integer`; an integer of more than 64 bits is kept but compares with
nothing. What of this touches a query is known before it is run: values are given back as written where that is certain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
import pyoxigraph as ox

from engine.model.columns import Bools, Columns, Ids, Relation, TermKind
from engine.model.shacl import Term

XSD = "<http://www.w3.org/2001/XMLSchema#"
WHOLE = r'^"(0|-?[1-9][0-9]{0,17})"'
ZONE = r"(Z|[+-](0[1-9]|1[0-3]):[0-5][0-9])?"
KEPT_AS_WRITTEN = {
    "integer": WHOLE,
    "decimal": r'^"(0|-?[1-9][0-9]{0,17}|-?(0|[1-9][0-9]{0,17})\.[0-9]{0,17}[1-9])"',
    "boolean": r'^"(true|false)"',
    "date": rf'^"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{ZONE}"',
    "gYear": rf'^"[0-9]{{4}}{ZONE}"',
    "dateTime": rf'^"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]{ZONE}"',
    "string": r'^"',
}
DERIVED = [
    "nonPositiveInteger",
    "negativeInteger",
    "long",
    "int",
    "short",
    "byte",
    "nonNegativeInteger",
    "unsignedLong",
    "unsignedInt",
    "unsignedShort",
    "unsignedByte",
    "positiveInteger",
]
OTHERS = [
    "float",
    "double",
    "time",
    "gYearMonth",
    "gMonth",
    "gMonthDay",
    "gDay",
    "duration",
    "yearMonthDuration",
    "dayTimeDuration",
    "dateTimeStamp",
]
EXACT = frozenset(f"{XSD}{name}>" for name in ("integer", "decimal", *DERIVED))
NATIVE = frozenset(f"{XSD}{name}>" for name in (*KEPT_AS_WRITTEN, *DERIVED, *OTHERS))
NAME = "urn:n:"


@dataclass(frozen=True, slots=True)
class Changed:
    """Literals that come back otherwise.

    Shape: `ids` (ascending) and `forms` have one length; `twin` is the term that is the form itself, or the number of
    terms (`size`) where there is none. `lost` are those that the store reads wrongly or not at all.
    """

    ids: Ids
    forms: tuple[Term, ...]
    twin: npt.NDArray[np.int64]
    lost: Ids
    size: int


def changed(columns: Columns) -> Changed:
    """The literals of the columns that a store changes; kept in the memo."""
    return columns.remember("changed literals", lambda: _changed(columns))


def _changed(columns: Columns) -> Changed:
    ids = _candidates(columns)
    texts = columns.terms.text.gather(ids).to_list()
    back = returned(texts)
    differs = np.array([form != text for form, text in zip(back, texts, strict=True)], dtype=np.bool_)
    exact = np.isin(columns.terms.datatype[ids], [n for n, name in enumerate(columns.terms.datatypes) if name in EXACT])
    valid = columns.terms.valid[ids]
    forms = [form for form, other in zip(back, differs, strict=True) if other]
    frame = pl.DataFrame({"text": columns.terms.text, "id": np.arange(len(columns.terms), dtype=np.int64)})
    twin = pl.DataFrame({"text": pl.Series(forms, dtype=pl.String)}).join(
        frame.filter(pl.col("text").is_in(pl.Series(forms, dtype=pl.String).implode())),
        on="text",
        how="left",
        maintain_order="left",
    )
    lost = exact & (valid != differs)
    return Changed(
        ids[differs], tuple(forms), twin["id"].fill_null(len(columns.terms)).to_numpy(), ids[lost], len(columns.terms)
    )


def _candidates(columns: Columns) -> Ids:
    """Literals that may come back otherwise: of a datatype that the store knows, or with capitals in the language."""
    terms = columns.terms
    names = [name.strip() for name in terms.datatypes]
    native = np.isin(terms.datatype, [place for place, name in enumerate(names) if name in NATIVE])
    literal = terms.kind == TermKind.LITERAL
    frame = pl.DataFrame(
        {
            "text": terms.text,
            "datatype": pl.Series(names, dtype=pl.String).gather(pl.Series(terms.datatype).cast(pl.UInt32)),
        }
    )
    safe = pl.lit(False)
    for name, pattern in KEPT_AS_WRITTEN.items():
        safe = safe | ((pl.col("datatype") == f"{XSD}{name}>") & pl.col("text").str.contains(pattern))
    capital = pl.col("text").str.contains(r'"@[a-z0-9-]*[A-Z][A-Za-z0-9-]*$')
    found = frame.select(safe=safe, capital=capital)
    keep = literal & ((native & ~found["safe"].to_numpy()) | found["capital"].to_numpy())
    return np.flatnonzero(keep).astype(np.uint32)


def returned(texts: list[Term]) -> list[Term]:
    """Each literal as an Oxigraph store hands it back."""
    store = ox.Store()
    lines = "".join(f"<{NAME}{place}> <{NAME}> {text} .\n" for place, text in enumerate(texts))
    store.bulk_load(lines.encode(), format=ox.RdfFormat.N_TRIPLES, lenient=True)
    found = {int(quad.subject.value[len(NAME) :]): str(quad.object) for quad in store}
    return [found[place] for place in range(len(texts))]


def reached(columns: Columns, predicates: frozenset[Term] | None) -> Bools:
    """Which terms are objects of these predicates (None: of any)."""
    return columns.remember(("reached", predicates), lambda: _reached(columns, predicates))


def _reached(columns: Columns, predicates: frozenset[Term] | None) -> Bools:
    mask = np.zeros(len(columns.terms) + 1, dtype=np.bool_)
    for name, relation in columns.relations.items():
        if predicates is None or name in predicates:
            mask[relation.objects] = True
    return mask


@dataclass(frozen=True, slots=True)
class Spelling:
    """Of the literals that predicates lead to: how the changed ones are written, and what the store cannot tell apart.

    `written` gives a form as the data write it, where they write it in one way only. `merged` are the terms whose form
    is another's as well, by number. `collapsed`: a subject has two of these by one predicate, and the store one. `lost`:
    there are numbers that the store reads wrongly or not at all.
    """

    written: Mapping[Term, Term]
    merged: Ids
    collapsed: bool
    lost: bool


def spelling(columns: Columns, predicates: frozenset[Term] | None) -> Spelling:
    """The spelling of what these predicates (None: any) lead to."""
    return columns.remember(("spelling", predicates), lambda: _spelling(columns, predicates))


def _spelling(columns: Columns, predicates: frozenset[Term] | None) -> Spelling:
    found, mask = changed(columns), reached(columns, predicates)
    near = np.flatnonzero(mask[found.ids])
    ids = found.ids[near].astype(np.int64)
    group = _groups(found)[near]
    twins = np.unique(found.twin[near][mask[found.twin[near]]])
    terms, groups = np.concatenate([ids, twins]), np.concatenate([group, twins])
    known, counts = np.unique(groups, return_counts=True)
    shared = np.isin(groups, known[counts > 1])
    merged = np.unique(terms[shared]).astype(np.uint32)
    alone = ~np.isin(ids, merged)
    texts = columns.terms.text.gather(ids[alone]).to_list()
    written = {found.forms[place]: text for place, text in zip(near[alone].tolist(), texts, strict=True)}
    collapsed = _collapsed(columns, predicates, dict(zip(terms[shared].tolist(), groups[shared].tolist(), strict=True)))
    return Spelling(written, merged, collapsed, bool(mask[found.lost].any()))


def _groups(found: Changed) -> npt.NDArray[np.int64]:
    """A number for each form: the twin's where there is one, else one above those of all terms."""
    _, place = np.unique(np.array(found.forms, dtype=np.str_), return_inverse=True)
    above = found.twin.max(initial=0) + 1 + place
    size = found.size
    return np.where(found.twin < size, found.twin, above + size)


def _collapsed(columns: Columns, predicates: frozenset[Term] | None, group: Mapping[int, int]) -> bool:
    members = np.array(sorted(group), dtype=np.uint32)
    return any(
        _twice(relation, members, group)
        for name, relation in columns.relations.items()
        if len(members) and (predicates is None or name in predicates)
    )


def _twice(relation: Relation, members: Ids, group: Mapping[int, int]) -> bool:
    """Whether a subject has two values of one group."""
    near = np.isin(relation.objects, members)
    pairs = list(
        zip(relation.subjects[near].tolist(), (group[each] for each in relation.objects[near].tolist()), strict=True)
    )
    return len(set(pairs)) < len(pairs)


def owned(columns: Columns, predicate: Term) -> Mapping[tuple[Term, Term], Term]:
    """How a subject's value by a predicate is written, by subject and form, for what the store cannot tell apart."""
    return columns.remember(("owned", predicate), lambda: _owned(columns, predicate))


def _owned(columns: Columns, predicate: Term) -> Mapping[tuple[Term, Term], Term]:
    relation = columns.relations.get(predicate)
    if relation is None:
        return {}
    found = changed(columns)
    near = np.isin(relation.objects, found.ids)
    subjects = columns.terms.text.gather(relation.subjects[near]).to_list()
    written = columns.terms.text.gather(relation.objects[near]).to_list()
    forms = [found.forms[place] for place in np.searchsorted(found.ids, relation.objects[near]).tolist()]
    return {(subject, form): text for subject, form, text in zip(subjects, forms, written, strict=True)}
