"""`keys …`: who may use the service, and who has called it."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import STORE, Lang, Language, Out, QuestionFormat, Store
from api.cli.output import chosen_form, put, written
from api.cli.subjects import place_named, typed

if TYPE_CHECKING:
    from api.auth.keys import Key

ALL = "all"
keys = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="密钥：制作、列出、吊销；审计。 Keys: make, list, revoke; audit.",
)


class RoleName(StrEnum):
    """The roles, each may do what those before it may."""

    reader = "reader"
    evaluator = "evaluator"
    editor = "editor"
    admin = "admin"


Name = Annotated[str, typer.Option("--name", metavar="NAME", help="持有人，记入账本 whose key it is")]
Places = Annotated[
    list[str] | None,
    typer.Option("--subject", metavar="SUBJECT", help="可代表的地点，可重复；all 为全部 places to act for, or all"),
]
LastDay = Annotated[
    str | None, typer.Option("--expires", metavar="YYYY-MM-DD", help="最后有效日 the last day on which it is taken")
]


@keys.command()
def new(
    name: Name,
    role: Annotated[RoleName, typer.Option("--role", help="角色 role")],
    subject: Places = None,
    expires: LastDay = None,
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """制作密钥，只显示一次。 Make a key; it is shown once."""
    from api.auth.caller import Role
    from api.auth.keys import Wanted, make_key

    wanted = Wanted(typed(name), Role(role.value), _places(subject, role), _day(expires), _now())
    text, key = make_key(store, wanted, secrets.token_bytes)
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
    _say("keys.made", lang.value, key, store=str(store.absolute()))
    return 0


def _places(words: list[str] | None, role: RoleName) -> frozenset[str] | None:
    """The places of a key; an evaluator's must be said. Raises: UsageError KEY-002, BLD-002."""
    from engine import UsageError

    if words == [ALL] or (not words and role is not RoleName.evaluator):
        return None
    if not words:
        raise UsageError.of("KEY-002", "--subject", "-")
    return frozenset(place_named(word, ()) for word in words)


def _day(text: str | None) -> date | None:
    """A day as written. Raises: UsageError KEY-002."""
    from engine import UsageError

    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError as fault:
        raise UsageError.of("KEY-002", "--expires", typed(str(text)) or "-") from fault


def _now() -> str:
    """Now, as the ledger writes it: the only place where a key's time is taken."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _say(sentence: str, language: str, key: Key, **more: str) -> None:
    """A sentence about a key on stderr, so that stdout holds nothing but the key."""
    from engine import say

    role = say(f"keys.role.{key.role}", language)
    sys.stderr.write(say(sentence, language, id=key.id, name=key.name, role=role, **more) + "\n")


@keys.command("list")
def list_keys(form: QuestionFormat = None, store: Store = STORE, lang: Language = Lang.zh, out: Out = None) -> int:
    """列出密钥（不含密钥本身）。 List the keys, without the keys themselves."""
    chosen = chosen_form(out, form.value if form else None, "keys list")
    from api.auth.keys import read_keys

    found = list(read_keys(store).values())
    today = date.fromisoformat(_now()[:10])
    put(written({"keys": [_data(key, today) for key in found]}) if chosen == "json" else _text(found, today, lang), out)
    return 0


def _state(key: Key, today: date) -> str:
    if key.revoked:
        return "revoked"
    return "usable" if key.usable(today) else "expired"


def _data(key: Key, today: date) -> dict[str, Any]:
    return {
        "id": key.id,
        "name": key.name,
        "role": key.role.value,
        "subjects": None if key.subjects is None else sorted(key.subjects),
        "made": key.made,
        "expires": None if key.expires is None else key.expires.isoformat(),
        "revoked": key.revoked or None,
        "state": _state(key, today),
    }


def _text(found: Iterable[Key], today: date, lang: Lang) -> str:
    from engine import say

    language = lang.value
    lines = [
        say(
            "keys.line",
            language,
            id=key.id,
            role=say(f"keys.role.{key.role}", language),
            places=say("keys.all", language) if key.subjects is None else " ".join(sorted(key.subjects)) or "-",
            expires=key.expires.isoformat() if key.expires is not None else say("keys.no-end", language),
            state=say(f"keys.state.{_state(key, today)}", language),
            name=key.name,
        )
        for key in found
    ]
    return "\n".join(lines or [say("keys.none", language)]) + "\n"


@keys.command()
def revoke(
    public: Annotated[str, typer.Argument(metavar="ID", help="密钥编号 id of the key")],
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """吊销密钥。 Revoke a key."""
    from api.auth.keys import revoke_key

    _say("keys.revoked", lang.value, revoke_key(store, typed(public), _now()))
    return 0


@keys.command()
def audit(form: QuestionFormat = None, store: Store = STORE, lang: Language = Lang.zh, out: Out = None) -> int:
    """核验并列出审计记录。 Prove and list the audit."""
    chosen = chosen_form(out, form.value if form else None, "keys audit")
    from engine import ledger_data, ledger_text, read_audit

    entries = read_audit(store)
    put(written(ledger_data(entries)) if chosen == "json" else ledger_text(entries, lang.value), out)
    return 0
