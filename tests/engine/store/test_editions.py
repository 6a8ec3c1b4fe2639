"""The bytes of a standard are kept once, laid out again as they were, and a damaged one is named."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from engine import home
from engine.assess import standard_for
from engine.errors import Fault, StoreError, UsageError
from engine.model.entry import Kind
from engine.read.edition import edition_files
from engine.read.ontology import world_files
from engine.read.shapes import shape_files
from engine.store.editions import LIST, edition_entry, edition_home, keep_edition, listed_files, name_of
from engine.store.files import path_of
from engine.store.journal import Journal
from engine.store.rooms import EDITIONS
from tests.engine.store.made_up import SUBMITTED, digest

NAME = "2021-draft"


def judged_by(root: Path) -> dict[str, bytes]:
    paths = (*world_files(root), *edition_files(root, NAME), *shape_files(root, NAME))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def test_an_edition_is_kept_once_under_its_digest_and_laid_out_to_the_bit(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        entry = keep_edition(journal, home(), NAME, SUBMITTED)
        assert keep_edition(journal, home(), NAME, SUBMITTED) == entry
        assert [one.act.kind for one in journal.entries] == [Kind.EDITION]
    act = entry.act
    assert (act.about, act.actor) == (standard_for(home(), NAME).digest, "王")
    assert (act.detail("edition"), act.detail("files")) == (NAME, str(len(judged_by(home()))))
    with edition_home(tmp_path, (entry,), act.about) as root:
        assert judged_by(root) == judged_by(home())
        assert standard_for(root, NAME).digest == act.about
    assert not root.exists()


def test_editions_share_the_files_that_they_have_in_common(tmp_path: Path) -> None:
    other = tmp_path / "other"
    for name in ("ontology", "shapes"):
        shutil.copytree(home() / name, other / name)
    changed = other / "ontology" / "places" / sorted((other / "ontology" / "places").glob("*.ttl"))[0].name
    changed.write_bytes(changed.read_bytes() + b"# a remark\n")
    with Journal(tmp_path / "store") as journal:
        first, second = (keep_edition(journal, root, NAME, SUBMITTED) for root in (home(), other))
    files = [listed_files(tmp_path / "store", entry) for entry in (first, second)]
    differing = [path for path in files[0] if files[0][path] != files[1][path]]
    assert (first.act.about != second.act.about, differing) == (True, [changed.relative_to(other).as_posix()])
    kept = {path.parent.name for path in (tmp_path / "store" / EDITIONS).rglob("*.ttl")}
    assert len(kept) == len(set(files[0].values())) + 1


def test_an_edition_that_is_not_entered_or_not_whole_is_refused(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        entry = keep_edition(journal, home(), NAME, SUBMITTED)
    with pytest.raises(UsageError) as unknown, edition_home(tmp_path, (entry,), "0" * 64):
        pass
    assert unknown.value.faults == (Fault("STO-035", "ledger.jsonl", "0" * 64),)
    assert edition_entry((entry,), "0" * 64) is None
    path, whole = sorted(listed_files(tmp_path, entry).items())[0]
    kept = path_of(tmp_path, whole, name_of(path), EDITIONS)
    kept.write_bytes(b"changed")
    where = kept.relative_to(tmp_path).as_posix()
    with pytest.raises(StoreError) as changed, edition_home(tmp_path, (entry,), entry.act.about):
        pass
    assert changed.value.faults == (Fault("STO-009", where, digest(b"changed"), (("wanted", whole),)),)
    path_of(tmp_path, entry.act.detail("list"), LIST, EDITIONS).unlink()
    with pytest.raises(StoreError) as missing, edition_home(tmp_path, (entry,), entry.act.about):
        pass
    assert [fault.code for fault in missing.value.faults] == ["STO-010"]


def test_the_name_of_a_kept_file_is_the_last_part_of_its_path() -> None:
    assert name_of("ontology/places/hunan.ttl") == "hunan.ttl"


def test_what_the_disk_refuses_is_said_and_nothing_is_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Journal(tmp_path) as journal:
        monkeypatch.setattr(Path, "write_bytes", full)
        with pytest.raises(StoreError) as error:
            keep_edition(journal, home(), NAME, SUBMITTED)
        assert [(fault.code, fault.found) for fault in error.value.faults] == [("STO-001", "No space left on device")]
        assert journal.entries == []
