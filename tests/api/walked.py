"""A walk through the service: random acts of random callers on random days; after each, what outsiders are told is looked over.

The law is that of what may not be seen: an act on what is hidden changes no byte of any answer to an outsider, and the
address of a hidden thing answers as that of one that there is none of.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from starlette.testclient import TestClient

from api.app import create_app
from api.auth.access import Access
from api.auth.caller import Role
from api.auth.keys import Wanted, make_key
from api.settings import Settings
from engine import Entry, Hand, Journal, Kind, Ruling, decide, entries_at, home, read_world, record, submit
from engine import Role as As
from tests.api.town import FREELY
from tests.engine.store.assessed import REJECTED, graded
from tests.engine.store.course_model import Sheet, sees
from tests.engine.store.made_up import row

CASE, OPEN_CASE = "990100/2022", "430700/2020"
CALLERS: dict[str, tuple[Role, frozenset[str] | None]] = {
    "reader": (Role.READER, None),
    "stranger": (Role.EVALUATOR, frozenset({"430300"})),
    "member": (Role.READER, None),
    "own": (Role.EVALUATOR, frozenset({"990100"})),
    "all": (Role.EVALUATOR, None),
    "editor": (Role.EDITOR, None),
    "admin": (Role.ADMIN, None),
}
OUTSIDERS = ("reader", "stranger")
BEGIN = datetime(2026, 3, 9, 4, tzinfo=UTC)  # a Monday
RECORDED = Hand("录入人", "2026-03-08T08:00:00Z")
PARTS = (
    "",
    ".ttl",
    ".csv",
    "/findings",
    "/findings/air",
    "/scores",
    "/points",
    "/explanation",
    "/appeals",
    "/whynot/air",
)
NONE = "0" * 64
ASTRAY = 0.25  # how often what is done is none of what may be done
Told = tuple[int, str, str]  # status, tag, body
Told2 = dict[tuple[str, str], Told]


@cache
def _begun() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="clausegraph-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = graded(folder)
    with Journal(store) as journal:
        submit(journal, "常德.csv", row("84.7"), ["430700"], RECORDED)
        decide(journal, Ruling.ACCEPTED, "常德.csv", "秘密裁定", RECORDED, read_world(home(), ()))
        record(journal, home(), "430700", 2020, As.RECOMMENDED, RECORDED)
        record(journal, home(), "990100", 2022, As.CONFIRMED, RECORDED)
    return store


class Walk:
    """A service over a store of its own, asked and told by everybody; `now` is set by the walk."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.random, self.now, self.count = Random(seed), BEGIN, 0
        self.store = Path(shutil.copytree(_begun(), folder / "store"))
        keys = {
            name: make_key(self.store, Wanted(name, role, places, None, "2026-02-01T00:00:00Z"), _bytes(number))[0]
            for number, (name, (role, places)) in enumerate(CALLERS.items(), 1)
        }
        self.app = create_app(Settings(self.store, now=lambda: self.now, access=Access(rates=FREELY)))
        self.clients = {name: self._client(key) for name, key in keys.items()}
        self.sheets: list[Sheet] = []
        self.visible = False
        self.done: list[str] = []
        self._read()

    def _client(self, key: str) -> TestClient:
        return TestClient(
            self.app,
            "http://127.0.0.1",
            raise_server_exceptions=False,
            client=("127.0.0.1", 40000),
            headers={"X-API-Key": key},
            follow_redirects=False,
        )

    @property
    def today(self) -> date:
        """The day in China."""
        return (self.now + timedelta(hours=8)).date()

    def entries(self) -> tuple[Entry, ...]:
        """The ledger as it stands."""
        return entries_at(self.store)

    def _read(self) -> None:
        """Take the recordings of the ledger into the model, each once."""
        made = [one for one in self.entries() if one.act.kind is Kind.ASSESSED]
        for entry in made[len(self.sheets) :]:
            act, grades = entry.act, len(entry.act.detail("grades").split())
            self.sheets.append(Sheet(act.about, act.detail("role"), act.detail("case"), grades, number=entry.number))

    def is_public(self, assessment: str) -> bool:
        """Whether the bytes of an assessment are for all."""
        return any(one.is_public(self.today) for one in self.sheets if one.assessment == assessment)

    def sees(self, who: str, sheet: Sheet) -> bool:
        """Whether a caller may see a recording."""
        role, places = CALLERS[who]
        subjects = None if places is None else set(places)
        return sees(sheet, role.value, subjects, who, self.today, self.sheets)

    # What outsiders are told

    def addresses(self) -> list[str]:
        """Every address at which something of a case could show, of all that the ledger holds."""
        entries = self.entries()
        found = [f"/v1/assessments/{one}{part}" for one in self._hashes() for part in PARTS]
        files = [one.act.about for one in entries if one.act.kind is Kind.SUBMITTED]
        found += [
            f"/v1/submissions/{one}{part}" for one in dict.fromkeys(files) for part in ("", "/content", "/depends")
        ]
        for case in (CASE, OPEN_CASE):
            code, _, year = case.partition("/")
            parts = ("", ".ttl", "?mode=accepted", "?as_known_at=2026-03-08T23:00:00Z", "/assessments", "/sides")
            found += [f"/v1/cases/{case}{part}" for part in (*parts, "/sides.csv", "/judgements", "/waivers")]
            found += [f"/v1/cases?year={year}", f"/v1/cases.csv?year={year}&mode=accepted", f"/v1/subjects/{code}"]
            found += [
                f"/v1/ledger?subject={code}",
                f"/v1/changes?subject={code}&year={year}",
                f"/v1/appeals?subject={code}",
            ]
            found += [f"/id/case/2021-draft/{case}"]
        numbers = [one.number for one in entries if one.act.kind in (Kind.APPEALED, Kind.ASSESSED)]
        found += [f"/v1/appeals/{number}{part}" for number in numbers for part in ("", "/preview")]
        lists = ("ledger", "ledger.ttl", "submissions", "appeals", "appeals?open=true", "references", "subjects")
        return found + [f"/v1/{one}" for one in lists]

    def _hashes(self) -> list[str]:
        """All assessments: recorded ones, and the cases as they stand by their address."""
        asked = [f"/v1/cases/{case}?mode={mode}" for case in (CASE, OPEN_CASE) for mode in ("delivered", "accepted")]
        own = [self.clients["admin"].get(one).json()["links"]["self"].rpartition("/")[2] for one in asked]
        return list(dict.fromkeys([one.assessment for one in self.sheets] + own))

    def told(self, who: str, address: str, **headers: str) -> Told:
        """What a caller gets at an address."""
        answer = self.clients[who].get(address, headers=headers)
        return answer.status_code, answer.headers.get("etag", ""), answer.text

    def all_told(self, addresses: Sequence[str]) -> Told2:
        """What every outsider is told at addresses."""
        return {(who, one): self.told(who, one) for one in addresses for who in OUTSIDERS}

    def secrets(self) -> set[str]:
        """Words that no outsider may read: what names a hidden assessment or a file that only hidden ones rest on, and what was
        said in acts on them; and who objects or appeals, in which words, for good.
        """
        hidden = {one.assessment[:12] for one in self.sheets if not self.is_public(one.assessment)}
        closed = {
            case[:6] for case in (CASE, OPEN_CASE) if not any(self.is_public(one.assessment) for one in self._of(case))
        }
        acts = [one.act for one in self.entries()]
        files = {one.about for one in acts if one.kind is Kind.SUBMITTED and closed.issuperset(one.subjects)}
        said = {
            one.reason
            for one in acts
            if one.kind in (Kind.OBJECTED, Kind.APPEALED)
            or one.about[:6] in closed
            or one.about.partition("#")[0] in files
        }
        return {word for word in (*hidden, *said, *(one[:16] for one in files)) if word}

    def _of(self, case: str) -> list[Sheet]:
        return [one for one in self.sheets if one.case == case]

    def check_told(self, told: Told2) -> None:
        """No secret stands in any answer, but in that to a question that names it."""
        secrets = self.secrets()
        for (who, address), (status, _, body) in told.items():
            leaked = [one for one in secrets if one in body and one not in address]
            assert not leaked, self.say(f"{who} {address}: {status} {leaked} {body[:300]}")

    def check_hidden(self, parts: int = len(PARTS)) -> None:
        """A hidden assessment answers as one that there is none of, whatever the client had of it; a public one is there."""
        for name in self._hashes():
            if self.is_public(name):
                assert self.told("reader", f"/v1/assessments/{name}/findings")[0] == 200, self.say(name)
                continue
            bare = name.partition("~")[0]
            for part in self.random.sample(PARTS, parts):
                if part != "/appeals" or not self.is_public(bare):  # appeals are of what was recorded under the hash
                    self.check_as_none(f"/v1/assessments/{name}{part}", bare)

    def check_as_none(self, address: str, name: str) -> None:
        """A hidden address answers outsiders as one of none: the same status, the same words but for the address."""
        _, tag, _ = self.told("own", address)
        for who in OUTSIDERS:
            none = self.told(who, address.replace(name, NONE))
            for headers in ({}, {"if-none-match": tag or "*"}, {"if-none-match": "*"}):
                status, own_tag, body = self.told(who, address, **headers)
                assert (status, own_tag, body.replace(name, NONE)) == none, self.say(f"{who} {address} {headers}")
                assert status in (404, 422), self.say(address)

    def say(self, found: str) -> str:
        """A fault with the way that led to it."""
        return "\n".join([found, *self.done])

    # Acts

    def secret(self) -> str:
        """A reason that nobody else gives."""
        self.count += 1
        return f"秘密{self.count:04}"

    def post(self, who: str, address: str, **body: Any) -> Any:
        """Do an act as a caller."""
        answer = self.clients[who].post(address, **body)
        self.done.append(f"{self.today} {who} {address} {body.get('json', body.get('data'))} → {answer.status_code}")
        return answer

    def step(self, most: int = 30) -> None:
        """Do something at random, and look what outsiders are told before and after it, at some addresses of all."""
        known = self.addresses()
        chosen = [*self.random.sample(known, min(most, len(known))), "/v1/ledger"]
        before, shown = self.all_told(chosen), self._shown()
        self.random.choice(ACTS)(self)
        self._read()
        after = self.all_told(chosen)
        new = [one for one in self.addresses() if one not in known]
        self.check_told(after | self.all_told(new[:most]))
        if shown == self._shown() and not self.visible:
            for key, told in before.items():
                assert told == after[key], self.say(f"{key}\n{told}\n{after[key]}")

    def _shown(self) -> list[bool]:
        return [one.is_public(self.today) for one in self.sheets if one.is_public(self.today)]

    def turn(self, name: str, needed: str, refused: Callable[[Sheet], set[str]], **fields: Any) -> Sheet | None:
        """Push a recording on as a random caller: done, or refused as the model says. Returns: the recording, where it was done."""
        sheet = self.random.choice([one for one in self.sheets if not refused(one)] or self.sheets)
        if self.random.random() < ASTRAY:
            sheet = self.random.choice(self.sheets)
        who = "admin" if self.random.random() > 2 * ASTRAY else self.random.choice(list(CALLERS))
        body = {"turn": name, "role": sheet.role, **fields}
        return self.checked(who, sheet, needed, refused, f"/v1/assessments/{sheet.assessment}/turns", body)

    def checked(
        self, who: str, sheet: Sheet, needed: str, refused: Callable[[Sheet], set[str]], address: str, body: Any
    ) -> Sheet | None:
        """Send an act on a recording, and compare what came of it with the model."""
        target = self.target(who, sheet)
        wanted = self.wanted(who, sheet, needed)
        self.visible = target is not None and target.is_public(self.today)
        found = refused(target) if target is not None and wanted == 0 else set()
        answer = self.post(who, address, json=body)
        if wanted or found:
            assert answer.status_code == (wanted or answer.status_code), self.say(f"{wanted} {answer.text}")
            assert wanted or answer.json()["code"] in found, self.say(f"{found} {answer.text}")
            self.check_told({(who, address): (answer.status_code, "", answer.text)} if who in OUTSIDERS else {})
            return None
        assert answer.status_code == 201, self.say(answer.text)
        return target

    def target(self, who: str, sheet: Sheet) -> Sheet | None:
        """The last recording of an assessment in a role that a caller may see."""
        same = [one for one in self.sheets if (one.assessment, one.role) == (sheet.assessment, sheet.role)]
        return next((one for one in reversed(same) if self.sees(who, one)), None)

    def wanted(self, who: str, sheet: Sheet, needed: str) -> int:
        """404 for what is hidden, 403 where the role lacks the right; 0 where the act is looked at."""
        role, places = CALLERS[who]
        if not any(self.sees(who, one) for one in self.sheets if one.assessment == sheet.assessment):
            return 404
        subject = sheet.case.partition("/")[0]
        acts = needed == "reader" or places is None or subject in places
        if role.rank < Role(needed).rank or not acts:
            return 403
        return 0 if self.target(who, sheet) else 404


