"""The real command, from its start without configuration to its end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
import time
from pathlib import Path

import pytest

from engine import Journal, StoreError, home
from tests.api.cli.served import free_ports, running
from tests.conftest import Command, process


def test_without_configuration_it_serves_the_folder_it_stands_in_and_ends_when_told(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        assert service.answers()
        assert service.is_ready()
        assert service.ask("/v1/docs")[0] == 200
        opened = service.lines()[0]
        assert opened["address"] == f"http://127.0.0.1:{service.port}"
        assert opened["store"] == str(tmp_path / "store") and opened["docs"].endswith("/v1/docs")
        assert service.end() == 0
    Journal(tmp_path / "store").close()


def test_the_environment_says_what_options_say(tmp_path: Path) -> None:
    port = free_ports()
    said = {"CLAUSEGRAPH_STORE": str(tmp_path / "data"), "CLAUSEGRAPH_PORT": str(port)}
    said |= {"CLAUSEGRAPH_HOSTS": "a.example, b.example", "CLAUSEGRAPH_LOG_LEVEL": "error"}
    with running(tmp_path, port=0, **said) as service:
        service.port = port
        assert service.answers()
        assert service.ask("/v1/editions", headers={"Host": "b.example"})[0] == 200
        assert service.ask("/v1/editions", headers={"Host": "c.example"})[0] == 421
        assert service.lines() == []
        assert service.end(signal.SIGINT) == 0
    assert (tmp_path / "data/ledger.jsonl").exists()


def test_a_port_in_use_and_a_second_writer_are_refused_with_a_sentence(tmp_path: Path, cg: Command) -> None:
    with running(tmp_path) as service:
        assert service.answers()
        said = cg("serve", "--store", tmp_path / "other", "--port", service.port)
        assert said.code == 5 and said.err.startswith(f"SRV-001 127.0.0.1:{service.port}\n")
        assert not (tmp_path / "other").exists()
        said = cg("serve", "--store", tmp_path / "store", "--port", free_ports(), "--lang", "en")
        assert said.code == 5
        assert "Another process is writing to" in said.err
        assert service.ask("/healthz")[0] == 200
        with pytest.raises(StoreError):
            Journal(tmp_path / "store")


def test_readers_serve_beside_the_writer_come_back_and_end_with_it(tmp_path: Path) -> None:
    first = free_ports(3)
    with running(tmp_path, "--readers", "2", port=first) as service:
        assert all(service.is_ready(port) for port in (first, first + 1, first + 2))  # no process forks any more
        assert service.ask("/metrics")[1].count(b"clausegraph_writer 1.0") == 1
        assert service.ask("/metrics", first + 2)[1].count(b"clausegraph_writer 0.0") == 1
        (reader,) = readers_at(first + 1)
        os.kill(reader, signal.SIGKILL)
        wait_until_another(first + 1, reader)
        assert service.answers(first + 1)
        assert service.end() == 0
        assert readers_at(first + 1) == readers_at(first + 2) == []


def test_readers_end_when_the_writer_is_killed(tmp_path: Path) -> None:
    first = free_ports(2)
    with running(tmp_path, "--readers", "1", port=first) as service:
        assert service.answers(first + 1)
        service.end(signal.SIGKILL)
        end = time.monotonic() + 30
        while readers_at(first + 1) and time.monotonic() < end:
            time.sleep(0.1)
        assert readers_at(first + 1) == []


def test_what_is_written_is_read_at_a_reader_backed_up_lost_restored_and_the_same_to_the_byte(
    tmp_path: Path, cg: Command
) -> None:
    question, first = "/v1/cases/430700/2020", free_ports(2)
    with running(tmp_path, "--readers", "1", port=first) as service:
        assert service.answers() and service.answers(first + 1)
        status, said = service.ask("/v1/submissions", first + 1, "POST", *upload())
        assert (status, json.loads(said)["code"]) == (503, "SRV-002")
        assert service.ask("/v1/submissions", None, "POST", *upload())[0] == 201
        written, read = service.ask(question), service.ask(question, first + 1)
        assert written == read and written[0] == 200
        reason = f"/v1/assessments/{json.loads(written[1])['assessment']}/explanation"
        explained = service.ask(reason)
        assert explained[0] == 200
        assert cg("backup", tmp_path / "b.tar", "--store", tmp_path / "store").code == 0
        assert service.end() == 0
    everything = [tmp_path / "store", *(tmp_path / "store").rglob("*")]
    assert [path for path in everything if path.stat().st_mode & 0o077] == []  # nobody else's, whatever the umask was
    shutil.rmtree(tmp_path / "store")
    assert cg("restore", tmp_path / "b.tar", "--store", tmp_path / "store").code == 0
    with running(tmp_path) as service:
        assert service.answers()
        assert service.ask(question) == written
        assert service.ask(reason) == explained
        assert service.end() == 0


def upload() -> tuple[bytes, dict[str, str]]:
    """The public figures of Changde as a form."""
    file = (home() / "fixtures/cases/changde-2020/evidence.xlsx").read_bytes()
    subject = b'--x\r\nContent-Disposition: form-data; name="subject"\r\n\r\n430700\r\n'
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="evidence.xlsx"\r\n\r\n'
    return subject + head + file + b"\r\n--x--\r\n", {"Content-Type": "multipart/form-data; boundary=x"}


def test_health_is_told_while_the_service_works(tmp_path: Path) -> None:
    with running(tmp_path) as service:
        assert service.answers()
        ended = threading.Event()

        def work() -> None:
            while not ended.is_set():
                service.ask("/v1/openapi.json")
                service.ask("/v1/editions/2021-draft/requirements")

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        taken = []
        for _ in range(20):
            start = time.monotonic()
            assert service.ask("/healthz")[0] == 200
            taken.append(time.monotonic() - start)
            time.sleep(0.1)
        ended.set()
        for thread in threads:
            thread.join()
        assert sorted(taken)[len(taken) // 2] < 0.5, taken
        assert service.end() == 0


RATES = ("RATE_KEY", "RATE_ADDRESS", "RATE_FAILURES")


def test_calls_too_often_are_refused_as_was_said(tmp_path: Path, cg: Command) -> None:
    with running(tmp_path, "--rate-address", "3", "--anonymous") as service:
        assert service.answers()
        assert "cgk_" in cg("keys", "new", "--name", "a", "--role", "reader", "--store", tmp_path / "store").out
        assert [service.ask("/v1/editions")[0] for _ in range(5)] == [200, 200, 200, 429, 429]
        assert service.end() == 0
    assert cg("serve", "--rate-key", "0").code == 2


def test_help_documents_every_variable_of_the_environment(cg: Command) -> None:
    said = cg("serve", "--help").out
    for name in (
        "STORE",
        "HOST",
        "PORT",
        "READ_ONLY",
        "READERS",
        "HOSTS",
        "LOG_LEVEL",
        "ANONYMOUS",
        "OIDC_ISSUER",
        *RATES,
    ):
        assert f"CLAUSEGRAPH_{name}" in "".join(said.split()), name
    assert "--beside" not in said


def test_a_log_that_nobody_reads_ends_nothing(tmp_path: Path) -> None:
    port = free_ports()
    script = (
        f'$CG serve --store "$STORE" --port {port} 2> >(exec sleep 0) & sleep 1; '
        f"for i in $(seq 300); do curl -sf http://127.0.0.1:{port}/healthz >/dev/null && break; sleep 0.1; done; "
        f"curl -sf http://127.0.0.1:{port}/v1/editions > /dev/null && echo answered; kill %1; wait %1; echo $?"
    )
    done = process(script, STORE=str(tmp_path / "store"))
    assert done.stdout.decode().split() == ["answered", "0"]


def readers_at(port: int) -> list[int]:
    """The processes that were started to read at a port."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"--beside" in words and str(port).encode() in words:
            found.append(int(folder.name))
    return found


def wait_until_another(port: int, before: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and readers_at(port) in ([], [before]):
        time.sleep(0.05)
    assert readers_at(port) not in ([], [before])
