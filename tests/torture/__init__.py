"""What a machine can do to the store: run in the tests in small, in full by `python -m tests.torture.<name>`."""
