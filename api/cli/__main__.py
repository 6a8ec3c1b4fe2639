"""`python -m api.cli` is `clausegraph`."""

from api.cli import main

if __name__ == "__main__":
    main()
