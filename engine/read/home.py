"""Where `ontology/` and `shapes/` lie: beside the packages in a checkout, inside the package in a wheel."""

from __future__ import annotations

from pathlib import Path

from engine.errors import OntologyError


def home() -> Path:
    """The folder that holds `ontology/` and `shapes/`.

    Raises: OntologyError ONT-001 when there is none, which means a damaged installation.
    """
    package = Path(__file__).resolve().parents[1]
    for root in (package.parent, package / "_data"):
        if (root / "ontology" / "vocabulary.ttl").is_file() and (root / "shapes").is_dir():
            return root
    raise OntologyError.of("ONT-001", str(package.parent), "ontology/, shapes/")
