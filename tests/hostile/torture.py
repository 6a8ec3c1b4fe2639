"""Everything hostile, to a real service: what it answers, whether it lives, how it grows, whom it calls, what it changes."""

from __future__ import annotations

import base64
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from tests.hostile.bodies import bad_bodies, operations, wrong_kinds
from tests.hostile.canary import Canary
from tests.hostile.fields import PLACELESS, bad_forms, bad_names
from tests.hostile.files import bad_files, bombs, left_out
from tests.hostile.large import large_files
from tests.hostile.play import Noted, Player
from tests.hostile.probe import Probed, probing
from tests.hostile.raw import QUICK, SLOW, SLOWEST, Raw
from tests.hostile.reaching import queries, quiet_queries, reaching_files, reaching_quietly
from tests.hostile.sent import CHECK, SUBMIT, Sent, ask, delivery
from tests.hostile.watched import Watched, descendants, load, watched
from tests.torture.tally import Tally

SLOWEST_PROBE = 0.5  # seconds
MOST_GROWTH = 64 * 1024  # KiB
CALM = 3.0  # seconds after the last request in which children end
SPARQL = "/sparql"
FORM = "multipart/form-data"
Act = Callable[[], None]
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Came:
    """What came of it all."""

    noted: Noted
    probed: Probed
    calls: tuple[str, ...]
    same_process: bool
    grown: int
    peak: int
    changed: tuple[str, ...]
    left: tuple[str, ...]
    skipped: tuple[str, ...]
    ended: int

    @property
    def wrong(self) -> dict[str, int]:
        """How often what was not as it must be."""
        return {
            "wrong answers": len(self.noted.wrong),
            "calls to the canary": len(self.calls),
            "other process": int(not self.same_process),
            "MiB above 64": max(0, -(-(self.grown - MOST_GROWTH) // 1024)),
            "probes without answer": self.probed.failed,
            "probes above 500 ms": sum(one.taken > SLOWEST_PROBE for one in self.probed.slowest),
            "changed files and graphs": len(self.changed),
            "processes left": len(self.left),
            "exit code": abs(self.ended),
        }

    def told(self) -> list[str]:
        """What else is to be said."""
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.noted.kinds.items()))
        statuses = ", ".join(f"{count} × {status}" for status, count in sorted(self.noted.statuses.items()))
        lines = [f"sent: {kinds}", f"answered: {statuses}; told to come again: {self.noted.busy}"]
        lines.append(f"slowest answer: {self.noted.slowest[0]:.1f} s, {self.noted.slowest[1]}")
        for one in self.probed.slowest:
            waited = f"{one.waited * 1000:.0f} of them waiting for a processor"
            lines.append(f"probe: {one.taken * 1000:.0f} ms, {waited}, while {self.noted.at(one.begun)}")
        lines += [f"not sent: {count} × {reason}" for reason, count in left_out().items()]
        return [*lines, *(f"skipped: {one}" for one in self.skipped)]

    def faults(self) -> list[str]:
        """Each thing that is not as it must be."""
        found = [*self.noted.wrong, *(f"called: {one}" for one in self.calls)]
        return [*found, *(f"changed: {one}" for one in self.changed), *(f"left: {one}" for one in self.left)]


def torture(folder: Path, times: int, seed: int = 0) -> Tally:
    """Send everything so many times, each time to a service of its own, and say what came of it."""
    came = [round_of(folder / str(at), seed + at) for at in range(times)]
    for one in came:
        sys.stdout.write("".join(f"  {line}\n" for line in one.told()))
        sys.stderr.write("".join(f"  {line}\n" for line in one.faults()))
    worst = max(one.probed.worst for one in came)
    grown, peak = max(one.grown for one in came), max(one.peak for one in came)
    means = f"slowest of {sum(one.probed.asked for one in came)} probes {worst * 1000:.0f} ms, memory {grown / 1024:+.0f} MiB, "
    means += f"{peak / 1024:+.0f} at its highest, {load()}"
    sent = {"requests": sum(one.noted.kinds.total() for one in came), "rounds": times}
    wrong = {name: sum(one.wrong[name] for one in came) for name in came[0].wrong}
    return Tally("hostile", sent, wrong, means)


