"""A client that is made from the OpenAPI document fetches, pages, explains and reads a refusal."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.api.cli.served import Running, running

MADE = "clausegraph_client"
QUERY = "application/sparql-query"  # a text that the maker does not know as one; written like any other value
USED = ("cases.get_case", "cases.list_cases", "editions.list_requirements", "assessments.get_explanation")


@pytest.fixture(scope="module")
def service(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("client")
    with running(folder, "--store", str(filled_store), "--read-only") as found:
        assert found.answers()
        yield found


@pytest.fixture(scope="module")
def made(service: Running, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """The modules of the client, made anew from what the service says of itself; a warning of the maker is a failure."""
    folder = tmp_path_factory.mktemp("made")
    document = folder / "openapi.json"
    document.write_bytes(service.ask("/v1/openapi.json")[1])
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(document), "--meta", "none"]
    settings = folder / "settings.yaml"
    settings.write_text(f"content_type_overrides:\n  {QUERY}: application/json\npost_hooks: []\n")
    command += ["--output-path", str(folder / MADE), "--config", str(settings), "--fail-on-warning"]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    sys.path.insert(0, str(folder))
    modules = {name.rpartition(".")[2]: importlib.import_module(f"{MADE}.api.{name}") for name in USED}
    client = importlib.import_module(f"{MADE}.client").Client(base_url=f"http://127.0.0.1:{service.port}")
    with client:
        yield SimpleNamespace(client=client, models=importlib.import_module(f"{MADE}.models"), **modules)
    sys.path.remove(str(folder))


def test_it_fetches_a_case_with_its_grade(service: Running, made: SimpleNamespace) -> None:
    case = made.get_case.sync("430700", 2020, client=made.client)
    assert isinstance(case, made.models.CaseAnswer)
    assert (case.case.subject, case.case.year) == ("430700", 2020)
    assert [one.notation for one in case.grade.possible] == ["A", "B", "C", "D"]
    assert case.to_dict() == json.loads(service.ask("/v1/cases/430700/2020")[1])


def test_it_pages_through_a_list(service: Running, made: SimpleNamespace) -> None:
    def after(page: Any) -> str | None:
        return page.items[-1].requirement if page.next_ else None

    names: list[str] = []
    page = made.list_requirements.sync("2021-draft", client=made.client, limit=50)
    while True:
        names += [one.requirement for one in page.items]
        if after(page) is None:
            break
        page = made.list_requirements.sync("2021-draft", client=made.client, limit=50, after=after(page))
    whole = json.loads(service.ask("/v1/editions/2021-draft/requirements?limit=500")[1])["items"]
    assert len(names) > 100
    assert names == [one["requirement"] for one in whole]


def test_it_explains_down_to_the_file(made: SimpleNamespace) -> None:
    case = made.get_case.sync("430100", 2019, client=made.client)
    explained = made.get_explanation.sync(case.links.to_dict()["self"].rpartition("/")[2], client=made.client)
    assert (explained.assessment, explained.schema) == (case.assessment, "clausegraph/explanation/1")
    texts = [one.text for one in below(explained.grounds)]
    assert any("evidence.xlsx" in text.zh and "evidence.xlsx" in text.en for text in texts)


def below(grounds: list[Any]) -> Iterator[Any]:
    for ground in grounds:
        yield ground
        yield from below(ground.children)


def test_it_reads_a_refusal(made: SimpleNamespace) -> None:
    refused = made.get_case.sync("430800", 2020, client=made.client)
    assert isinstance(refused, made.models.Problem)
    assert (refused.status, bool(refused.faults[0].remedy)) == (404, True)
