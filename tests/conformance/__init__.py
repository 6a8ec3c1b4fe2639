"""The W3C SHACL test suite, compared strictly; nothing of it stands in the repository."""
