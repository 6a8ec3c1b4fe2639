"""Tokens of an identity provider: nothing is taken on trust, and nothing is asked of the network."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from api.auth.caller import Caller, Role
from api.auth.oidc import Provider, Tokens
from engine import UsageError

NOW = 1_800_000_000
RSA, OTHER, EC = RSAKey.generate_key(2048), RSAKey.generate_key(2048), ECKey.generate_key("P-256")
CLAIMS: dict[str, Any] = {
    "iss": "https://id.example.org",
    "aud": "clausegraph",
    "sub": "wang.min",
    "exp": NOW + 300,
    "roles": ["evaluator"],
    "subjects": ["430700"],
}


@pytest.fixture
def provider(tmp_path: Path) -> Provider:
    path = tmp_path / "jwks.json"
    path.write_text(json.dumps(KeySet([RSA, EC]).as_dict(private=False)))
    return Provider("https://id.example.org", "clausegraph", path)


@pytest.fixture
def judged(provider: Provider) -> Callable[..., Caller | None]:
    tokens = Tokens(provider)

    def judge(key: Any = RSA, algorithm: str = "RS256", **changed: Any) -> Caller | None:
        return tokens.caller(token(key, algorithm, **changed), NOW)

    return judge


def token(key: Any = RSA, algorithm: str = "RS256", **changed: Any) -> str:
    claims = {name: value for name, value in (CLAIMS | changed).items() if value is not None}
    header = {"alg": algorithm} | ({"kid": key.kid} if key.kid else {})
    return jwt.encode(header, claims, key, algorithms=[algorithm])


def test_a_token_gives_name_role_and_places(judged: Callable[..., Caller | None]) -> None:
    assert judged() == Caller("wang.min@id.example.org", Role.EVALUATOR, frozenset({"430700"}))
    assert judged(EC, "ES256") == judged()


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://id.example.com"},
        {"iss": None},
        {"aud": "another"},
        {"aud": ["another"]},
        {"aud": None},
        {"exp": NOW - 31},
        {"exp": None},
        {"exp": "soon"},
        {"nbf": NOW + 31},
        {"sub": None},
        {"sub": " "},
        {"sub": "a\nb"},
        {"roles": None},
        {"roles": []},
        {"roles": ["owner"]},
        {"roles": {"admin": True}},
    ],
)
def test_a_claim_that_is_wrong_or_missing_refuses_the_token(
    judged: Callable[..., Caller | None], changed: dict[str, Any]
) -> None:
    assert judged(**changed) is None


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"roles": "reader editor"}, Caller("wang.min@id.example.org", Role.EDITOR, frozenset({"430700"}))),
        ({"subjects": "*"}, Caller("wang.min@id.example.org", Role.EVALUATOR, None)),
        ({"subjects": None}, Caller("wang.min@id.example.org", Role.EVALUATOR, frozenset())),
        ({"subjects": [430700]}, Caller("wang.min@id.example.org", Role.EVALUATOR, frozenset())),
        ({"aud": ["another", "clausegraph"]}, Caller("wang.min@id.example.org", Role.EVALUATOR, frozenset({"430700"}))),
        ({"exp": NOW - 29}, Caller("wang.min@id.example.org", Role.EVALUATOR, frozenset({"430700"}))),
    ],
)
def test_the_highest_role_counts_and_no_place_is_given_by_silence(
    judged: Callable[..., Caller | None], changed: dict[str, Any], expected: Caller
) -> None:
    assert judged(**changed) == expected


def test_a_key_of_another_is_refused(judged: Callable[..., Caller | None]) -> None:
    assert judged(OTHER) is None


def test_the_public_key_as_a_shared_secret_is_refused(provider: Provider) -> None:
    body = token().split(".")[1]
    signed = f"{unpadded(json.dumps({'alg': 'HS256', 'kid': RSA.kid}).encode())}.{body}"
    sign = hmac.new(RSA.as_pem(private=False), signed.encode(), hashlib.sha256).digest()
    assert Tokens(provider).caller(f"{signed}.{unpadded(sign)}", NOW) is None


def unpadded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def test_a_token_without_signature_is_refused(provider: Provider) -> None:
    tokens = Tokens(provider)
    head, body, _ = token().split(".")
    unsigned = "eyJhbGciOiJub25lIn0." + body + "."  # {"alg":"none"}
    assert [tokens.caller(text, NOW) for text in (unsigned, f"{head}.{body}.", "", "a.b.c", "." * 9000)] == [None] * 5


def test_a_changed_claim_breaks_the_signature(provider: Provider) -> None:
    head, _, sign = token().split(".")
    body = token(roles=["admin"]).split(".")[1]
    assert Tokens(provider).caller(f"{head}.{body}.{sign}", NOW) is None


@pytest.mark.parametrize("algorithms", [("none",), ("HS256",), ("RS256", "HS512"), ()])
def test_an_algorithm_that_is_not_safe_cannot_be_configured(algorithms: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        Provider("https://id.example.org", "clausegraph", tmp_path, algorithms=algorithms)
    assert refused.value.faults[0].code == "KEY-005"


@pytest.mark.parametrize("content", ["", "{}", '{"keys": []}', '{"keys": [{"kty": "oct", "k": "AAAA"}]}', "nonsense"])
def test_a_file_without_public_keys_is_refused_before_anything_is_served(tmp_path: Path, content: str) -> None:
    path = tmp_path / "jwks.json"
    path.write_text(content)
    with pytest.raises(UsageError) as refused:
        Tokens(Provider("https://id.example.org", "clausegraph", path))
    assert refused.value.faults[0].code == "KEY-005"


def test_a_file_or_a_provider_that_cannot_be_reached_is_named_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        Tokens(Provider("https://id.example.org", "clausegraph", tmp_path / "none.json"))
    fault = refused.value.faults[0]
    assert (fault.code, fault.where, fault.found) == (
        "KEY-005",
        str(tmp_path / "none.json"),
        "No such file or directory",
    )
    with pytest.raises(UsageError) as refused:
        Tokens(Provider("https://127.0.0.1:1", "clausegraph", fetch=True))
    fault = refused.value.faults[0]
    assert (fault.where, fault.found) == ("https://127.0.0.1:1", "[Errno 111] Connection refused")


@pytest.mark.parametrize(
    "provider",
    [
        Provider("https://id.example.org", "clausegraph"),
        Provider("http://id.example.org", "clausegraph", fetch=True),
        Provider("file:///etc/passwd", "clausegraph", fetch=True),
        Provider("https://id.example.org", "clausegraph", Path("/no/such/file")),
    ],
)
def test_nothing_is_asked_of_the_network_unless_it_is_said_so(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def called(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket, "create_connection", called)
    with pytest.raises(UsageError):
        Tokens(provider)