def panel(walk: Walk) -> None:
    """Give one to a panel."""
    done = walk.turn("panel", "admin", lambda one: one.may_panel(["member"]), members=["member"], reason=walk.secret())
    if done is not None:
        done.stage, done.members = "panel", ("member",)


def publicise(walk: Walk) -> None:
    """Publicise one, now or from a day to come, for long enough or not."""
    first = walk.today + timedelta(walk.random.choice((-1, 0, 0, 1, 3)))
    last = first + timedelta(walk.random.choice((3, 6, 7)))
    refused = lambda one: one.may_publicise(first, last, set(), walk.today)  # noqa: E731
    done = walk.turn("publicise", "admin", refused, first=str(first), last=str(last))
    if done is not None:
        done.stage, done.publicity = "publicised", (first, last)
        walk.visible = done.is_public(walk.today)


def object_to(walk: Walk) -> None:
    """Object to one."""
    done = walk.turn("object", "reader", lambda one: one.may_object(None, walk.today), reason=walk.secret())
    if done is not None:
        done.objections.append(False)


def answer(walk: Walk) -> None:
    """Answer an objection."""
    number = walk.random.choice((1, 1, 2))
    done = walk.turn("answer", "evaluator", lambda one: one.may_answer(number), objection=number, reason="已答复")
    if done is not None:
        done.objections[number - 1] = True


