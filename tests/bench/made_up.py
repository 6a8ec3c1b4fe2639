"""Made-up districts with full evidence, as many as are asked for: figures of their own, the same in every run."""

from dataclasses import replace
from random import Random

from engine import Standard, home, standard_for
from engine.build import assessed_slots, build
from engine.model.case import Case, CaseKey, EvidenceMode, State
from engine.model.edition import Edition, Slot, SlotKind
from engine.model.evidence import Evidence
from engine.model.text import Text
from engine.model.world import Place, World
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


def _case(found: Standard, code: str) -> Case:
    plan = Plan(code, YEAR, _figures(found.edition, Random(code)))
    evidence = Evidence(records=full_records(found.edition, found.world, plan))
    return build(CaseKey(EDITION, code, YEAR), found.edition, found.world, evidence, EvidenceMode.DELIVERED, True)


def _figures(edition: Edition, random: Random) -> dict[str | tuple[str, int], str]:
    """A figure for each quantity, rating and event in each year: most pass, some do not."""
    return {
        (slot.slug, year): _figure(slot, random)
        for slot in assessed_slots(edition)
        if slot.kind is not SlotKind.DOCUMENT
        for year in range(YEAR - slot.window + 1, YEAR + 1)
    }


def _figure(slot: Slot, random: Random) -> str:
    match slot.kind:
        case SlotKind.EVENT:
            return random.choice(("0", "0", "0", "1"))
        case SlotKind.JUDGEMENT:
            return str(random.randint(60, 95))
        case _:
            return f"{random.randint(0, 99)}.{random.randint(0, 99):02}"
