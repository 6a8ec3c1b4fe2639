"""Every sentence that a user can read, in two tables with the same keys; each area has one module with ZH and EN."""

from __future__ import annotations

import re
from collections.abc import Mapping

from engine.errors import Fault, PlanError
from engine.messages import areas
from engine.messages.library import told

NONE_NEAR = "\ue000"
WITHOUT = re.compile(
    f"[；;][^；;]*{NONE_NEAR}[^；;。.]*"
)  # the part of a sentence that would name what there is none of, or list names that are too many


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
    fields |= {name: NONE_NEAR for name in ("nearest", "list", "found") if fields.get(name) == "-"}
    fields["found"] = told(fault.code, fields["found"], language)
    parts = ("problem", "expected", "remedy")
    said = {part: WITHOUT.sub("", say(f"fault.{fault.code}.{part}", language, **fields)) for part in parts}
    shown = {part: sentence.replace(NONE_NEAR, "-") for part, sentence in said.items()}
    return {"code": fault.code, "where": fault.where, "found": fault.found, **shown}


def form_sentence(kind: str, language: str, **limits: str) -> str:
    """What a field of a request should have been, by the kind of what is wrong with it; of an unknown kind, or one whose
    limits are not told, in general words.
    """
    table = areas.ZH if language == "zh" else areas.EN
    try:
        return table[f"form.{kind}"].format(**limits)
    except KeyError:
        return table["form.other"]


def page_of(code: str, language: str) -> tuple[str, str, str]:
    """Problem, expected and remedy of a code, with the name of what its placeholders stand for, as `[place]`."""
    table = areas.ZH if language == "zh" else areas.EN
    problem, expected, remedy = (table[f"fault.{code}.{part}"] for part in ("problem", "expected", "remedy"))
    shown = _Shown(language)
    return problem.format_map(shown), expected.format_map(shown), remedy.format_map(shown)


class _Shown(dict[str, str]):
    """Each placeholder as the name of what stands there."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, key: str) -> str:
        return say("page.placeholder", self.language, name=say(f"placeholder.{key}", self.language))


def known_codes() -> tuple[str, ...]:
    """Every fault code that has a page."""
    return tuple(
        sorted({key.split(".")[1] for key in areas.ZH if key.startswith("fault.") and key.endswith(".problem")})
    )
