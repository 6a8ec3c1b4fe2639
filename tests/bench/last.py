"""The figures of the last run, kept beside the checkout and set against those of this one."""

import json
from collections.abc import Mapping
from pathlib import Path

from engine import home

KEPT = home() / ".bench"


def compared(name: str, figures: Mapping[str, float], folder: Path = KEPT) -> str:
    """Keep the figures and say how each stands to the last run; the machine may have been busier then or now."""
    path = folder / f"{name}.json"
    last = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    folder.mkdir(exist_ok=True)
    path.write_text(json.dumps(dict(figures), indent=1) + "\n", encoding="utf-8")
    lines = [f"{name}: against the last run" if last else f"{name}: no last run to set against; kept in {path}"]
    lines += [f"  {key:44} {now:12.3f}   {now / last[key]:6.2f} x" for key, now in figures.items() if last.get(key)]
    return "\n".join(lines)
