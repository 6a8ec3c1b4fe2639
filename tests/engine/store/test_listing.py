"""The ledger is shown as lines in both languages and as data."""

from __future__ import annotations

from pathlib import Path

from engine.model.entry import Act, Kind
from engine.store.chain import FIRST
from engine.store.journal import Journal, read_journal
from engine.store.listing import ledger_data, ledger_text
from tests.engine.store.assessed import assessed
from tests.engine.store.made_up import FILES, digest, filled


def test_a_line_says_number_time_kind_object_and_who(tmp_path: Path) -> None:
    one, two, three = (digest(content)[:12] for _, content in FILES)
    assert ledger_text(read_journal(filled(tmp_path)), "en") == (
        f"1  2026-01-01T08:00:00Z  submitted  一.csv [{one}] (430700)  王\n"
        f"2  2026-01-01T08:00:00Z  submitted  two.csv [{two}] (430700)  王\n"
        f"3  2026-01-01T08:00:00Z  submitted  three.ttl [{three}] (430700)  王\n"
        f"4  2026-02-01T08:00:00Z  accepted  一.csv [{one}]  李: 原件已核\n"
        "5  2026-03-01T08:00:00Z  closed  430700/2020  李\n"
    )


def test_a_ruling_on_a_record_names_it_and_odd_characters_are_shown(tmp_path: Path) -> None:
    with Journal(filled(tmp_path)) as journal:
        journal.append(Act("2026-04-01T00:00:00Z", "a\x1b", Kind.REJECTED, f"{digest(b'one')}#o1", "b"))
        line = ledger_text(journal.entries, "zh").splitlines()[-1]
    assert line == f"6  2026-04-01T00:00:00Z  不采信  一.csv#o1 [{digest(b'one')[:12]}]  aU+001B：b"


def test_an_empty_ledger_says_so() -> None:
    assert (ledger_text((), "zh"), ledger_text((), "en")) == ("账本是空的。\n", "The ledger is empty.\n")
    assert ledger_data(()) == {"schema": "clausegraph/ledger/1", "head": FIRST, "entries": []}


def test_data_holds_every_field(tmp_path: Path) -> None:
    entries = read_journal(filled(tmp_path))
    data = ledger_data(entries)
    assert (data["head"], len(data["entries"])) == (entries[-1].hash, 5)
    assert data["entries"][3] == {
        "number": 4,
        "time": "2026-02-01T08:00:00Z",
        "actor": "李",
        "kind": "accepted",
        "about": digest(b"one"),
        "reason": "原件已核",
        "details": {},
        "before": entries[2].hash,
        "hash": entries[3].hash,
    }


def test_an_edition_is_shown_by_its_name_and_an_assessment_by_case_and_role(tmp_path: Path) -> None:
    entries = read_journal(assessed(tmp_path))
    edition, own, recommended = (entries[at].act.about for at in (1, 2, 4))
    lines = ledger_text(entries, "en").splitlines()
    assert [line.split("  ", 2)[2] for line in (lines[1], lines[2], lines[4])] == [
        f"edition  {edition} (2021-draft)  赵",
        f"assessed  {own} (430700/2020, self-assessment)  赵",
        f"assessed  {recommended} (430700/2020, recommended)  赵",
    ]
