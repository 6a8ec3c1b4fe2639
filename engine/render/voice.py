"""One language for one text: sentences, labels, numbers and marks."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from engine.exact import decimal_text
from engine.messages import say
from engine.model.assessment import Assessment
from engine.model.explanation import Remark, Value
from engine.model.text import Basis, Text


@dataclass(frozen=True, slots=True)
class Voice:
    """`zh` or `en`."""

    language: str

    def say(self, key: str, **values: str) -> str:
        """The sentence of a key."""
        return say(key, self.language, **values)

    def text(self, text: Text | str) -> str:
        """A text in the language; a plain string as it is."""
        return text if isinstance(text, str) else text.in_language(self.language)

    def remark(self, remark: Remark) -> str:
        """A remark as a sentence."""
        return self.say(remark.key, **{name: self._value(value) for name, value in remark.values.items()})

    def _value(self, value: Value) -> str:
        match value:
            case bool():
                return self.mark(value)
            case Fraction():
                return self.points(value)
            case tuple():
                return self.say("list.comma").join(map(self.remark, value))
            case _:
                return self.text(value)

    def points(self, points: Fraction) -> str:
        """Points as shown: two places, half to even, without trailing zeros."""
        shown = decimal_text(points, 2)
        return shown.rstrip("0").rstrip(".") if "." in shown else shown

    def mark(self, assumed: bool | Basis | None = True) -> str:
        """The mark of an assumed number, or nothing."""
        is_assumed = assumed.assumed if isinstance(assumed, Basis) else bool(assumed)
        return self.say("mark.assumed") if is_assumed else ""

    def outcome(self, outcome: str | None) -> str:
        """An outcome in words."""
        return self.say(f"outcome.{outcome or 'none'}")

    def reason(self, reason: str) -> str:
        """Why a premise or finding is what it is."""
        return self.say(f"reason.{reason}")

    def rule(self, rule: str) -> str:
        """Why a record was set aside."""
        return self.say(f"set-aside.{rule}")

    def number(self, number: str) -> str:
        """The number of a document in brackets, or nothing where it has none."""
        return self.say("cause.number", number=number) if number else ""

    def title(self, assessment: Assessment) -> str:
        """Place, year, edition, with the marks of a draft and of a made-up place."""
        place, edition = assessment.world.places[assessment.case.key.code], assessment.edition
        return self.say(
            "case.title",
            place=self.text(place.label) + (self.say("mark.fictional") if place.fictional else ""),
            code=place.code,
            year=str(assessment.case.key.year),
            edition=self.text(edition.label),
            draft=self.say("mark.draft") if edition.draft else "",
        )

    def grades(self, assessment: Assessment, slugs: tuple[str, ...]) -> str:
        """Grades by their letters."""
        join = "、" if self.language == "zh" else ", "
        return join.join(assessment.edition.grades[slug].notation for slug in slugs)


def printed(text: str) -> str:
    """A text without what could move a terminal's cursor."""
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in text)
