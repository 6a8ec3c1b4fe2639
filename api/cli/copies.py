"""`backup` and `restore`: a store as one file, and back."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import STORE, Lang, Language, Store
from api.cli.output import named, working
from api.cli.rebuilding import rebuild

if TYPE_CHECKING:
    from engine import Copied

STAMP = "%Y-%m-%dT%H:%M:%SZ"


def backup(
    target: Annotated[
        Path, typer.Argument(metavar="TARGET", help="要写出的 .tar，或目录 a new .tar, or a folder for it")
    ],
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """备份库并核对。 Back the store up, proved."""
    from engine import backup, say

    now = datetime.now(UTC)
    path = target / f"clausegraph-{now:%Y%m%dT%H%M%SZ}.tar" if target.is_dir() else target
    named(path, ".tar")
    with working(say("backup.progress", lang)):
        done = backup(store, path, now.strftime(STAMP))
    sys.stdout.write(say("backup.made", lang, path=str(path), size=str(done.size), **_counts(done)) + "\n")
    return 0


def restore(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="备份文件 .tar the backup")],
    store: Store = STORE,
    lang: Language = Lang.zh,
) -> int:
    """恢复到空目录。 Restore where no store is."""
    from engine import restore, say

    with working(say("backup.progress", lang)):
        done = restore(source, store)
    sys.stdout.write(say("backup.restored", lang, store=str(store), **_counts(done)) + "\n")
    return rebuild(store, lang)


def _counts(done: Copied) -> dict[str, str]:
    proof = done.proof
    return {"entries": str(proof.entries), "files": str(proof.files), "head": proof.head}
