"""`python -m api.cli` is `clausegraph`."""

from api.cli import main

main()