def finalise(walk: Walk) -> None:
    """Say the final word."""
    start = walk.today
    days = (start, start + timedelta(1000), start + timedelta(walk.random.choice((700, 1001))))
    words = {name: str(day) for name, day in zip(("valid_from", "valid_until", "reevaluate_on"), days, strict=True)}
    refused = lambda one: one.may_finalise(*days, walk.today, walk.sheets)  # noqa: E731
    done = walk.turn("finalise", "admin", refused, **words)
    if done is not None:
        done.stage, done.validity = "final", days[:2]


def annul(walk: Walk) -> None:
    """Withdraw one."""
    done = walk.turn("annul", "admin", lambda one: one.may_annul(), reason="撤销")
    if done is not None:
        done.stage, done.withdrawn_on = "withdrawn", walk.today


def appeal(walk: Walk) -> None:
    """Appeal against one."""
    who, sheet = walk.random.choice(("own", "all", "editor", "stranger")), walk.random.choice(walk.sheets)
    body = {"role": sheet.role, "requirements": ["air"], "reason": walk.secret()}
    address = f"/v1/assessments/{sheet.assessment}/appeals"
    done = walk.checked(who, sheet, "evaluator", lambda one: one.may_appeal(walk.today), address, body)
    if done is not None:
        done.appeals[len(walk.entries())] = False
        done.makers[len(walk.entries())] = who


