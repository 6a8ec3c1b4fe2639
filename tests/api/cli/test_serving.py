"""What is wished for, as the settings of a service; what does not fit is refused before anything is served."""

from __future__ import annotations

import io
from dataclasses import astuple
from pathlib import Path

import pytest

from api.auth.caller import Role
from api.auth.keys import Wanted, make_key
from api.auth.rates import Rates
from api.cli import serving
from api.cli.serving import Minutely, Wish, access_of, announce, hosts_of, reader_command, reader_ports, settings_of
from engine import ClausegraphError


def wish(store: Path, **said: object) -> Wish:
    return Wish(store, **({"host": "127.0.0.1", "port": 8710} | said))  # type: ignore[arg-type]


def code_of(asked: Wish) -> str:
    with pytest.raises(ClausegraphError) as refused:
        settings_of(asked)
    return refused.value.faults[0].code


def test_names_are_those_of_this_machine_its_address_and_those_given(tmp_path: Path) -> None:
    assert hosts_of(wish(tmp_path)) == ("127.0.0.1", "localhost", "[::1]")
    assert hosts_of(wish(tmp_path, host="0.0.0.0", hosts="A.example, b.example"))[3:] == ("a.example", "b.example")
    assert hosts_of(wish(tmp_path, host="2001:db8::1"))[3:] == ("[2001:db8::1]",)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"read_only": True, "readers": 1}, "SRV-003"),
        ({"hosts": "https://a.example/"}, "SRV-003"),
        ({"hosts": "*"}, "SRV-003"),
        ({"oidc_issuer": "https://id.example"}, "SRV-003"),
        ({"oidc_audience": "clausegraph"}, "SRV-003"),
        ({"host": "0.0.0.0"}, "KEY-001"),
        ({"host": ""}, "KEY-001"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, said: dict[str, object], code: str) -> None:
    assert code_of(wish(tmp_path, **said)) == code


def test_a_public_address_needs_the_key_of_an_admin(tmp_path: Path) -> None:
    wanted = Wanted("a", Role.ADMIN, None, None, "2026-01-01T00:00:00Z")
    make_key(tmp_path, wanted, lambda count: b"\1" * count)
    found = settings_of(wish(tmp_path, host="0.0.0.0"))
    assert found.access.bind == "0.0.0.0" and not found.access.local


def test_nobody_comes_in_without_a_key_unless_that_is_said(tmp_path: Path) -> None:
    assert access_of(wish(tmp_path)).anonymous is None
    assert access_of(wish(tmp_path, anonymous=True)).anonymous is Role.READER


def test_keys_of_a_provider_are_fetched_only_where_no_file_holds_them(tmp_path: Path) -> None:
    said = {"oidc_issuer": "https://id.example", "oidc_audience": "cg"}
    provider = access_of(wish(tmp_path, **said)).provider
    filed = access_of(wish(tmp_path, **said, oidc_keys=tmp_path / "k.json")).provider
    assert provider is not None and provider.fetch
    assert filed is not None and not filed.fetch and filed.keys == tmp_path / "k.json"


def test_how_often_one_may_call_is_said_in_the_settings(tmp_path: Path) -> None:
    assert access_of(wish(tmp_path)).rates == Rates() == Rates(*astuple(Minutely()))
    found = settings_of(wish(tmp_path, rates=Minutely(100, 50, 5))).access.rates
    assert (found.caller, found.address, found.failures) == (100, 50, 5)


def test_readers_take_the_ports_after_the_writers(tmp_path: Path) -> None:
    with pytest.raises(ClausegraphError) as refused:
        reader_ports(wish(tmp_path, readers=2), 65534)
    assert refused.value.faults[0].code == "SRV-003"
    assert reader_ports(wish(tmp_path), 65535) == ()


def test_a_reader_is_told_all_that_the_writer_was_told(tmp_path: Path) -> None:
    said = {"oidc_issuer": "https://id.example", "oidc_audience": "cg", "oidc_keys": Path("k"), "anonymous": True}
    rates = Minutely(101, 102, 103)
    words = reader_command(wish(tmp_path, hosts="a.example", log_level="error", rates=rates, **said), 8711)
    assert words[words.index("--rate-key") :][:6] == [
        *("--rate-key", "101", "--rate-address", "102"),
        *("--rate-failures", "103"),
    ]
    for word in (
        "--read-only",
        "--beside",
        "8711",
        "a.example",
        "error",
        "--anonymous",
        "https://id.example",
        "cg",
        "k",
    ):
        assert word in words


def test_a_person_reads_a_sentence_in_chinese_or_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for language, words in (
        ("zh", "正在 http://127.0.0.1:9 提供服务"),
        ("en", "serves at http://127.0.0.1:9 (writer)"),
    ):
        stream = io.StringIO()
        monkeypatch.setattr(stream, "isatty", lambda: True)
        monkeypatch.setattr(serving.sys, "stderr", stream)
        announce(wish(tmp_path, language=language), 9, ())
        assert words in stream.getvalue()
        assert str(tmp_path) in stream.getvalue() and "http://127.0.0.1:9/v1/docs" in stream.getvalue()
