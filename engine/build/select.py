"""Selection: the declared steps in their order, each keeping some records and setting the others aside by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from engine.build.setting import Setting
from engine.errors import OntologyError
from engine.exact import first_day, last_day
from engine.model.case import SetAside
from engine.model.edition import Slot
from engine.model.evidence import Observation, Record, Ruling
from engine.model.world import Qualifier

R = TypeVar("R", bound=Record)
Step = Callable[[Setting, Slot, int, Sequence[Observation]], list[Observation]]


def standing(setting: Setting, records: Sequence[R]) -> tuple[list[R], list[R]]:
    """Records neither withdrawn nor rejected, and the rest."""
    out = {Ruling.WITHDRAWN, Ruling.REJECTED}
    kept = [record for record in records if setting.ruling(record.source) not in out]
    return kept, [record for record in records if record not in kept]


def uncorrected(records: Sequence[R]) -> list[R]:
    """Records that no other of them corrects; a correction set aside before no longer counts, so it revives."""
    corrected = {getattr(record, "corrects", None) for record in records}
    return [record for record in records if record.source.key not in corrected]


def corrected_elsewhere(setting: Setting, records: Sequence[R]) -> list[R]:
    """Records that a counting record about something else corrects: another year, kind or indicator was meant."""
    here = {record.source.key for record in records}
    found = [one for one in setting.evidence.records if getattr(one, "corrects", None) in here]
    others = [one for one in found if one.source.key not in here and setting.counts(one.source)]
    corrected = {getattr(one, "corrects", None) for one in standing(setting, others)[0]}
    return [record for record in records if record.source.key in corrected]


def _withdrawn(setting: Setting, _: Slot, __: int, records: Sequence[Observation]) -> list[Observation]:
    return standing(setting, records)[0]


def _scope(setting: Setting, slot: Slot, _: int, records: Sequence[Observation]) -> list[Observation]:
    """Scope and population as the indicator defines; where the source does not state them, read as the indicator's."""
    indicator = setting.indicator(slot)
    return [
        record
        for record in records
        if record.scope in (None, indicator.scope)
        and (indicator.population is None or record.population in (None, indicator.population))
    ]


def _full_period(_: Setting, __: Slot, year: int, records: Sequence[Observation]) -> list[Observation]:
    return [record for record in records if (record.start, record.end) == (first_day(year), last_day(year))]


def _correction(_: Setting, __: Slot, ___: int, records: Sequence[Observation]) -> list[Observation]:
    return uncorrected(records)


def _final(_: Setting, __: Slot, ___: int, records: Sequence[Observation]) -> list[Observation]:
    return [record for record in records if record.final] or list(records)


def _source_rank(setting: Setting, _: Slot, __: int, records: Sequence[Observation]) -> list[Observation]:
    def rank(record: Observation) -> int:
        found = setting.world.source_kinds.get(record.source_kind or "")
        return found.rank if found and found.rank is not None else 99

    best = min(map(rank, records), default=0)
    return [record for record in records if rank(record) == best]


def is_exact(record: Observation) -> bool:
    """Whether it states one value: exact counts, or a value that is not vague."""
    return record.denominator is not None or record.qualifier is Qualifier.EXACTLY


def _exact(_: Setting, __: Slot, ___: int, records: Sequence[Observation]) -> list[Observation]:
    return [record for record in records if is_exact(record)] or list(records)


STEPS: Mapping[str, Step] = {
    "withdrawn-or-rejected": _withdrawn,
    "place-and-scope": _scope,
    "full-period": _full_period,
    "correction": _correction,
    "final-over-provisional": _final,
    "source-rank": _source_rank,
    "exact-over-vague": _exact,
}


def select(
    setting: Setting, slot: Slot, year: int, records: Sequence[Observation]
) -> tuple[list[Observation], list[SetAside]]:
    """The observations left after every step of the edition, and those set aside with the step's name.

    Raises: OntologyError BLD-001 for a step that there is no rule for.
    """
    kept, aside = list(records), []
    for name in setting.edition.selection:
        if name not in STEPS:
            raise OntologyError.of("BLD-001", f"edition/{setting.edition.name}", name, known=", ".join(STEPS))
        left = STEPS[name](setting, slot, year, kept)
        aside += [put_aside(record, name) for record in kept if record not in left]
        kept = left
    return kept, aside


def put_aside(record: Record, rule: str) -> SetAside:
    """A record set aside by a rule, with the value that it would have given."""
    raw, value = getattr(record, "raw", ""), _would_be(record)
    return SetAside(record.source, rule, str(raw) or getattr(record, "title", "") or "", value)


def _would_be(record: Record) -> Fraction | None:
    if not isinstance(record, Observation):
        return None
    if record.value is None and record.denominator:
        return 100 * Fraction(record.numerator or 0, record.denominator)
    return record.value
