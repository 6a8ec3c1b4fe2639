"""A copy of the ontology and the shapes in which one statement has been replaced."""

import shutil
from pathlib import Path

from engine import home

NAME = "2021-draft"
EDITION = f"ontology/editions/{NAME}"
SHAPES = f"shapes/editions/{NAME}"


def cut(folder: Path, file: str, subject: str, old: str, new: str) -> Path:
    """Copy `ontology/` and `shapes/`; in what a file says of `subject` replace `old`, which stands there once, by `new`."""
    for name in ("ontology", "shapes"):
        shutil.copytree(home() / name, folder / name)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    start = text.index(f"\n{subject} a ") + 1
    end = text.index(" .\n", start)
    said = text[start:end]
    assert said.count(old) == 1, (file, subject, old)
    path.write_text(text[:start] + said.replace(old, new) + text[end:], encoding="utf-8")
    return folder
