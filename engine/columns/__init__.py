"""RDF as columns: every term one number, every literal parsed once, a table for each predicate."""
