"""The version of the engine is that of the package."""

import tomllib

from engine import VERSION, home


def test_the_engine_and_the_package_have_one_version() -> None:
    said = tomllib.loads((home() / "pyproject.toml").read_text(encoding="utf-8"))
    assert said["project"]["version"] == VERSION
