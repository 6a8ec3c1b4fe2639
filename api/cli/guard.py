"""Running the application: text encoding, exit codes, and what is said of an error in the chosen language."""

from __future__ import annotations

import errno
import io
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from api.cli.faults import complain, say_faults, unread

DEFECT = 70
INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code (design.md, section 8)."""
    sys.exit(run(list(sys.argv[1:] if words is None else words)))


def run(words: list[str]) -> int:
    """Run one command line; every error of the engine becomes its fields on stderr and its exit code."""
    _open_streams()
    try:
        from api.cli.app import app

        code = app(words, standalone_mode=False, prog_name="clausegraph")
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return unread()
    except OSError as fault:
        return _untaken(fault, words)
    except SystemExit as end:  # typer ends a run so when the reader of a pipe has gone
        return unread() if isinstance(end.__context__, BrokenPipeError) else int(end.code or 0)
    except Exception as fault:
        return _failed(fault, words)
    return code if isinstance(code, int) else 0


def _open_streams() -> None:
    """Text as UTF-8; a stream that was closed, as by `>&-`, leads nowhere: its number must not become that of a file."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # until the process ends
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _untaken(fault: OSError, words: Sequence[str]) -> int:
    """Stdout takes no more, as on a full disk; any other refusal of the system that comes so far is a bug of ours."""
    if fault.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF):
        return _failed(fault, words)
    from api.cli.output import refused

    unread()
    return _failed(refused("stdout", fault), words)


def _failed(fault: Exception, words: Sequence[str]) -> int:
    """The exit code of an error, after it has been said."""
    language = language_of(words)
    if type(fault).__name__ == "Abort":
        return INTERRUPTED
    if hasattr(fault, "format_message"):
        return _misused(fault, words, language)
    from engine import ClausegraphError

    if isinstance(fault, ClausegraphError):
        say_faults(fault, language)
        return fault.exit_code
    return _defect(fault, language)


def _misused(fault: Any, words: Sequence[str], language: str) -> int:
    """What the words of the command line were wrong about; a command without words shows its help."""
    from api.cli.usage import command_of, what
    from engine import UsageError

    if type(fault).__name__ == "NoArgsIsHelpError":
        complain(fault.ctx.get_help() + "\n")
    else:
        say_faults(UsageError.of("CLI-005", command_of(fault), what(fault, words, language)), language)
    return UsageError.exit_code


def language_of(words: Sequence[str]) -> str:
    """The language that the command line asks for; Chinese when it does not."""
    for place, word in enumerate(words):
        if word == "--lang=en" or (word == "--lang" and list(words[place + 1 : place + 2]) == ["en"]):
            return "en"
    return "zh"


def _defect(fault: Exception, language: str) -> int:
    """A bug of ours: a report file, its path, and exit 70."""
    from engine import EvidenceError

    handle, name = tempfile.mkstemp(prefix="clausegraph-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("".join(traceback.format_exception(fault)))
    found = f"{type(fault).__name__}: {fault}"
    say_faults(EvidenceError.of("CLI-070", str(Path(name)), found), language)
    return DEFECT
