"""Made-up districts with full evidence, as many as are asked for: figures of their own, the same in every run."""

from dataclasses import replace
from fractions import Fraction
from random import Random

from engine import Standard, home, standard_for
from engine.build import assessed_slots, build
from engine.model.case import Case, CaseKey, EvidenceMode, Premise, Reading, State
from engine.model.edition import Slot, SlotKind
from engine.model.evidence import Evidence
from engine.model.text import Text
from engine.model.world import Direction, Place, World
from tests.fixtures.full_evidence import Plan, full_records

YEAR = 2022
EDITION = "2021-draft"
FIRST_CODE = 991001
TWIN = "990100"  # a city of fixtures/world/fictional.ttl: the made-up districts share its targets


def standard(number: int) -> Standard:
    """The edition, and a world with `number` made-up districts and a target for each of their target slots."""
    found = standard_for(home(), EDITION, [home() / "fixtures" / "world" / "fictional.ttl"])
    codes = [str(FIRST_CODE + one) for one in range(number)]
    return replace(found, world=_with_districts(found.world, codes))


def _with_districts(world: World, codes: list[str]) -> World:
    places = {code: Place(code, Text(f"虚构{code}", f"made-up {code}"), "prefecture", None, True) for code in codes}
    twins = [target for target in world.targets if target.place == TWIN]
    assert twins, TWIN
    targets = tuple(replace(target, place=code) for code in codes for target in twins)
    return replace(world, places={**world.places, **places}, targets=world.targets + targets)


def cases(found: Standard, number: int) -> list[Case]:
    """A case with full evidence for each district."""
    made = [_case(found, str(FIRST_CODE + one)) for one in range(number)]
    assert all(premise.state is State.KNOWN for case in made for premise in case.premises.values())
    return made


def many(found: Standard, number: int) -> list[Case]:
    """As many cases as are asked for, each with figures of its own in the premises of one: sooner than from evidence."""
    first = cases(found, 1)[0]
    return [_varied(found, first, str(FIRST_CODE + one)) for one in range(number)]


def _varied(found: Standard, case: Case, code: str) -> Case:
    random, key = Random(code), replace(case.key, code=code)
    premises = {
        name: replace(premise, case=key, known=_reading(found, premise, random))
        for name, premise in case.premises.items()
    }
    return replace(case, key=key, premises=premises)


def _reading(found: Standard, premise: Premise, random: Random) -> Reading | None:
    known = premise.known
    if known is None or premise.kind is SlotKind.DOCUMENT:
        return known
    figure = Fraction(_figure(found, found.edition.slots[premise.slot], random))
    match premise.kind:
        case SlotKind.EVENT:
            return replace(known, count=int(figure))
        case SlotKind.JUDGEMENT:
            return replace(known, rating=figure)
        case _:
            return replace(known, value=figure)


def _case(found: Standard, code: str) -> Case:
    plan = Plan(code, YEAR, figures(found, Random(code)))
    evidence = Evidence(records=full_records(found.edition, found.world, plan))
    return build(CaseKey(EDITION, code, YEAR), found.edition, found.world, evidence, EvidenceMode.DELIVERED, True)


def figures(found: Standard, random: Random) -> dict[str | tuple[str, int], str]:
    """A figure for each quantity, rating and event in each year: most pass, some do not."""
    return {
        (slot.slug, year): _figure(found, slot, random)
        for slot in assessed_slots(found.edition)
        if slot.kind is not SlotKind.DOCUMENT
        for year in range(YEAR - slot.window + 1, YEAR + 1)
    }


def _figure(found: Standard, slot: Slot, random: Random) -> str:
    match slot.kind:
        case SlotKind.EVENT:
            return random.choice(("0",) * 19 + ("1",))
        case SlotKind.JUDGEMENT:
            return str(random.randint(60, 95))
        case _:
            higher = found.world.indicators[slot.indicator or ""].direction is Direction.HIGHER
            return f"{random.randint(92, 99) if higher else random.randint(0, 30)}.{random.randint(0, 99):02}"
