"""Every line is JSON by itself, and holds nothing of what was sent."""

from __future__ import annotations

import io
import json
import logging
import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest

from api.watch.logs import MOMENT, MOST, SERVICE, Gathered, Lines, end_logging, error_fields, say, start_logging, tell


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level, raising = root.handlers[:], root.level, logging.raiseExceptions
    levels = {name: logging.getLogger(name).level for name in ("asyncio", "uvicorn.error")}
    stream = io.StringIO()
    start_logging("info", stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)
    logging.raiseExceptions = raising
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)


def test_fields_are_a_line_with_time_level_and_who_says_it(written: io.StringIO) -> None:
    tell(logging.INFO, {"route": "/v1/条款", "status": 200})
    tell(logging.DEBUG, {"route": "unseen"})
    end_logging(written)
    (line,) = written.getvalue().splitlines()
    said = json.loads(line)
    assert said.pop("time").endswith("Z")
    assert said == {"level": "info", "from": "clausegraph.service", "route": "/v1/条款", "status": 200}


def test_a_sentence_of_a_library_is_one_line_and_not_too_long(written: io.StringIO) -> None:
    logging.getLogger("asyncio").warning("a\nb" + "x" * 10_000)
    (line,) = written.getvalue().splitlines()
    assert json.loads(line)["say"].startswith("a\nbxx") and len(line) < 700


def test_an_error_is_told_by_kind_and_place_and_never_by_its_text(written: io.StringIO) -> None:
    try:
        raise ValueError("cgk_secret")
    except ValueError as error:
        SERVICE.exception("broken")
        fields = error_fields(error)
    said = json.loads(written.getvalue())
    assert "cgk_secret" not in written.getvalue()
    assert said["error"] == fields["error"] == "ValueError"
    assert said["at"][-1].startswith("test_logs.py:")


def test_a_stream_that_takes_no_more_ends_nothing(written: io.StringIO) -> None:
    written.close()
    tell(logging.ERROR, {"status": 500})
    tell(logging.INFO, {"status": 200})
    time.sleep(MOMENT * 2)
    (handler,) = (one for one in logging.getLogger().handlers if isinstance(one, Gathered))
    handler.stream = io.StringIO()
    tell(logging.INFO, {"status": 204})
    until = time.monotonic() + 10
    while "204" not in handler.stream.getvalue() and time.monotonic() < until:
        time.sleep(MOMENT)
    assert "204" in handler.stream.getvalue()  # the thread that writes has gone on


def test_what_json_does_not_know_is_written_as_text() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 1, "", (), None)
    record.fields = {"where": {1, 2}.__class__}
    assert json.loads(Lines().format(record))["where"] == "<class 'set'>"


def test_lines_go_out_together_in_their_order_within_a_moment(written: io.StringIO) -> None:
    for number in range(100):
        say(logging.INFO, partial(str, number)) if number % 2 else tell(logging.INFO, {"number": number})
    end = time.monotonic() + 10
    while written.getvalue().count("\n") < 100 and time.monotonic() < end:
        time.sleep(MOMENT / 10)
    found = [json.loads(line) for line in written.getvalue().splitlines()]
    assert [one if isinstance(one, int) else one["number"] for one in found] == list(range(100))


def test_a_warning_goes_out_at_once_with_all_before_it() -> None:
    stream = io.StringIO()
    gathered = Gathered(stream)
    gathered.take(logging.INFO, "before")
    gathered.take(logging.WARNING, "it")
    assert stream.getvalue() == "before\nit\n"


def test_so_many_lines_that_wait_are_written_by_whoever_brings_one_more() -> None:
    stream = io.StringIO()
    gathered = Gathered(stream)
    for number in range(MOST + 1):
        gathered.take(logging.INFO, str(number))
    assert len(gathered.lines) <= MOST and stream.getvalue().startswith("0\n1\n")


def test_lines_of_many_threads_are_all_written_once(written: io.StringIO) -> None:
    def many(thread: int) -> None:
        for number in range(500):
            say(logging.WARNING if number % 50 == 0 else logging.INFO, partial(str, thread * 500 + number))

    threads = [threading.Thread(target=many, args=(one,)) for one in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    end_logging(written)
    assert sorted(map(int, written.getvalue().split())) == list(range(2000))
