"""The power is cut between any two calls of the store: what was acknowledged is there, whole, after the store has mended itself.

A recorder sees every call of a working store; from them the disk is made as it could be at each cut, in four ways
(`platter.Rest`), the store is opened on it as it opens always, proved, and submitted to again. What is called
from the opening on is recorded too, and cut in its turn.
"""

from __future__ import annotations

import contextlib
import errno
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from engine import home
from engine.errors import ClausegraphError, StoreError, UsageError
from engine.model.entry import Entry
from engine.store.assessments import Role, record
from engine.store.assessments import recorded as recorded_now
from engine.store.journal import Journal
from engine.store.ledger import submit
from engine.store.states import annul, panel
from engine.store.verify import verify
from tests.torture.acts import A_ROUND, HAND, LONG, SUBJECT, YEAR, acts, content
from tests.torture.platter import Platter, Rest
from tests.torture.system import Call, Watch, watched
from tests.torture.tally import Tally

STORE = "data/new/store"  # folders that the first opening makes
ROUNDS = 2
FAILING = 0.1  # of the syncs of a faulty disk
AFTERWARDS = 900  # the number of what is submitted after a cut
Act = Callable[[Journal], Entry]
Acts = Callable[[], Iterator[Act]]


@dataclass(slots=True)
class Recorder(Watch):
    """Every call that was done, and between them the hash of each entry that was acknowledged, as text."""

    log: list[Call | str] = field(default_factory=list)

    def after(self, call: Call) -> None:
        self.log.append(call)


def rounds() -> Iterator[Act]:
    """Some rounds of acts, with new contents each."""
    for one in range(ROUNDS):
        yield from acts(one * A_ROUND)


def assessments() -> Iterator[Act]:
    """An edition and results kept, an assessment given to a panel and withdrawn."""
    yield from islice(acts(0), A_ROUND)
    yield lambda journal: record(journal, home(), SUBJECT, YEAR, Role.RECOMMENDED, HAND).recorded.entry
    yield lambda journal: panel(journal, recorded_now(journal.entries)[-1], ["专家"], HAND)
    yield lambda journal: annul(journal, recorded_now(journal.entries)[-1], LONG, HAND)


@dataclass(slots=True)
class Faulty(Recorder):
    """Some syncs fail: what was to be synced then is not on the disk, whatever is synced later."""

    chance: random.Random = field(default_factory=random.Random)

    def before(self, call: Call) -> int | None:
        if call.name == "sync" and self.chance.random() < FAILING:
            self.log.append(Call("fail", call.path))
            raise OSError(errno.EIO, "Input/output error")
        return None


def recorded(folder: Path, wanted: Acts, recorder: Recorder) -> list[Call | str]:
    """What a store in a new folder below this one calls while it does some acts, opened anew after each fifth, or when it stops."""
    todo = list(wanted())[::-1]
    with watched(folder, recorder):
        while todo:
            with contextlib.suppress(StoreError), Journal(folder / STORE) as journal:
                for _ in range(min(5, len(todo))):
                    act = todo.pop()
                    with contextlib.suppress(UsageError):  # a ruling on what was refused
                        recorder.log.append(act(journal).hash)
    return recorder.log


def with_failing_syncs(folder: Path, times: int, seed: int = 0) -> Tally:
    """As `torture`, over a disk whose syncs fail now and then."""
    return torture(folder, times, seed, rounds, Faulty(chance=random.Random(seed)))


def while_assessing(folder: Path, times: int, seed: int = 0) -> Tally:
    """As `torture`, while editions and results are kept."""
    return torture(folder, times, seed, assessments)


def torture(folder: Path, times: int, seed: int = 0, wanted: Acts = rounds, recorder: Recorder | None = None) -> Tally:
    """Cut so many times, spread over all calls, each cut with every rest; count what is lost or not whole then."""
    chance = random.Random(seed)
    (folder / "real").mkdir(parents=True)
    recorder = recorder or Recorder()
    log = recorded(folder / "real", wanted, recorder)
    cuts = sorted(chance.sample(range(len(log) + 1), min(times, len(log) + 1)))
    found = [_after(folder, log[:cut], rest, chance) for cut in cuts for rest in Rest]
    failed = sum(isinstance(one, Call) and one.name == "fail" for one in log)
    done = {
        "calls recorded": sum(isinstance(one, Call) for one in log),
        "cuts": len(cuts),
        "disks": len(found),
        "cut twice": sum(one.again for one in found),
        "acknowledged": sum(isinstance(one, str) for one in log),
    }
    wrong = {
        "unrecorded": int(not failed and not same(folder / "real", folder / "replayed", log)),
        "lost": sum(one.lost for one in found),
        "refused": sum(one.refused for one in found),
        "faults": sum(one.faults for one in found),
    }
    if isinstance(recorder, Faulty):
        return Tally("power after failed syncs", done | {"failed syncs": failed}, wrong)
    return Tally("power" if wanted is rounds else f"power, {wanted.__name__}", done, wrong)


def same(real: Path, replayed: Path, log: Sequence[Call | str]) -> bool:
    """Whether the calls alone make all that the store made: then the recorder saw all of them."""
    replayed.parent.mkdir(exist_ok=True)
    empty = replayed.with_name("empty")
    empty.mkdir()
    _disk(empty, log).cut(replayed, Rest.KEPT, random.Random(0))
    return files(real) == files(replayed)


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def _disk(folder: Path, log: Sequence[Call | str]) -> Platter:
    platter = Platter(folder)
    for one in log:
        if isinstance(one, Call):
            platter.do(one)
    return platter


@dataclass(frozen=True, slots=True)
class _After:
    """What was wrong after a cut: acknowledged entries that are gone, a store that does not open, faults of `verify`."""

    lost: int = 0
    refused: int = 0
    faults: int = 0
    again: int = 0


def _after(folder: Path, log: Sequence[Call | str], rest: Rest, chance: random.Random) -> _After:
    """What is wrong after a cut and, of the calls that the store makes then, after a second one."""
    empty, held, twice = folder / "nothing", folder / "held", folder / "twice"
    for one in (empty, held, twice):
        shutil.rmtree(one, ignore_errors=True)
    empty.mkdir()
    _disk(empty, log).cut(held, rest, chance)
    before, number = Platter(held), chance.randrange(ROUNDS * A_ROUND)
    first, more = _opened(held, log, (number, AFTERWARDS))
    if not more:
        return first
    more = more[: chance.randrange(len(more) + 1)]
    for call in more:
        if isinstance(call, Call):
            before.do(call)
    before.cut(twice, rest, chance)
    second, _ = _opened(twice, [*log, *more], (AFTERWARDS + 1,))
    return _After(first.lost + second.lost, first.refused + second.refused, first.faults + second.faults, 1)


def _opened(folder: Path, log: Sequence[Call | str], numbers: Sequence[int]) -> tuple[_After, list[Call | str]]:
    """Open the store as it stands there, submit what may be there and what is new, prove: what is wrong, and what was called."""
    recorder, acknowledged = Recorder(), {one for one in log if isinstance(one, str)}
    try:
        with watched(folder, recorder), Journal(folder / STORE) as journal:
            there = {entry.hash for entry in journal.entries}
            for number in numbers:
                receipt = submit(journal, f"表{number}.csv", content(number), [SUBJECT], HAND)
                recorder.log.extend([receipt.entry.hash] if receipt.entry is not None else [])
        return _After(len(acknowledged - there), 0, len(verify(folder / STORE).faults)), recorder.log
    except ClausegraphError:
        return _After(len(acknowledged), 1), []