def resolve(walk: Walk) -> None:
    """Answer an appeal: dismiss it, or uphold it by what was recorded in its place, hidden as that may be."""
    still = [(one, number) for one in walk.sheets for number, done in one.appeals.items() if not done]
    if not still:
        return walk.random.choice((object_to, appeal))(walk)
    sheet, number = walk.random.choice(still)
    later = [one for one in walk.sheets if one.case == sheet.case and one.role == sheet.role and one.number > number]
    standing = [one.assessment for one in later if one.stage != "withdrawn"]
    body: dict[str, Any] = {"resolution": "dismissed", "reason": "已核"}
    if standing:
        body |= {"resolution": "upheld", "replaced_by": standing[-1]}
    walk.visible = sheet.is_public(walk.today)
    done = walk.post("admin", f"/v1/appeals/{number}/answer", json=body)
    if sheet.makers[number] == "admin":
        assert done.json()["code"] == "STO-060", walk.say(done.text)
    else:
        assert done.status_code == 201, walk.say(done.text)
        sheet.appeals[number] = True
    return None


def recording(walk: Walk) -> None:
    """Record a case in a role, as somebody who may."""
    case, role = walk.random.choice((CASE, CASE, OPEN_CASE)), walk.random.choice(("self", "recommended", "confirmed"))
    walk.visible = False
    done = walk.post("admin", f"/v1/cases/{case}/assessments", json={"role": role})
    assert done.status_code in (200, 201), walk.say(done.text)


