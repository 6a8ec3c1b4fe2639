"""A submission is read from its kept bytes, proved while it is read; what was read last is kept, and not for ever."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.errors import EvidenceError, StoreError
from engine.read.home import home
from engine.store.files import path_of
from engine.store.journal import EVIDENCE, Journal
from engine.store.ledger import submit
from engine.store.projections import deliveries as module
from engine.store.projections.deliveries import Deliveries, codes_of, since
from tests.engine.store.made_up import digest, row
from tests.engine.store.projections.made_up import HAND, deliveries


def kept(store: Path, *contents: bytes) -> list[str]:
    with Journal(store) as journal:
        return [submit(journal, "a.csv", content, ["430700"], HAND).digest for content in contents]


def test_a_file_is_read_from_its_bytes(tmp_path: Path) -> None:
    (name,) = kept(tmp_path, row("84.7"))
    file, (record,) = deliveries(tmp_path).read(name, "a.csv")
    assert (file.digest, record.source.key, record.raw) == (digest(row("84.7")), f"{name}#o1", "84.7")
    assert deliveries(tmp_path).kept(name, "a.csv", EVIDENCE) == row("84.7")


def test_changed_bytes_are_refused(tmp_path: Path) -> None:
    (name,) = kept(tmp_path, row("84.7"))
    path_of(tmp_path, name, "a.csv").write_bytes(row("94.7"))
    with pytest.raises(StoreError) as error:
        deliveries(tmp_path).read(name, "a.csv")
    assert [fault.code for fault in error.value.faults] == ["STO-009"]


def test_what_is_no_evidence_is_refused_with_its_codes(tmp_path: Path) -> None:
    (name,) = kept(tmp_path, row("x") + b"o1,x,y,2020,1,%\n")
    with pytest.raises(EvidenceError) as error:
        deliveries(tmp_path).read(name, "a.csv")
    codes = {fault.code for fault in error.value.faults}
    assert len(codes) > 1 and codes_of(error.value) == " ".join(sorted(codes))


def test_what_was_read_is_kept_up_to_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    one, two, three = kept(tmp_path, row("1"), row("2"), row("3"))
    found = deliveries(tmp_path)
    first = found.read(one, "a.csv")
    assert found.read(one, "a.csv") is first
    found.read(two, "a.csv"), found.read(three, "a.csv")
    assert found.read(one, "a.csv") == first and found.read(one, "a.csv") is not first


def test_another_standard_makes_another_projection(tmp_path: Path) -> None:
    for name in ("ontology", "shapes"):
        shutil.copytree(home() / name, tmp_path / name)
    same = Deliveries(tmp_path, tmp_path).made_by
    assert same == Deliveries(tmp_path, home()).made_by
    path = tmp_path / "shapes/editions/2021-draft/09-product-quality.ttl"
    path.write_bytes(path.read_bytes() + b"\n")
    assert Deliveries(tmp_path, tmp_path).made_by != same


def test_the_entries_since_a_number() -> None:
    assert since((1, 2, 3), 2) == (3,)
