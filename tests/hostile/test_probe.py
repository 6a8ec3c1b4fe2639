"""The probe notices a service that stands still, and one that is gone."""

from __future__ import annotations

import os
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

from tests.hostile.probe import probing

STALL = 0.7  # seconds
ASKED = 3  # the question that is kept waiting


class Stalling(BaseHTTPRequestHandler):
    asked = 0

    def do_GET(self) -> None:
        Stalling.asked += 1
        time.sleep(STALL if Stalling.asked == ASKED else 0)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


def test_a_stall_is_noticed() -> None:
    with HTTPServer(("127.0.0.1", 0), Stalling) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with probing(server.server_port, os.getpid()) as probed:
            while Stalling.asked < ASKED + 3:
                time.sleep(0.05)
        server.shutdown()
    assert (
        probed().worst >= STALL
        and probed().slowest[0].own > 0.5
        and probed().failed == 0
        and probed().asked >= ASKED + 3
    )


def test_a_service_that_is_gone_is_noticed() -> None:
    with HTTPServer(("127.0.0.1", 0), Stalling) as server:
        port = server.server_port
    with probing(port, os.getpid()) as probed:
        time.sleep(0.3)
    assert probed().failed == probed().asked > 0
