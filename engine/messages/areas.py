"""The tables of all areas, merged; two areas never share a key."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path


def _merged(name: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for found in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if found.name != "areas":
            table |= getattr(importlib.import_module(f"engine.messages.{found.name}"), name)
    return table


ZH = _merged("ZH")
EN = _merged("EN")
