"""The parts of a shapes graph: its triples, terms, lists, paths, constraints and queries, each read on its own."""
