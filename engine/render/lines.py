"""Lines of the ledger and figures of target clauses as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from engine.exact import decimal_text
from engine.explain.causes import record_counts
from engine.explain.cited import Cited, cited
from engine.model.assessment import Assessment
from engine.model.case import Premise, SetAside
from engine.model.edition import SlotKind
from engine.model.entry import DIGITS_SHOWN
from engine.model.evidence import Source
from engine.model.explanation import Cause, Delivery, Line
from engine.model.finding import Outcome
from engine.model.text import Basis
from engine.model.world import Direction
from engine.render.voice import Voice

UNSTATED = "unstatedScope"
PERCENT = "PERCENT"


def line_text(voice: Voice, assessment: Assessment, line: Line) -> str:
    """One line of the ledger."""
    return voice.say(
        f"line.{line.list}",
        points=voice.points(line.points),
        mark=voice.mark(line.basis),
        number=line.number,
        label=voice.text(assessment.edition.items[line.item].label),
        outcome=voice.outcome(line.outcome),
        back=voice.points(line.back),
    )


def causes_lines(voice: Voice, assessment: Assessment, line: Line, *, full: bool = True) -> Iterator[str]:
    """Every cause of a line of the ledger, then how its points come back."""
    for cause in line.causes:
        yield from cause_lines(voice, assessment, cause, line.basis, full=full)
    if line.way_back:
        said = voice.say("list.semicolon").join(map(voice.remark, line.way_back))
        yield voice.say(f"way.head.{line.list}", said=said)


def cause_lines(
    voice: Voice, assessment: Assessment, cause: Cause, basis: Basis, *, full: bool = True
) -> Iterator[str]:
    """A cause, and below it its evidence, what was set aside and what is cited; `basis` is that of the points."""
    yield cause_text(voice, cause, basis, observed_text(voice, assessment, cause))
    if full:
        for source in cause.evidence:
            yield "  " + evidence_text(voice, assessment, source)
        for source, rule, raw in cause.set_aside:
            said = {"raw": raw or "-", "rule": voice.rule(rule), "file": source.file, "place": source.place}
            yield "  " + voice.say("cause.aside", **said)
        yield from ("  " + cited_text(voice, cited(assessment.world, slug)) for slug in cause.cites)


def cited_text(voice: Voice, found: Cited) -> str:
    """The document with its number, and the number of its paragraph where one is cited."""
    paragraph = voice.say("cause.paragraph", paragraph=found.paragraph) if found.paragraph else ""
    return voice.say(
        "cause.cites", label=voice.text(found.label), number=voice.number(found.number), paragraph=paragraph
    )


def observed_text(voice: Voice, assessment: Assessment, cause: Cause) -> str:
    """What was found, with the counts that an exact rate was reckoned from."""
    records = (assessment.case.records.get(source.key) for source in cause.evidence)
    counts = next((found for found in map(record_counts, records) if found), "")
    return observed_words(voice, cause.observed, counts, cause.kind)


def observed_words(voice: Voice, observed: str, counts: str, kind: str) -> str:
    """What was found as written, and in brackets the counts that a rate was reckoned from, a mean, or the value as compared."""
    if kind not in (SlotKind.QUANTITY, SlotKind.JUDGEMENT) or not observed:
        return observed or voice.say("cause.nothing")
    raw, within, span = observed.partition(" ∈ ")
    if within:
        low, _, high = span.partition("..")
        return voice.say("observed.range", raw=raw, low=low, high=high)
    raw, about, exact = observed.partition(" ≈ ")
    raw, compared, shown = (raw, about, f"≈ {exact}") if about else observed.partition(" = ")
    if not compared:
        return observed
    if kind == SlotKind.JUDGEMENT:
        return voice.say("observed.mean", raw=raw, shown=shown)
    if about:
        return voice.say("observed.exact", raw=raw, shown=f"{counts} {shown}" if counts not in ("", raw) else shown)
    return voice.say("observed.compared", raw=raw, shown=shown)


def asked_text(voice: Voice, cause: Cause) -> str:
    """What was asked; the usual cause of a failure only where something was delivered and failed."""
    asked, _, usual = voice.text(cause.expected).partition(voice.say("cause.usual"))
    failed = cause.outcome == Outcome.FAILED and cause.reason == "shape"
    return voice.text(cause.expected) if usual and failed else asked


def cause_text(voice: Voice, cause: Cause, basis: Basis, observed: str | None = None) -> str:
    """What was asked, what was found, and why it counts so."""
    limit = margin = back = ""
    if cause.limit is not None:
        mark = voice.mark(cause.limit_basis)
        limit = voice.say("cause.limit", limit=decimal_text(cause.limit), mark=mark)
    if cause.margin is not None:
        margin = voice.say("cause.margin", margin=voice.points(cause.margin))
    if cause.back:
        back = voice.say("cause.back", back=voice.points(cause.back), mark=voice.mark(basis))
    reason = voice.outcome(cause.outcome) if cause.reason == "shape" else voice.reason(cause.reason)
    return voice.say(
        "cause",
        year=str(cause.year),
        mark=voice.mark(cause.year_assumed),
        expected=asked_text(voice, cause),
        observed=observed or observed_words(voice, cause.observed, "", cause.kind),
        reason=reason,
        limit=limit,
        margin=margin,
        back=back,
    )


def evidence_text(voice: Voice, assessment: Assessment, source: Source) -> str:
    """File, place and hash of a record, with its publisher and the note that it was delivered with."""
    said = {"file": source.file, "place": source.place, "digest": source.digest[:DIGITS_SHOWN]}
    note = note_text(voice, getattr(assessment.case.records.get(source.key), "note", ""))
    return voice.say("cause.evidence", citation=citation_of(assessment, source), **said) + note


def note_text(voice: Voice, note: str) -> str:
    """What the submitter says of a record, as delivered; nothing where there is no note."""
    return voice.say("cause.note", note=note) if note else ""


def citation_of(assessment: Assessment, source: Source) -> str:
    """Who published a record and where."""
    record = assessment.case.records.get(source.key)
    parts = (getattr(record, "issuer", ""), getattr(record, "citation", ""))
    return " · ".join(part for part in parts if part) or "-"


def delivery_text(voice: Voice, assessment: Assessment, delivery: Delivery) -> str:
    """What to deliver, and the points that it decides."""
    requirement = assessment.edition.requirements[delivery.requirement]
    return voice.say(
        "first",
        label=voice.text(delivery.label),
        number=assessment.edition.clauses[requirement.clause].number,
        requirement=voice.text(requirement.label),
        years=voice.say("list.comma").join(str(year) for year in delivery.years),
        year_mark=voice.mark(_earlier(assessment, delivery)),
        points=voice.points(delivery.points),
        mark=voice.mark(assessment.edition.points_assumed),
        veto=voice.say("first.veto") if delivery.feeds_veto else "",
    )


def _earlier(assessment: Assessment, delivery: Delivery) -> bool:
    """Whether a year before the assessed one is wanted that only an assumed window demands."""
    assumed = assessment.edition.slots[delivery.slot].basis.assumed
    return assumed and any(year < assessment.case.key.year for year in delivery.years)


def figure_lines(voice: Voice, assessment: Assessment) -> Iterator[str]:
    """Every figure of every slot with a target: the one taken and those set aside, with scope, source and outcome."""
    for premise in assessment.explanation.premises:
        if premise.target is not None:
            yield from _figures(voice, assessment, premise)


def _figures(voice: Voice, assessment: Assessment, premise: Premise) -> Iterator[str]:
    said, unit = _figure_values(voice, assessment, premise), _unit(voice, assessment, premise)
    if not premise.chosen:
        yield voice.say("figure.none", **said)
    for source in premise.chosen:
        record = assessment.case.records[source.key]
        yield voice.say(
            "figure.chosen",
            **said,
            raw=_raw(voice, record, unit),
            scope=_scope(voice, assessment, record),
            citation=citation_of(assessment, source),
        )
    for aside in premise.set_aside:
        yield "  " + _aside(voice, assessment, premise, aside)


def _figure_values(voice: Voice, assessment: Assessment, premise: Premise) -> dict[str, str]:
    requirement = assessment.edition.requirements[premise.requirement]
    outcome = dict(assessment.findings.by_requirement[premise.requirement].premises)[premise.key]
    target = premise.target
    reason = "" if premise.reason == "known" else voice.reason(premise.reason)
    if target is not None and target.value is not None and target.document is not None:
        document = voice.text(assessment.world.documents[target.document].label)
        presumed = _presumed(voice, assessment, premise)
        against = voice.say(
            "figure.target",
            target=decimal_text(target.value) + _unit(voice, assessment, premise),
            document=f"{document} {target.year}{presumed}",
        )
        reason = voice.say("list.semicolon").join(part for part in (reason, against) if part)
    return {
        "number": assessment.edition.clauses[requirement.clause].number,
        "label": voice.text(requirement.label),
        "year": str(premise.year),
        "outcome": voice.outcome(outcome),
        "reason": reason.strip(),
    }


def _presumed(voice: Voice, assessment: Assessment, premise: Premise) -> str:
    """That only an inference ties the target's document to the one that the clause cites; else nothing."""
    cited_one = assessment.edition.slots[premise.slot].target_from
    document = assessment.world.documents[premise.target.document or ""] if premise.target else None
    inferred = document is not None and cited_one in document.presumably_carries_out
    return voice.say("figure.presumed") if inferred else ""


