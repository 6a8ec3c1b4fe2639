"""Every sentence that a user can read, in two tables with the same keys; each area has one module with ZH and EN."""

from __future__ import annotations

import re
from collections.abc import Mapping

from engine.errors import Fault, PlanError
from engine.messages import areas

NONE_NEAR = "\ue000"
WITHOUT = re.compile(
    f"[；;][^；;]*{NONE_NEAR}[^；;。.]*"
)  # the part of a sentence that would suggest a name where none is near, or list names that are too many


def say(key: str, language: str, **values: str) -> str:
    """The sentence of `key` in `zh` or `en` with its placeholders filled.

    Raises: PlanError for a key or a placeholder that the table does not have (a test keeps this from happening).
    """
    table = areas.ZH if language == "zh" else areas.EN
    try:
        return table[key].format(**values)
    except KeyError as missing:
        raise PlanError.of("PLN-001", f"messages/{language}", key, missing=str(missing)) from missing


def fault_sentences(fault: Fault, language: str) -> Mapping[str, str]:
    """The fault as the terminal and the HTTP problem show it: code, where, found, problem, expected, remedy."""
    fields = fault.fields()
    fields |= {name: NONE_NEAR for name in ("nearest", "list") if fields.get(name) == "-"}
    parts = ("problem", "expected", "remedy")
    said = {part: WITHOUT.sub("", say(f"fault.{fault.code}.{part}", language, **fields)) for part in parts}
    return {"code": fault.code, "where": fault.where, "found": fault.found, **said}


def page_of(code: str, language: str) -> tuple[str, str, str]:
    """Problem, expected and remedy of a code, with its placeholders as `<name>`."""
    table = areas.ZH if language == "zh" else areas.EN
    problem, expected, remedy = (table[f"fault.{code}.{part}"] for part in ("problem", "expected", "remedy"))
    return problem.format_map(_Shown()), expected.format_map(_Shown()), remedy.format_map(_Shown())


class _Shown(dict[str, str]):
    """Each placeholder as its name in angle brackets."""

    def __missing__(self, key: str) -> str:
        return f"<{key}>"


def known_codes() -> tuple[str, ...]:
    """Every fault code that has a page."""
    return tuple(
        sorted({key.split(".")[1] for key in areas.ZH if key.startswith("fault.") and key.endswith(".problem")})
    )
