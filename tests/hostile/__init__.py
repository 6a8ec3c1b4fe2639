"""What a stranger could send to a running service: `python3 dev.py torture hostile`; the tests send a sample of it."""