def _aside(voice: Voice, assessment: Assessment, premise: Premise, aside: SetAside) -> str:
    record = assessment.case.records[aside.source.key]
    said = _figure_values(voice, assessment, premise)
    return voice.say(
        "figure.aside",
        number=said["number"],
        label=said["label"],
        year=said["year"],
        raw=_raw(voice, record, _unit(voice, assessment, premise)),
        scope=_scope(voice, assessment, record),
        rule=voice.rule(aside.rule),
        would=_would(voice, assessment, premise, aside),
        citation=citation_of(assessment, aside.source),
    )


def _would(voice: Voice, assessment: Assessment, premise: Premise, aside: SetAside) -> str:
    """What the verdict would be, were the figure of another scope or denominator counted; only against a settled target."""
    target = premise.target
    if aside.would_be is None or aside.rule != "place-and-scope" or target is None or target.value is None:
        return ""
    indicator = assessment.world.indicators[assessment.edition.slots[premise.slot].indicator or ""]
    higher = indicator.direction is Direction.HIGHER
    reached = aside.would_be >= target.value if higher else aside.would_be <= target.value
    return voice.say("figure.would", outcome=voice.outcome("passed" if reached else "failed"))


def _raw(voice: Voice, record: object, unit: str) -> str:
    """The value as written, with its counts, and its period where that is not the year."""
    counts, raw = record_counts(record), str(getattr(record, "raw", ""))
    shown = f"{raw}{unit}" if raw != counts else raw
    shown = voice.say("observed.exact", raw=shown, shown=counts) if counts and raw != counts else shown
    start, end = getattr(record, "start", None), getattr(record, "end", None)
    whole = start is None or end is None or (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return shown if whole else f"{shown} [{start}/{end}]"


def _unit(voice: Voice, assessment: Assessment, premise: Premise) -> str:
    """The unit of a quantity as it stands behind a number."""
    indicator = assessment.world.indicators[assessment.edition.slots[premise.slot].indicator or ""]
    return "%" if indicator.unit == PERCENT else f" {voice.text(assessment.world.units[indicator.unit].label)}"


def _scope(voice: Voice, assessment: Assessment, record: object) -> str:
    scope, population = getattr(record, "scope", None), getattr(record, "population", None)
    tables = ((assessment.world.scopes, scope), (assessment.world.populations, population))
    labels = [voice.text(table[slug].label) for table, slug in tables if slug]
    policy = assessment.edition.policies.get(UNSTATED)
    mark = voice.mark(policy.basis if policy else True)  # an edition that says nothing of it leaves the reading to us
    return voice.say("list.comma").join(labels) if labels else voice.say("figure.scope-none", mark=mark)
