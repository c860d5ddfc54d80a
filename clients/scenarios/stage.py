"""stage.py --home CLONE --folder FOLDER [--java JAVA]: a real service, a proxy before it that spoils connections, and a control port.

Prints `ready URL`, the URL of the control port, and runs until SIGTERM or the end of its input's writer:

    GET  /              {"proxy": URL, "api": URL, "keys": {tenant: key}, "samples": FOLDER}
    GET  /requests      what reached the proxy since the last /mend: [{"line": "POST /v1/…", "at": seconds, "key": …}]
    POST /fault         {"on": REGEX, "do": FAULT, "times": 1, …}: see proxy.py
    POST /model         {"name": …, "path": FILE}: served from now on; answered once it is ready
    POST /stage/ACTION  see ACTIONS
    POST /mend          everything runs again, no faults, no requests remembered
"""

from __future__ import annotations

import argparse
import http.server
import json
import pathlib
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any

from programs import KEYS, Service
from proxy import Fault, Proxy


def short_lived(service: Service) -> None:
    """Jobs that are submitted from now on keep their results for a second."""
    service.api.kill()
    service.more = {"RESULTS_TTL": "1"}
    service.api.start(**service.more)
    service.await_ready()


ACTIONS: dict[str, Callable[[Service], None]] = {
    "kill-api": lambda s: s.api.kill(),
    "start-api": lambda s: s.api.start(),
    "kill-redis": lambda s: s.redis.kill(),
    "start-redis": lambda s: s.redis.start(),
    "pause-redis": lambda s: s.redis.signal(signal.SIGSTOP),
    "resume-redis": lambda s: s.redis.signal(signal.SIGCONT),
    "pause-worker": lambda s: s.worker.signal(signal.SIGSTOP),
    "resume-worker": lambda s: s.worker.signal(signal.SIGCONT),
    "short-lived-results": short_lived,
}


class Control(http.server.BaseHTTPRequestHandler):
    service: Service
    proxy: Proxy
    samples: str

    def do_GET(self) -> None:
        if self.path == "/requests":
            with self.proxy.lock:
                return self.tell(list(self.proxy.requests))
        return self.tell({"proxy": self.proxy.url, "api": self.service.url, "keys": KEYS, "samples": self.samples})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/mend":
            self.proxy.clear()
            self.service.mend()
        elif self.path == "/fault":
            self.proxy.add(Fault(**json.loads(body)))
        elif self.path == "/model":
            self.service.serve(**json.loads(body))
        else:
            ACTIONS[self.path.removeprefix("/stage/")](self.service)
        self.tell({})

    def tell(self, answer: Any) -> None:
        text = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the tests tell what they do."""


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--home", type=pathlib.Path, required=True)
    options.add_argument("--folder", type=pathlib.Path, required=True)
    options.add_argument("--java", default="java")
    given = options.parse_args()
    service = Service(given.home.resolve(), given.java, given.folder.resolve())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        service.start()
        Control.service, Control.samples = service, str(given.home.resolve() / "samples")
        Control.proxy = Proxy(service.address, service.url)
        threading.Thread(target=Control.proxy.serve_forever, daemon=True).start()
        control = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Control)
        print(f"ready http://127.0.0.1:{control.server_address[1]}", flush=True)
        control.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        service.close()


if __name__ == "__main__":
    main()
