"""The server says nothing of itself, believes no proxy, and ends the requests under way before it ends."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing

from fastapi import FastAPI

from api.guards.limits import Limits
from api.running.serving import server_config

SLOW = """
import sys, time
from contextlib import asynccontextmanager
from fastapi import FastAPI
from api.guards.limits import Limits
from api.running import serving
from api.running.listening import listen
from api.watch.logs import start_logging

serving.GRACE = 2
start_logging("warning", sys.stderr)
@asynccontextmanager
async def life(app):
    yield
    print("closed", flush=True)

app = FastAPI(lifespan=life)

@app.get("/slow")
def slow(seconds: float) -> str:
    print("begun", flush=True)
    time.sleep(seconds)
    return "whole"

@app.get("/peer")
def peer(request: __import__("fastapi").Request) -> list:
    return [request.client.host, request.url.scheme]

with listen("127.0.0.1", 0) as socket:
    print(socket.getsockname()[1], flush=True)
    whole = serving.run_server(app, Limits(header_seconds=1), socket, lambda: print("open", flush=True))
print("ended" if whole else "cut off", flush=True)
if not whole:
    serving.leave(0)
"""


def started(*before: str, errors: int = subprocess.DEVNULL) -> tuple[subprocess.Popen[str], int]:
    command = [*before, sys.executable, "-c", SLOW]
    done = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
    assert done.stdout is not None
    port = int(done.stdout.readline())
    assert done.stdout.readline() == "open\n"
    return done, port


def asked(port: int, path: str, headers: dict[str, str] | None = None) -> tuple[bytes, dict[str, str]]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as link:
        link.request("GET", path, headers=headers or {})
        answer = link.getresponse()
        return answer.read(), {name.lower(): value for name, value in answer.getheaders()}


def ended_while(seconds: str, number: int) -> tuple[int, str, list[bytes], float]:
    """Send a signal while a request is under way: exit code, what was said, the answers, seconds until the end."""
    process, port = started()
    answers: list[bytes] = []

    def ask() -> None:
        try:
            answers.append(asked(port, f"/slow?seconds={seconds}")[0])
        except (http.client.HTTPException, OSError) as fault:
            answers.append(type(fault).__name__.encode())

    thread = threading.Thread(target=ask)
    thread.start()
    assert process.stdout is not None and process.stdout.readline() == "begun\n"
    start = time.monotonic()
    os.kill(process.pid, number)
    said = process.communicate(timeout=30)[0]
    taken = time.monotonic() - start
    thread.join()
    return process.returncode, said, answers, taken


def test_a_request_under_way_is_answered_before_the_end() -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        code, said, answers, _ = ended_while("0.7", number)
        assert (code, said, answers) == (0, "closed\nended\n", [b'"whole"'])


def test_a_request_that_takes_too_long_does_not_keep_the_service_from_ending() -> None:
    code, said, answers, taken = ended_while("25", signal.SIGTERM)
    assert (code, said) == (0, "closed\ncut off\n") and answers != [b'"whole"']
    assert taken < 15


def test_what_nohup_started_outlives_its_terminal() -> None:
    process, port = started("nohup")
    process.send_signal(signal.SIGHUP)
    assert asked(port, "/peer")[0] == b'["127.0.0.1","http"]'
    process.terminate()
    assert process.communicate(timeout=30)[0] == "closed\nended\n"


def test_that_it_ends_and_what_it_waits_for_is_told() -> None:
    process, _ = started(errors=subprocess.PIPE)
    process.send_signal(signal.SIGHUP)
    _, errors = process.communicate(timeout=30)
    assert json.loads(errors.splitlines()[0]) | {"time": ""} == {
        "time": "",
        "level": "warning",
        "from": "clausegraph.service",
        "event": "ending",
        "requests": 0,
        "seconds": 2,
    }


def test_no_header_names_the_server_and_no_header_of_a_client_is_believed() -> None:
    process, port = started()
    try:
        said, headers = asked(port, "/peer", {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"})
        assert said == b'["127.0.0.1","http"]'
        assert "server" not in headers
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_headers_that_never_end_are_not_waited_for() -> None:
    process, port = started()
    try:
        with socket.create_connection(("127.0.0.1", port), 10) as link:
            link.sendall(b"GET /peer HTTP/1.1\r\nHost: x\r\nX-Slow: ")
            assert link.recv(100).startswith(b"HTTP/1.1 408 ")
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_the_environment_does_not_change_how_it_serves(monkeypatch) -> None:
    monkeypatch.setenv("WEB_CONCURRENCY", "7")
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    config = server_config(FastAPI(), Limits())
    assert (config.workers, config.forwarded_allow_ips, config.proxy_headers) == (1, "", False)
