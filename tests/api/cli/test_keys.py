"""Keys by the command line: shown once, listed without themselves, revoked for good."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from api.auth.keys import KEYS, KeyRing, read_keys
from engine import Act, AuditLog, Kind
from tests.conftest import Command, lines_of


def test_a_key_stands_alone_on_stdout_and_works(cg: Command, tmp_path: Path) -> None:
    said = cg("keys", "new", "--name", "王敏", "--role", "evaluator", "--subject", "常德市", "--store", tmp_path)
    text = said.out.removesuffix("\n")
    assert said.code == 0 and re.fullmatch(r"cgk_[0-9a-f]{12}_[0-9a-f]{64}", text)
    assert said.err.startswith("以上是 王敏（评审员）的密钥")
    assert f"记入库 {tmp_path}；" in said.err  # a key of another store than the service's opens nothing
    key = KeyRing(tmp_path).find(text)
    assert key is not None and key.subjects == frozenset({"430700"}) and key.expires is None
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", key.made)


def test_no_two_keys_are_alike(cg: Command, tmp_path: Path) -> None:
    made = {cg("keys", "new", "--name", "a", "--role", "reader", "--store", tmp_path).out for _ in range(5)}
    assert len(made) == len(read_keys(tmp_path)) == 5


def test_the_list_shows_all_but_the_keys(cg: Command, tmp_path: Path) -> None:
    text = cg("keys", "new", "--name", "李强", "--role", "admin", "--expires", "2999-12-31", "--store", tmp_path).out
    public = text.split("_")[1]
    said = cg("keys", "list", "--store", tmp_path)
    assert said.out == f"{public}  管理员  全部地点  2999-12-31  有效  李强\n"
    (one,) = json.loads(cg("keys", "list", "--format", "json", "--store", tmp_path).out)["keys"]
    assert (one["id"], one["role"], one["subjects"], one["state"]) == (public, "admin", None, "usable")
    assert text.split("_")[2].strip() not in said.out + json.dumps(one) + (tmp_path / KEYS).read_text(encoding="utf-8")


def test_a_revoked_key_is_listed_as_such(cg: Command, tmp_path: Path) -> None:
    public = cg("keys", "new", "--name", "a", "--role", "reader", "--store", tmp_path).out.split("_")[1]
    said = cg("keys", "revoke", public, "--store", tmp_path, "--lang", "en")
    assert (said.code, said.out, said.err) == (0, "", f"Revoked: the key {public} of a (reader)\n")
    assert "  revoked  a" in cg("keys", "list", "--store", tmp_path, "--lang", "en").out


def test_a_store_without_keys_says_who_comes_in(cg: Command, tmp_path: Path) -> None:
    assert "本机" in cg("keys", "list", "--store", tmp_path / "none").out
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("words", "code", "where"),
    [
        (("new", "--name", "a", "--role", "evaluator"), "KEY-002", "--subject"),
        (("new", "--name", " ", "--role", "reader"), "KEY-002", "--name"),
        (("new", "--name", "a", "--role", "reader", "--expires", "soon"), "KEY-002", "--expires"),
        (("new", "--name", "a", "--role", "reader", "--expires", "2020-01-01"), "KEY-002", "--expires"),
        (("new", "--name", "a", "--role", "reader", "--subject", "没有的市"), "BLD-002", "--subject"),
        (("revoke", "ffffffffffff"), "KEY-003", KEYS),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(
    cg: Command, tmp_path: Path, words: tuple[str, ...], code: str, where: str
) -> None:
    said = cg("keys", *words, "--store", tmp_path)
    assert (said.code, said.out) == (2, "")
    assert lines_of(said)[0].startswith(code) and where in lines_of(said)[0]
    assert not (tmp_path / KEYS).exists()


def test_the_audit_is_proved_before_it_is_listed(cg: Command, tmp_path: Path) -> None:
    AuditLog(tmp_path).add(Act("2026-11-26T08:00:00Z", "王敏", Kind.CALLED, "POST /v1/submissions", "201"))
    assert (
        cg("keys", "audit", "--store", tmp_path).out
        == "1  2026-11-26T08:00:00Z  调用  POST /v1/submissions  王敏：201\n"
    )
    assert json.loads(cg("keys", "audit", "--format", "json", "--store", tmp_path).out)
    path = tmp_path / "audit.jsonl"
    path.write_bytes(path.read_bytes().replace(b"201", b"403"))
    said = cg("keys", "audit", "--store", tmp_path)
    assert (said.code, said.out) == (5, "") and lines_of(said)[0].startswith("STO-003")
