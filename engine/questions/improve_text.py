"""The answer to “improve” as sentences and as plain data; every assumed number has its mark."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from engine.exact import decimal_text
from engine.model.assessment import Assessment
from engine.model.edition import SlotKind
from engine.model.text import Text
from engine.model.world import Direction
from engine.questions.improve import Aim, Improvement, Step
from engine.questions.improve_blockers import Blocker
from engine.render.card import basis_line
from engine.render.voice import Voice
from engine.report.plain import plain

SCHEMA = "clausegraph/improvement/1"
PERCENT = "PERCENT"


def improvement_data(assessment: Assessment, found: Improvement) -> dict[str, Any]:
    """The answer as data for JSON: numbers as decimal strings, the certificate in whole numbers of its units."""
    place, edition = assessment.world.places[assessment.case.key.code], assessment.edition
    return {
        "schema": SCHEMA,
        "place": {"code": place.code, "label": plain(place.label), "fictional": place.fictional},
        "edition": {"name": edition.name, "version": edition.version, "draft": edition.draft},
        "reached": found.reached,
        **plain(found),
        "steps": [
            {**plain(step), "label": plain(edition.requirements[step.requirement].label)} for step in found.steps
        ],
    }


def improvement_text(assessment: Assessment, found: Improvement, language: str) -> str:
    """The answer in Chinese or English."""
    return "\n".join(_Said(Voice(language), assessment, found).lines()) + "\n"


class _Said:
    """One answer in one language."""

    def __init__(self, voice: Voice, assessment: Assessment, found: Improvement) -> None:
        self.voice, self.assessment, self.found = voice, assessment, found
        self.edition, self.world = assessment.edition, assessment.world
        self.mark = voice.mark(found.assumed)

    def say(self, key: str, **values: str) -> str:
        return self.voice.say(f"improve.{key}", **values)

    def lines(self) -> Iterator[str]:
        """Title, where the case stands, the steps with their proof or what blocks, what was not on offer."""
        yield self.voice.title(self.assessment)
        yield basis_line(self.voice, self.assessment)
        yield ""
        yield self.say("head", grade=self._grades((self.found.grade,)), mark=self.mark)
        yield self._now()
        yield from self._answer() if self.found.reached else self._blocked()
        yield from self._left_out()
        yield ""
        yield self.voice.say("mark.legend")

    def _grades(self, slugs: tuple[str, ...]) -> str:
        return self.voice.grades(self.assessment, slugs) or self.say("no-grade")

    def _now(self) -> str:
        found, grade = self.found, self._grades((self.found.grade,))
        edge = self.say("edge-none", grade=grade)
        if found.edge is not None:
            edge = self.say("edge", grade=grade, edge=self.voice.points(found.edge), mark=self.mark)
        points = self.voice.points(found.points_before)
        return self.say("now", grades=self._grades(found.grades_before), points=points, mark=self.mark, edge=edge)

    def _answer(self) -> Iterator[str]:
        found = self.found
        if not found.steps:
            yield self.say("done")
            return
        assert found.cost is not None and found.grade_after is not None and found.certificate is not None
        yield self.say(
            "answer",
            n=str(len(found.steps)),
            cost=decimal_text(found.cost),
            unit=self.say("unit-table", file=found.costs) if found.costs else self.say("unit-count"),
            points=self.voice.points(found.points_after),
            grade=self._grades((found.grade_after,)),
            mark=self.mark,
        )
        for place, step in enumerate(found.steps, 1):
            yield "  " + self._step(place, step)
        yield self.say("proof", n=str(found.certificate.closed_branches))

    def _step(self, place: int, step: Step) -> str:
        requirement, gain = self.edition.requirements[step.requirement], ""
        if step.items:
            before, after = self.voice.points(step.before), self.voice.points(step.after)
            gain = self.say("gain", before=before, after=after, mark=self.voice.mark(step.assumed))
        return self.say(
            "step",
            place=str(place),
            number=step.number,
            label=self.voice.text(requirement.label),
            aims=self.voice.say("list.semicolon").join(self._aims(step, requirement.label)),
            gain=gain,
            cost=decimal_text(step.cost),
            finish=self.say("finish", day=step.finish.isoformat()) if step.finish else "",
            vetoes=self._vetoes(step),
        )

    def _vetoes(self, step: Step) -> str:
        vetoes = [self.edition.vetoes[slug] for slug in step.vetoes]
        labels = self.voice.say("list.comma").join(self.voice.text(one.label) for one in vetoes)
        mark = self.voice.mark(any(one.basis.assumed for one in vetoes))
        return self.say("veto", labels=labels, mark=mark) if vetoes else ""

    def _aims(self, step: Step, said: Text) -> Iterator[str]:
        """One sentence for the years of a slot that are to become the same; its label where that was not `said` yet."""
        for _, group in groupby(step.aims, key=lambda aim: aim.reading):
            same, comma = list(group), self.voice.say("list.comma")
            slot = self.edition.slots[same[0].slot]
            observed = dict.fromkeys(aim.observed or self.voice.say("cause.nothing") for aim in same)
            yield self.say(
                "aim",
                years=comma.join(str(aim.year) for aim in same),
                label="" if slot.label == said else self.say("slot", label=self.voice.text(slot.label)),
                reach=self._reach(same[0]),
                observed=comma.join(observed),
            )

    def _reach(self, aim: Aim) -> str:
        mark, reading = self.voice.mark(aim.assumed), aim.reading
        match aim.kind:
            case SlotKind.EVENT:
                return self.say("reach.nil")
            case SlotKind.DOCUMENT if reading.level is None:
                return self.say("reach.document")
            case SlotKind.DOCUMENT:
                level = self.world.document_levels[reading.level or ""].label
                return self.say("reach.level", level=self.voice.text(level), mark=mark)
            case SlotKind.JUDGEMENT:
                assert reading.rating is not None
                return self.say("reach.rating", value=decimal_text(reading.rating), mark=mark)
            case _:
                return self._quantity(aim, mark)

    def _quantity(self, aim: Aim, mark: str) -> str:
        assert aim.reading.value is not None
        indicator = self.world.indicators[self.edition.slots[aim.slot].indicator or ""]
        unit = "%" if indicator.unit == PERCENT else f" {self.voice.text(self.world.units[indicator.unit].label)}"
        side = "at-least" if indicator.direction is Direction.HIGHER else "at-most"
        return self.say(f"reach.{side}", value=decimal_text(aim.reading.value) + unit, mark=mark)

    def _blocked(self) -> Iterator[str]:
        yield self.say("blocked")
        for one in self.found.blockers:
            yield "  " + self._blocker(one)

    def _blocker(self, one: Blocker) -> str:
        most, needed = ("" if number is None else self.voice.points(number) for number in (one.most, one.needed))
        mark = self.voice.mark(one.assumed)
        return self.say(f"{one.kind}.{one.reason}", label=self._label(one), most=most, needed=needed, mark=mark)

    def _label(self, one: Blocker) -> str:
        match one.kind:
            case "points":
                return ""
            case "key-item":
                return self.voice.text(self.edition.key_items[one.slug].label)
            case _:
                return self.voice.text(self.edition.vetoes[one.slug].label)

    def _left_out(self) -> Iterator[str]:
        if self.found.unpriced:
            yield self.say("unpriced", n=str(len(self.found.unpriced)))
        if self.found.late and self.found.finish_before is not None:
            yield self.say("late", n=str(len(self.found.late)), day=self.found.finish_before.isoformat())
