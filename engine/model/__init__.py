"""The nouns of the project as frozen data: nothing here reads, writes or computes, and nothing here knows RDF."""
