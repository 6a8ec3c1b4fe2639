"""The child process of the reasoner: load one local file, run HermiT, exit 0 (consistent) or 9 (not)."""

from __future__ import annotations

import sys

from engine.check.reasoner import INCONSISTENT


def main(path: str) -> int:
    """Say what HermiT finds about the N-Triples file at `path`."""
    import owlready2

    owlready2.onto_path.clear()
    world = owlready2.World()
    with open(path, "rb") as file:
        ontology = world.get_ontology("https://w3id.org/clausegraph/projection#").load(fileobj=file, only_local=True)
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        sys.stdout.write("inconsistent")
        return INCONSISTENT
    unsatisfiable = [str(one) for one in world.inconsistent_classes() if one is not owlready2.Nothing]
    sys.stdout.write(", ".join(unsatisfiable))
    return INCONSISTENT if unsatisfiable else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
