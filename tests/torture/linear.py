"""Submitters at once, processes each with the store to itself by turns, threads that share one journal: one history for all.

Each acknowledged act is entered exactly once, acts that follow one another in time follow in number, a second writer is
refused in so many words (STO-004), the same bytes are entered once, and readers see a history that only grows.
"""

from __future__ import annotations

import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from engine.errors import ClausegraphError, StoreError
from engine.store.journal import Journal, read_journal
from engine.store.ledger import close_case, submit
from engine.store.tail import Tail
from engine.store.verify import verify
from tests.torture.acts import HAND, SUBJECT, content
from tests.torture.tally import Tally

WRITERS = 4
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was acknowledged: when it was begun and acknowledged, and the number and hash of its entry."""

    begun: int
    acknowledged: int
    number: int
    hash: str


def torture(folder: Path, times: int, seed: int = 0) -> Tally:
    """So many acts by each of four processes, and as many by each of four threads; count what no single history explains."""
    refused, by_processes = processes(folder / "processes", times, seed)
    growing, by_threads = threads(folder / "threads", times)
    stores = ((folder / "processes", by_processes), (folder / "threads", by_threads))
    wrong = {
        "not entered once": sum(not_once(store, done) for store, done in stores),
        "out of order": sum(out_of_order(done) for _, done in stores),
        "entered twice": sum(twice(store) for store, _ in stores),
        "readers deceived": growing,
        "faults": sum(len(verify(store).faults) for store, _ in stores),
    }
    done = {"by processes": len(by_processes), "by threads": len(by_threads), "second writers refused": refused}
    return Tally("linear", done, wrong, f"{WRITERS} at once")


def processes(store: Path, times: int, seed: int) -> tuple[int, list[Done]]:
    """Processes that open the store for each act, and again when another one has it; how often that was, and what they did."""
    children = {}
    for writer in range(WRITERS):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _a_process(store, writer, times, random.Random(seed * WRITERS + writer), writing)
        os.close(writing)
        children[child] = reading
    said = [line.split() for child, pipe in children.items() for line in _lines(child, pipe)]
    return sum(len(words) == 1 for words in said), [_done(words) for words in said if len(words) == 4]


def _lines(child: int, pipe: int) -> list[str]:
    """What a process says until it ends."""
    with os.fdopen(pipe, encoding="ascii") as said:
        lines = said.read().splitlines()
    os.waitpid(child, 0)
    return lines


def _done(words: list[str]) -> Done:
    begun, acknowledged, number, hash_ = words
    return Done(int(begun), int(acknowledged), int(number), hash_)


def _a_process(store: Path, writer: int, times: int, chance: random.Random, writing: int) -> None:
    """Says a line for each act, and a word for each refusal; ends the process."""
    end, number = time.monotonic() + PATIENCE, 0
    try:
        while number < times and time.monotonic() < end:
            begun = time.monotonic_ns()
            try:
                with Journal(store) as journal:
                    entry = submit(journal, "表.csv", content(writer * 10_000 + number), [SUBJECT], HAND).entry
            except StoreError as fault:
                os.write(writing, f"{fault.faults[0].code}\n".encode())
                time.sleep(chance.uniform(0, 0.004))
                if fault.faults[0].code != "STO-004":
                    raise
            else:
                assert entry is not None
                os.write(writing, f"{begun} {time.monotonic_ns()} {entry.number} {entry.hash}\n".encode())
                number += 1
    finally:
        os._exit(0)


def threads(store: Path, times: int) -> tuple[int, list[Done]]:
    """Threads that share a journal, all submitting the same bytes and closing the same cases, while one reads; its wrong views."""
    done: list[Done] = []
    with Journal(store) as journal:

        def act(number: int) -> None:
            begun = time.monotonic_ns()
            try:
                entry = submit(journal, "表.csv", content(number), [SUBJECT], HAND).entry
                entry = entry or close_case(journal, SUBJECT, 1950 + number, HAND)
            except ClausegraphError as fault:
                assert fault.faults[0].code == "STO-014", fault
            else:
                done.append(Done(begun, time.monotonic_ns(), entry.number, entry.hash))

        reader = _Reader(store)
        reader.start()
        with ThreadPoolExecutor(WRITERS) as pool:
            list(pool.map(act, [number for number in range(times) for _ in range(WRITERS)]))
        reader.stop.set()
        reader.join()
    return reader.wrong, done


class _Reader(threading.Thread):
    """Reads a store over and over; counts views that are not the view before and more."""

    def __init__(self, store: Path) -> None:
        super().__init__()
        self.tail, self.stop, self.wrong = Tail(store), threading.Event(), 0

    def run(self) -> None:
        before = self.tail.entries()
        while not self.stop.is_set():
            now = self.tail.entries()
            self.wrong += now[: len(before)] != before
            before = now


def not_once(store: Path, done: list[Done]) -> int:
    """Acts whose entry is not there exactly once under its number; entries that nobody was told of."""
    there = {(entry.number, entry.hash) for entry in read_journal(store)}
    told = [(one.number, one.hash) for one in done]
    return len(set(told) - there) + len(told) - len(set(told)) + len(there - set(told))


def out_of_order(done: list[Done]) -> int:
    """Acts that were begun after another was acknowledged and yet have a lower number."""
    wrong, latest = 0, 0
    ends = sorted(done, key=lambda one: one.acknowledged)
    at = 0
    for one in sorted(done, key=lambda one: one.begun):
        while ends[at].acknowledged < one.begun:
            latest, at = max(latest, ends[at].number), at + 1
        wrong += one.number < latest
    return wrong


def twice(store: Path) -> int:
    """Files and closings that were entered more than once."""
    abouts = [entry.act.about for entry in read_journal(store)]
    return len(abouts) - len(set(abouts))