def rule(walk: Walk) -> None:
    """Rule on a record of a file."""
    entries = [one for one in walk.entries() if one.act.kind is Kind.SUBMITTED]
    first = next(one.act.about for one in entries if "990100" in one.act.detail("subjects"))
    body = {"ruling": walk.random.choice(("accepted", "rejected")), "record": REJECTED, "reason": walk.secret()}
    walk.visible = False
    done = walk.post(walk.random.choice(("own", "admin")), f"/v1/submissions/{first}/rulings", json=body)
    assert done.status_code == 201, walk.say(done.text)


def hand_in(walk: Walk) -> None:
    """Submit a file, or rate."""
    walk.count, walk.visible = walk.count + 1, False
    file = {"file": (f"秘密{walk.count:04}.csv", row(f"8{walk.count % 10}.{walk.count}"))}
    done = walk.post("all", "/v1/submissions", files=file, data={"subject": "430700"})
    assert done.status_code == 201, walk.say(done.text)


def on_the_case(walk: Walk) -> None:
    """Close or reopen a case, waive a requirement, rate."""
    walk.visible = False
    name, body = walk.random.choice(
        (
            ("closing", {}),
            ("reopening", {}),
            ("waivers", {"requirement": "air", "reason": walk.secret(), "approver": "秘密核准", "until": "2030-12-31"}),
            ("judgements", {"kind": "brand-results", "expert": walk.secret(), "rating": "8.5"}),
        )
    )
    walk.post("admin", f"/v1/cases/{walk.random.choice((CASE, OPEN_CASE))}/{name}", json=body)


def pass_days(walk: Walk) -> None:
    """Let days go by."""
    walk.now += timedelta(walk.random.choice((1, 1, 2, 5)))
    walk.visible = False
    walk.done.append(str(walk.today))


def look_up(walk: Walk) -> None:
    """Have those inside read everything, so that it is kept at hand."""
    walk.visible = False
    walk.check_hidden(1)


COURSE = (panel, panel, publicise, publicise, object_to, answer, finalise, annul, appeal, resolve)
ACTS = (*COURSE, *COURSE, recording, recording, rule, hand_in, on_the_case, pass_days, pass_days, pass_days, look_up)


def _bytes(number: int) -> Callable[[int], bytes]:
    return lambda size: bytes([number]) * size


@contextmanager
def walk(seed: int) -> Iterator[Walk]:
    """A walk with a store of its own, gone in the end."""
    with tempfile.TemporaryDirectory(prefix="clausegraph-test-") as folder:
        made = Walk(Path(folder), seed)
        with TestClient(made.app):
            yield made
