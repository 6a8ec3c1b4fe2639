"""`errors`, `doctor`, `demo`, `record`."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import Lang, Language
from api.cli.output import make_folder, put, working

if TYPE_CHECKING:
    from engine import Assessment, CaseFile

LIBRARIES = ("rdflib", "pyshacl", "pyoxigraph", "openpyxl", "xlsxwriter", "typer", "rich")
TURNED = ("fictional-shizhou-2020", "fictional-shuizhou-2022")
FULL = "fictional-grade-b"
CODE = re.compile(r"([A-Z]{3})-?(\d{1,3})")  # as people write one: evi8


def errors(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="错误代码，如 EVI-008 error code")] = None,
    lang: Language = Lang.zh,
) -> int:
    """错误代码的说明。 The page of an error code."""
    from engine import UsageError, known_codes, nearest, page_of

    codes = known_codes()
    wanted = (
        CODE.sub(lambda found: f"{found[1]}-{int(found[2]):03}", code.strip().upper()) if code is not None else None
    )
    if wanted is not None and wanted not in codes:
        raise UsageError.of("CLI-003", "clausegraph errors", code or "-", nearest=nearest(wanted, codes))
    for one in (wanted,) if wanted else codes:
        parts = page_of(one, lang)
        sys.stdout.write(f"{one}  " + ("\n  ".join(parts) if code else parts[0]) + "\n")
    return 0


def doctor(lang: Language = Lang.zh) -> int:
    """检查安装情况。 What is installed and what is missing."""
    from engine import VERSION, edition_names, home, say

    lines = [("clausegraph", VERSION), ("Python", platform.python_version()), ("home", str(home()))]
    lines += [(name, importlib.metadata.version(name)) for name in LIBRARIES]
    lines.append(("editions", ", ".join(edition_names(home()))))
    optional = say("doctor.reasoner", lang)
    java, owlready = shutil.which("java"), importlib.util.find_spec("owlready2")
    lines.append(("java", java or say("doctor.missing", lang, what=optional)))
    lines.append(("owlready2", say("doctor.ok", lang) if owlready else say("doctor.missing", lang, what=optional)))
    lines.append(("confined", _walls(lang)))
    for name, found in lines:
        sys.stdout.write(f"{name:12} {found}\n")
    return 0


def _walls(language: str) -> str:
    """Which walls stand around the children that read what strangers hand in, or why there is no child; nothing is warmed
    up for it, so that it costs no more than a fork.
    """
    from engine import CHECK_LIMITS, EngineError, say, walls_here

    try:
        found = walls_here(CHECK_LIMITS)
    except EngineError as fault:
        return str(fault)
    return ", ".join(
        say("doctor.wall" if stands else "doctor.no-wall", language, name=name) for name, stands in found.items()
    )


def demo(lang: Language = Lang.zh) -> int:
    """引导演示：评价自带案例。 The guided first run over our own cases."""
    from engine import assess, card, figures, home, order_of, overview, read_case, say

    folder = home() / "fixtures" / "cases"
    cases = {path.parent.name: read_case(path.parent) for path in sorted(folder.glob("*/case.toml"))}
    shown = [name for name in cases if name not in (*TURNED, FULL) and not name.startswith(("fictional", "trap"))]
    wanted = [*shown, *(name for name in (*TURNED, FULL) if name in cases)]
    with working(say("demo.progress", lang, n=str(len(wanted)))):
        found = dict(zip(wanted, assess(home(), [order_of(cases[name]) for name in wanted]), strict=True))
    _title(say("demo.intro", lang))
    _put(overview([found[name] for name in shown], lang))
    for name in shown:
        _put(figures(found[name], lang, first=3))
    _title(say("demo.scopes", lang))
    for name in ("changde-2020", "yueyang-2022"):
        _put(figures(found[name], lang))
    for name in TURNED:
        _title(say("demo.turn", lang, place=_place(found[name], lang)))
        _put(figures(found[name], lang))
    _title(say("demo.full", lang, place=_place(found[FULL], lang)))
    _put(card(found[FULL], lang, lost=5, first=3))
    sys.stdout.write(say("demo.end", lang) + "\n")
    return 0


def _place(assessment: Assessment, language: str) -> str:
    return assessment.world.places[assessment.case.key.code].label.in_language(language)


def _title(text: str) -> None:
    _put(f"━━ {text}\n")


def _put(text: str) -> None:
    sys.stdout.write(text + ("\n" if text.endswith("\n") else ""))


def record(
    folders: Annotated[list[Path], typer.Argument(metavar="FOLDER", help="案例目录 case folders")],
    lang: Language = Lang.zh,
) -> int:
    """重新记录案例的预期结果。 Record what must come out of cases anew."""
    from engine import assess, home, order_of, read_case, say, snapshot

    cases: list[CaseFile] = [read_case(folder) for folder in folders]
    for case, assessment in zip(cases, assess(home(), [order_of(case) for case in cases]), strict=True):
        target = case.folder / "expected"
        make_folder(target)
        for name, text in snapshot(assessment).items():
            put(text, target / name)
        sys.stdout.write(say("record.done", lang, path=str(target)) + "\n")
    return 0
