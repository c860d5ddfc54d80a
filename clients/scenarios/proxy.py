"""A proxy before the real API that spoils connections as it is told, and remembers what was asked. One connection carries one request."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import socket
import socketserver
import struct
import threading
import time
import urllib.parse
from typing import Any

CHUNK = 1 << 16
FAULTS = (
    "refuse",  # closed before a byte of the request was read
    "cut-request",  # closed when half of the request's body has reached the server
    "cut-before-answer",  # the server has answered, and not a byte of it arrives
    "cut-head",  # half of the answer's head arrives
    "cut-body",  # half of the answer's body arrives
    "hang",  # accepted, and never answered
    "slow",  # answered late: after `seconds`
    "answer",  # answered here as a gateway does it: `status`, `headers`, `body`
)


@dataclasses.dataclass
class Fault:
    """The next `times` requests whose `METHOD path?query` matches `on` are spoilt."""

    on: str
    do: str
    times: int = 1
    seconds: float = 0.0
    status: int = 503
    headers: dict[str, str] = dataclasses.field(default_factory=dict)
    body: str = "upstream is away"

    def __post_init__(self) -> None:
        if self.do not in FAULTS:
            raise ValueError(f"no fault '{self.do}': one of {', '.join(FAULTS)}")


class Proxy(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, address: str, upstream: str) -> None:
        super().__init__((address, 0), Relay)
        target = urllib.parse.urlsplit(upstream)
        self.upstream = (target.hostname or "", target.port or 80)
        self.url = f"http://{address}:{self.server_address[1]}"
        self.lock = threading.Lock()
        self.closing = threading.Event()
        self.clear()

    def clear(self) -> None:
        with self.lock:
            self.faults: list[Fault] = []
            self.requests: list[dict[str, Any]] = []

    def add(self, fault: Fault) -> None:
        with self.lock:
            self.faults.append(fault)

    def arrived(self, line: str, headers: dict[str, str]) -> Fault | None:
        with self.lock:
            seen = {"line": line, "at": time.monotonic(), "key": headers.get("idempotency-key")}
            self.requests.append({**seen, "authorized": "authorization" in headers, "range": headers.get("range")})
            for fault in self.faults:
                if fault.times > 0 and re.search(fault.on, line):
                    fault.times -= 1
                    return fault
        return None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Connections that end early are what this is for."""


class Relay(socketserver.StreamRequestHandler):
    server: Proxy
    rbufsize = CHUNK

    def handle(self) -> None:
        self.connection.settimeout(120)
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = self.rfile.readline(CHUNK)
            if not line:
                return
            head += line
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {n.lower(): v.strip() for n, _, v in (entry.partition(":") for entry in lines if entry)}
        fault = self.server.arrived(" ".join(first.split(" ")[:2]), headers)
        spoil = fault.do if fault else "nothing"
        if fault and spoil == "answer":
            self.drain(headers)
            return self.answer(fault)
        if spoil == "refuse":
            return self.reset()
        if fault and spoil in ("hang", "slow"):
            self.server.closing.wait(fault.seconds or 600)
            if spoil == "hang":
                return self.reset()
        kept = [e for e in lines if e and e.partition(":")[0].lower() not in ("connection", "expect")]
        if headers.get("expect"):
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        with socket.create_connection(self.server.upstream, timeout=120) as upstream:
            upstream.sendall("\r\n".join([first, *kept, "Connection: close", "", ""]).encode("latin-1"))
            if not self.pass_body(upstream, headers, half=spoil == "cut-request"):
                return self.reset()
            self.pass_answer(upstream, spoil)
        return None

    def drain(self, headers: dict[str, str]) -> None:
        left = int(headers.get("content-length", "0"))
        while left > 0 and (read := self.rfile.read(min(left, CHUNK))):
            left -= len(read)

    def pass_body(self, upstream: socket.socket, headers: dict[str, str], half: bool) -> bool:
        """Whether all of it was passed on."""
        if headers.get("transfer-encoding", "").lower() == "chunked":
            while size := int(self.rfile.readline().split(b";")[0], 16):
                upstream.sendall(b"%x\r\n" % size + self.rfile.read(size + 2))
                if half:
                    return False
            upstream.sendall(b"0\r\n" + self.rfile.readline())
            return True
        left = int(headers.get("content-length", "0"))
        until = left // 2 if half else 0
        while left > until:
            read = self.rfile.read(min(left - until, CHUNK))
            if not read:
                return False
            upstream.sendall(read)
            left -= len(read)
        return not half

    def pass_answer(self, upstream: socket.socket, spoil: str) -> None:
        if not spoil.startswith("cut-"):
            while data := upstream.recv(CHUNK):
                self.connection.sendall(data)
            return None
        whole = b"".join(iter(lambda: upstream.recv(CHUNK), b""))
        head = whole.index(b"\r\n\r\n") + 4
        passed = {"cut-before-answer": 0, "cut-head": head // 2, "cut-body": head + (len(whole) - head) // 2}[spoil]
        self.connection.sendall(whole[:passed])
        return self.reset()

    def answer(self, fault: Fault) -> None:
        lines = [f"HTTP/1.1 {fault.status} Spoilt", *(f"{n}: {v}" for n, v in fault.headers.items())]
        lines += [f"Content-Length: {len(fault.body)}", "Content-Type: text/html", "Connection: close", "", fault.body]
        self.wfile.write("\r\n".join(lines).encode())

    def reset(self) -> None:
        """What has been sent arrives; then the connection is reset rather than closed in good order."""
        with contextlib.suppress(OSError):
            self.wfile.flush()
            time.sleep(0.05)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
