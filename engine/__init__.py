"""Clausegraph: a standard as a graph, evidence judged against it clause by clause, every lost point explained."""