def round_of(folder: Path, seed: int, most: int = 10_000, slow: Sequence[Raw] = (*SLOW, *SLOWEST)) -> Came:
    """Send everything once, or some of each kind, to a service below a folder, and what is slow beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    with watched(folder) as service, Canary() as canary:
        player = Player(service, {"canary": canary.address, "token": token(canary.address)})
        kinds, skipped = everything(service, player, canary.address, seed)
        chance = random.Random(seed)
        chosen = [act for kind in kinds for act in sample(kind, most, chance)]
        before, pid, memory = warmed(service), service.pid, service.memory()
        service.forget_peak()
        since = set(descendants(pid))
        with probing(service.service.port, pid) as probed, ThreadPoolExecutor(1) as beside:
            slowly = beside.submit(player.play, [partial(player.raw, raw) for raw in slow], max(1, len(slow)))
            player.play(chosen)
            slowly.result()
            time.sleep(CALM)
        grown, peak = service.memory() - memory, service.peak() - memory
        standing, left = service.standing(), workers(pid)
        same = service.service.process.poll() is None and service.pid == pid
        ended = service.service.end()
        left += [str(one) for one in since if Path(f"/proc/{one}").exists()]
        changed = tuple(before.differences(standing))
    return Came(player.noted, probed(), tuple(canary.calls), same, grown, peak, changed, tuple(left), skipped, ended)


def sample(acts: Sequence[One], most: int, chance: random.Random) -> list[One]:
    """Some of them by chance."""
    return list(acts) if len(acts) <= most else chance.sample(list(acts), most)


def everything(service: Watched, player: Player, address: str, seed: int) -> tuple[list[list[Act]], tuple[str, ...]]:
    """All acts by kind, and what is skipped, with the reason."""
    document = document_of(service)
    files = (bad_files(), reaching_files(address), bad_names())
    large = (bombs(), large_files(seed))  # delivered and checked, as the small ones are
    sent = (bad_forms(), bad_bodies(document), wrong_kinds(document))
    found: list[list[Act]] = [[partial(player.file, file) for file in kind] for kind in files]
    found += [[partial(player.file, file) for file in kind] for kind in large]
    found += [[partial(player.sent, one) for one in kind] for kind in sent]
    found.append([partial(player.raw, raw) for raw in QUICK])
    found.append([partial(player.quiet, one) for one in reaching_quietly(address)])
    found.append([partial(player.sent, one) for one in files_elsewhere(document)])
    found.append([partial(player.sent, one) for one in forms_elsewhere(document) if not may_pass(one)])
    found.append([partial(player.quiet, one) for one in forms_elsewhere(document) if may_pass(one)])
    if SPARQL not in document["paths"]:
        return found, (f"{len(queries(address)) + len(quiet_queries(address))} queries: there is no {SPARQL}",)
    found.append([partial(player.sent, asked("query", name, text)) for name, text in queries(address).items()])
    found.append([partial(player.quiet, asked("query", name, text)) for name, text in quiet_queries(address).items()])
    return found, ()


def files_elsewhere(document: dict[str, Any]) -> list[Sent]:
    """Some bad files to the other routes that take files, which must refuse them too."""
    return [delivery(file, path) for path in elsewhere(document) for file in (*bad_files()[::40], *bad_names())]


def forms_elsewhere(document: dict[str, Any]) -> list[Sent]:
    """Bad forms to these routes."""
    return [replace(one, path=path) for path in elsewhere(document) for one in bad_forms()]


def may_pass(sent: Sent) -> bool:
    """Whether a form is wrong only in that it names no place, which a preview is not told: its address names the place. One
    that names a place all the same is refused there, whichever it is (`tests/api/test_fields.py`).
    """
    return sent.path.endswith("/preview") and sent.name == PLACELESS


def elsewhere(document: dict[str, Any]) -> list[str]:
    """The routes beside the two of submissions that take files."""
    return [path for _, path, kind in operations(document, FORM) if kind and path not in (SUBMIT, CHECK)]


def asked(kind: str, name: str, text: str) -> Sent:
    """A query."""
    return Sent(kind, name, "POST", SPARQL, text.encode, {"Content-Type": "application/sparql-query"})


def document_of(service: Watched) -> dict[str, Any]:
    """The OpenAPI document."""
    heard = ask(service.service.port, Sent("", "", "GET", "/v1/openapi.json"), service.keys.admin)
    found: dict[str, Any] = json.loads(heard.body)
    return found


def warmed(service: Watched) -> Any:
    """What stands in the store, once the service has done one of each kind of work."""
    player = Player(service, {})
    for file in bad_files()[:40:8]:
        player.file(file)
    assert not player.noted.wrong, player.noted.wrong
    return service.standing()


def workers(pid: int) -> list[str]:
    """Processes below the children of a service: what still works on something when nothing was asked."""
    children = [one for one in descendants(pid)]
    return [f"{one} of {child}" for child in children for one in descendants(child)]


def token(address: str) -> str:
    """A bearer token that says where its keys are to be fetched."""
    head = {"alg": "RS256", "jku": address, "x5u": address, "kid": address}
    parts = (json.dumps(one).encode() for one in (head, {"iss": address, "sub": "x"}))
    return ".".join([*(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts), "c2ln"])
