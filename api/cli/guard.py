"""Running the application: text encoding, exit codes, and errors shown as fields in the chosen language."""

from __future__ import annotations

import errno
import io
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from engine import Fault

DEFECT = 70
INTERRUPTED = 130
MOST_SHOWN = 50
MOST_PLACES = 6


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
        return _unread()
    except OSError as fault:
        return _untaken(fault, words)
    except SystemExit as end:  # typer ends a run so when the reader of a pipe has gone
        return _unread() if isinstance(end.__context__, BrokenPipeError) else int(end.code or 0)
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


def _unread(stream: TextIO | None = None) -> int:
    """Nobody reads on, as below `head`: no fault; what is still to be flushed goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), (stream or sys.stdout).fileno())
    return 0


def _complain(text: str) -> None:
    """Write on stderr; where nobody reads it, the exit code alone says it."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _unread(sys.stderr)


def _untaken(fault: OSError, words: Sequence[str]) -> int:
    """Stdout takes no more, as on a full disk; any other refusal of the system that comes so far is a bug of ours."""
    if fault.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF):
        return _failed(fault, words)
    from api.cli.output import refused

    _unread()
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
        _complain(fault.ctx.get_help() + "\n")
    else:
        say_faults(UsageError.of("CLI-005", command_of(fault), what(fault, words, language)), language)
    return UsageError.exit_code


def language_of(words: Sequence[str]) -> str:
    """The language that the command line asks for; Chinese when it does not."""
    for place, word in enumerate(words):
        if word == "--lang=en" or (word == "--lang" and list(words[place + 1 : place + 2]) == ["en"]):
            return "en"
    return "zh"


def say_faults(error: object, language: str) -> None:
    """Every fault with code, place, what was found, what was expected, and what to do; the same fault once."""
    from engine import say

    alike: dict[tuple[str, str, object], list[Fault]] = {}
    for fault in getattr(error, "faults", ()):
        alike.setdefault((fault.code, fault.found, fault.values), []).append(fault)
    groups = list(alike.values())
    for group in groups[:MOST_SHOWN]:
        _complain("\n".join(_lines(group, language)) + "\n")
    if len(groups) > MOST_SHOWN:
        rest = sum(len(group) for group in groups[MOST_SHOWN:])
        _complain(say("fault.more", language, n=str(rest)) + "\n")


def _lines(group: Sequence[Fault], language: str) -> Iterator[str]:
    """The first of faults that differ by their place only, and where the others are."""
    from engine import fault_sentences, say

    said = fault_sentences(group[0], language)
    yield say("fault.head", language, code=said["code"], where=said["where"])
    yield "  " + said["problem"]
    yield "  " + say("fault.expected", language, expected=said["expected"])
    yield "  " + say("fault.remedy", language, remedy=said["remedy"])
    others = [fault.where for fault in group[1:]]
    if others:
        shown = say("list.comma", language).join(others[:MOST_PLACES])
        more = say("fault.and-more", language) if len(others) > MOST_PLACES else ""
        yield "  " + say("fault.same", language, n=str(len(others)), places=shown + more)


def _defect(fault: Exception, language: str) -> int:
    """A bug of ours: a report file, its path, and exit 70."""
    from engine import EvidenceError

    handle, name = tempfile.mkstemp(prefix="clausegraph-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("".join(traceback.format_exception(fault)))
    found = f"{type(fault).__name__}: {fault}"
    say_faults(EvidenceError.of("CLI-070", str(Path(name)), found), language)
    return DEFECT
