"""The same store gives the same bytes, whatever the hash seed, the time zone, the locale and the number of workers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.api.cli.served import Running, free_ports, running
from tests.api.test_forms import filled, names_of, settle

CHINESE = "zh_CN.UTF-8"
IMPACT = {"year": 2020, "changes": {"set": ["key-food-sampling-pass-rate=99"]}}
IN_JSON = {"Content-Type": "application/json"}
Answers = Mapping[str, tuple[int, bytes]]


@pytest.fixture(scope="module")
def store(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which every kind of thing can be fetched."""
    return settle(Path(shutil.copytree(filled_store, tmp_path_factory.mktemp("repeatable") / "store")))


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Chinese locale, made here so that the machine need not have it."""
    folder = tmp_path_factory.mktemp("locales")
    if shutil.which("localedef") is None or not Path("/usr/share/i18n/locales/zh_CN").is_file():
        pytest.skip(f"localedef or the source of {CHINESE} is missing: install the package locales")
    subprocess.run(["localedef", "-i", "zh_CN", "-f", "UTF-8", str(folder / CHINESE)], check=True)
    return folder


def answers(service: Running, port: int) -> Answers:
    """Every answer that can be fetched at a port, in every form, and one that is asked for by POST."""
    case, appeals = (json.loads(service.ask(one, port)[1]) for one in ("/v1/cases/430700/2020", "/v1/appeals"))
    names = names_of(case, appeals)
    document = service.ask("/v1/openapi.json", port)
    found = {"/v1/openapi.json": document}
    for path, operations in json.loads(document[1])["paths"].items():
        media = operations.get("get", {"responses": {"200": {}}})["responses"]["200"].get("content", ())
        for form in media:
            address = filled(path, names, form)
            found[f"{address} {form}"] = service.ask(address, port, headers={"Accept": form})
    found["impact"] = service.ask("/v1/impact", port, "POST", json.dumps(IMPACT).encode(), IN_JSON)
    return found


def served(folder: Path, store: Path, port: int, *words: str, **environment: str) -> list[Answers]:
    """The answers of a service that reads a store, of the process that was started and of each reader beside it."""
    folder.mkdir()
    readers = int(words[words.index("--readers") + 1]) if "--readers" in words else 0
    own = shutil.copytree(store, folder / "store")
    with running(folder, "--store", str(own), *words, port=port, **environment) as service:
        found = []
        for one in range(port, port + readers + 1):
            assert service.answers(one), service.log.read_text()
            found.append(answers(service, one))
        return found


def test_seeds_zones_locales_and_workers_change_no_byte(tmp_path: Path, store: Path, locales: Path) -> None:
    port = free_ports(2)
    (plain,) = served(tmp_path / "plain", store, port, PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C")
    chinese = {"LC_ALL": CHINESE, "LANG": CHINESE, "LOCPATH": str(locales)}
    other = served(
        tmp_path / "other", store, port, "--readers", "1", PYTHONHASHSEED="4711", TZ="America/St_Johns", **chinese
    )
    assert len(plain) > 50
    assert {status for status, _ in plain.values()} == {200}
    for found in other:
        assert found.keys() == plain.keys()
        assert [address for address in plain if found[address] != plain[address]] == []


def test_the_chinese_locale_is_the_one_that_a_process_has(locales: Path) -> None:
    said = subprocess.run(
        ["python3", "-c", "import locale; print(locale.setlocale(locale.LC_ALL, ''))"],
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": CHINESE, "LOCPATH": str(locales)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.fullmatch(r"zh_CN\.UTF-8", said.stdout.strip())
