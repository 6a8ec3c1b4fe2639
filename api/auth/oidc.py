"""Bearer tokens of an identity provider (OpenID Connect): an extra, and nothing is asked of the network unless it is said so."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from api.auth.caller import Caller, Role
from engine import UsageError

if TYPE_CHECKING:
    from joserfc.jwk import KeySet

SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
LONGEST, MOST_NAMED = 8192, 80
MOST_FETCHED = 1024 * 1024
SECONDS = 5
ALL = "*"
DISCOVERY = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Provider:
    """Whose tokens are taken. `keys` is a file with the provider's public keys (JWKS); without it they are fetched from
    the issuer, once, and only when `fetch` is true.

    `roles` says which value of `role_claim` gives which role; a token with none of them is refused. `subject_claim`
    lists the codes of the places that the caller may act for, `*` for all; without it there are none.
    """

    issuer: str
    audience: str
    keys: Path | None = None
    fetch: bool = False
    algorithms: tuple[str, ...] = ("RS256", "ES256")
    role_claim: str = "roles"
    subject_claim: str = "subjects"
    roles: tuple[tuple[str, Role], ...] = tuple((role.value, role) for role in Role)
    leeway: int = 30

    def __post_init__(self) -> None:
        unsafe = [name for name in self.algorithms if name not in SIGNED] or ([] if self.algorithms else ["-"])
        if unsafe:
            raise UsageError.of("KEY-005", "oidc.algorithms", unsafe[0], list=", ".join(SIGNED))


class Tokens:
    """The public keys of a provider, and what its tokens say.

    Raises: UsageError KEY-005 where the extra is not installed, or there is no file of keys and fetching is off.
    """

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self._keys = _key_set(provider)

    def caller(self, text: str, now: int) -> Caller | None:
        """Whose token it is at a time in seconds; None for any that cannot be trusted in full."""
        from joserfc import jwt
        from joserfc.errors import JoseError

        if len(text) > LONGEST:
            return None
        try:
            claims = jwt.decode(text, self._keys, algorithms=list(self.provider.algorithms)).claims
            self._registry(now).validate(claims)
        except (JoseError, ValueError, TypeError, KeyError, RecursionError):
            return None
        return self._caller(claims)

    def _registry(self, now: int) -> Any:
        from joserfc.jwt import JWTClaimsRegistry

        needed: dict[str, Any] = {"exp": {"essential": True}, "sub": {"essential": True}}
        needed["iss"] = {"essential": True, "value": self.provider.issuer}
        needed["aud"] = {"essential": True, "value": self.provider.audience}
        return JWTClaimsRegistry(now=now, leeway=self.provider.leeway, **needed)

    def _caller(self, claims: Mapping[str, Any]) -> Caller | None:
        """The highest of the token's roles, and its places. The name says whose word it is: no key has one with `@`."""
        held = _words(claims.get(self.provider.role_claim))
        roles = [role for word, role in self.provider.roles if word in held]
        name = str(claims["sub"])
        if not roles or not name.strip() or not name.isprintable():
            return None
        places = _words(claims.get(self.provider.subject_claim))
        host = urlsplit(self.provider.issuer).hostname or "-"
        role = max(roles, key=lambda one: one.rank)
        return Caller(f"{name[:MOST_NAMED]}@{host}", role, None if ALL in places else frozenset(places))


def _words(claim: object) -> list[str]:
    """A claim as words: a list of text, or one text with spaces between."""
    if isinstance(claim, str):
        return claim.split()
    return [word for word in claim if isinstance(word, str)] if isinstance(claim, list) else []


def _key_set(provider: Provider) -> KeySet:
    try:
        from joserfc.jwk import KeySet
    except ImportError as fault:
        raise UsageError.of("KEY-005", "oidc", "joserfc", list="pip install joserfc") from fault
    content = _content(provider)
    try:
        keys = KeySet.import_key_set(json.loads(content))
        secret = [key for key in keys.keys if key.key_type == "oct"]
    except Exception as fault:  # what the library raises for keys that are none has no one base
        raise UsageError.of("KEY-005", "oidc.keys", type(fault).__name__, list="JWKS") from fault
    if secret or not keys.keys:
        raise UsageError.of("KEY-005", "oidc.keys", "oct" if secret else "-", list="RSA, EC, OKP")
    return keys


def _content(provider: Provider) -> bytes:
    """The JWKS document. Raises: UsageError KEY-005."""
    try:
        if provider.keys is not None:
            return provider.keys.read_bytes()
        if provider.fetch:
            found = json.loads(_fetched(provider.issuer.rstrip("/") + DISCOVERY))
            if found["issuer"] != provider.issuer:
                raise UsageError.of("KEY-005", "oidc.issuer", str(found["issuer"]), list=provider.issuer)
            return _fetched(found["jwks_uri"])
    except OSError as fault:  # of a file, or of the way to the provider
        said = str(getattr(fault, "reason", "") or fault.strerror or type(fault).__name__)
        raise UsageError.of("KEY-005", str(provider.keys or provider.issuer), said, list="JWKS") from fault
    except (ValueError, KeyError, TypeError) as fault:
        raise UsageError.of("KEY-005", "oidc.keys", type(fault).__name__, list="JWKS") from fault
    raise UsageError.of("KEY-005", "oidc.keys", "-", list="oidc.keys, oidc.fetch")


class _Staying(urllib.request.HTTPRedirectHandler):
    """No redirection is followed."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """None: what was asked for is not there."""


def _fetched(address: str) -> bytes:
    """What stands at an https address: at most 1 MiB, within 5 seconds, straight from there."""
    if not address.startswith("https://"):
        raise UsageError.of("KEY-005", "oidc.issuer", address[:100], list="https://")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Staying())
    with opener.open(address, timeout=SECONDS) as answer:
        content: bytes = answer.read(MOST_FETCHED + 1)
    if len(content) > MOST_FETCHED:
        raise ValueError(MOST_FETCHED)
    return content
