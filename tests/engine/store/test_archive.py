"""An archive is taken whole and as it was written, or not at all."""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from engine import StoreError, home
from engine.store.archive import MANIFEST, Manifest, Member, allowed, header, put_bytes, put_file, unpack

CONTENT = b"a,b\n1,2\n"
DIGEST = hashlib.sha256(CONTENT).hexdigest()
PATH = f"evidence/{DIGEST}/e.csv"
MEMBER = Member(PATH, len(CONTENT), DIGEST)
Put = Callable[[tarfile.TarFile], None]


def manifest(*members: Member) -> bytes:
    return Manifest("2026-03-01T08:00:00Z", "0.1.0", "0" * 64, 0, members).written()


def archive(folder: Path, *puts: Put, said: bytes | None = None) -> Path:
    path = folder / "made.tar"
    with tarfile.open(path, "w", format=tarfile.PAX_FORMAT) as tar:
        put_bytes(tar, MANIFEST, manifest(MEMBER) if said is None else said, 0o644)
        for put in puts:
            put(tar)
    return path


def file(path: str = PATH, content: bytes = CONTENT) -> Put:
    return lambda tar: put_bytes(tar, path, content, 0o644)


def special(kind: bytes, target: str = "/etc/passwd") -> Put:
    info = tarfile.TarInfo(PATH)
    info.type, info.linkname = kind, target
    return lambda tar: tar.addfile(info)


def refused(path: Path, into: Path) -> str:
    into.mkdir()
    with pytest.raises(StoreError) as found:
        unpack(path, into)
    return found.value.faults[0].code


def test_what_was_written_comes_back_to_the_bit_and_for_its_owner_only_where_it_is_secret(tmp_path: Path) -> None:
    keys = Member("keys.jsonl", len(CONTENT), DIGEST)
    path = archive(tmp_path, file(), file("keys.jsonl"), said=manifest(MEMBER, keys))
    into = tmp_path / "into"
    into.mkdir()
    assert unpack(path, into).members == (MEMBER, keys)
    assert (into / PATH).read_bytes() == CONTENT
    assert (into / PATH).stat().st_mode & 0o777 == 0o644
    assert (into / "keys.jsonl").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("puts", "code"),
    [
        ((), "SRV-006"),
        ((file(content=b"a,b\n1,3\n"),), "SRV-007"),
        ((file(content=b"short"),), "SRV-005"),
        ((file(), file()), "SRV-005"),
        ((file(), file("evidence/extra")), "SRV-005"),
        ((file(f"../{PATH}"),), "SRV-005"),
        ((file(f"/{PATH}"),), "SRV-005"),
        ((special(tarfile.SYMTYPE),), "SRV-005"),
        ((special(tarfile.LNKTYPE, MANIFEST),), "SRV-005"),
        ((special(tarfile.DIRTYPE),), "SRV-005"),
        ((special(tarfile.FIFOTYPE),), "SRV-005"),
        ((special(tarfile.CHRTYPE),), "SRV-005"),
    ],
)
def test_what_the_manifest_does_not_say_is_refused(tmp_path: Path, puts: tuple[Put, ...], code: str) -> None:
    assert refused(archive(tmp_path, *puts), tmp_path / "into") == code


@pytest.mark.parametrize(
    "path",
    ["../x", "/etc/cron.d/x", "evidence/../../x", f"evidence/{DIGEST}/../x", f"evidence/{DIGEST}/.x", "projections/a",
     f"evidence/{DIGEST}/", f"elsewhere/{DIGEST}/e.csv", "evidence/short/e.csv", "ledger.jsonl/x", ""],
)  # fmt: skip
def test_no_manifest_leads_out_of_the_store_or_where_nothing_is_kept(tmp_path: Path, path: str) -> None:
    said = manifest(Member(path, len(CONTENT), DIGEST))
    assert not allowed(path)
    assert refused(archive(tmp_path, file(path or "x"), said=said), tmp_path / "into") == "SRV-005"
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "into", tmp_path / "made.tar"]


@pytest.mark.parametrize(
    "said",
    [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, manifest(MEMBER) + b" ", manifest(MEMBER, MEMBER),
     manifest(MEMBER).replace(b'"form": 1', b'"form": 2')],
)  # fmt: skip
def test_a_manifest_that_is_not_ours_is_refused(tmp_path: Path, said: bytes) -> None:
    assert refused(archive(tmp_path, file(), said=said), tmp_path / "into") == "SRV-004"


def test_a_file_with_holes_cannot_fill_the_disk(tmp_path: Path) -> None:
    info = header(PATH, 512, 0o644)
    info.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": str(1 << 50)}
    sparse = f"1\n0\n{1 << 50}\n".encode().ljust(512, b"\0")
    path = archive(tmp_path, lambda tar: tar.addfile(info, io.BytesIO(sparse)))
    assert refused(path, tmp_path / "into") == "SRV-005"


def test_every_length_to_which_an_archive_is_cut_off_is_found(tmp_path: Path) -> None:
    whole = archive(tmp_path, file()).read_bytes()
    needed = whole.rindex(CONTENT) + len(CONTENT)
    codes = set()
    for place, length in enumerate(range(0, needed, 61)):
        cut = tmp_path / "cut.tar"
        cut.write_bytes(whole[:length])
        codes.add(refused(cut, tmp_path / f"into-{place}"))
    assert codes <= {"SRV-004", "SRV-006"}


def test_every_changed_byte_that_a_restore_reads_is_found_or_changes_nothing(tmp_path: Path) -> None:
    whole = archive(tmp_path, file()).read_bytes()
    into = tmp_path / "into"
    into.mkdir()
    accepted = 0
    for place in range(0, len(whole), 7):
        (tmp_path / "bad.tar").write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            unpack(tmp_path / "bad.tar", into)
        except StoreError as error:
            assert error.faults[0].code.startswith("SRV-")
        else:
            accepted += 1
            assert (into / PATH).read_bytes() == CONTENT
        (into / PATH).unlink(missing_ok=True)
    assert accepted < len(whole) / 7


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    assert refused(home() / "pyproject.toml", tmp_path / "into") == "SRV-004"
    assert refused(tmp_path / "none.tar", tmp_path / "other") == "STO-001"


def test_a_file_that_is_not_what_its_name_says_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_bytes(b"a,b\n1,3\n")
    with tarfile.open(tmp_path / "t.tar", "w") as tar, pytest.raises(StoreError) as found:
        put_file(tar, MEMBER, tmp_path / "e.csv")
    assert found.value.faults[0].code == "STO-009"
