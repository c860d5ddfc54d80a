"""What the calls of one client share."""

from __future__ import annotations

import dataclasses
import random
import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from .exchange import Answer, Broken, Exchange, Pause, Request
from .problems import ShapError, problem
from .retries import Budget, Retries

Log = Callable[[Mapping[str, Any]], None]
"""Is told of each request as a mapping: `event` is `answer`, `retry`, `giving-up` or `fallback`. Never rows, values or keys."""


def silent(event: Mapping[str, Any]) -> None:
    """The default: nothing is told."""


@dataclasses.dataclass(frozen=True)
class Context:
    api_key: str | None = None
    timeout: float = 30.0
    """Seconds for connecting, and for each silence of the service."""
    retries: Retries = dataclasses.field(default_factory=Retries)
    budget: Budget = dataclasses.field(default_factory=Budget)
    sync_rows: int = 200
    """Up to so many rows `explain` asks for an answer at once, and beyond them it submits a job."""
    job_timeout: float = 86_400.0
    slow_after: float = 15.0
    """A running job without a finished batch for so many seconds is SLOW."""
    stalled_after: float = 60.0
    outage_patience: float = 300.0
    """Seconds without an answer after which waiting for a job ends in an error."""
    log: Log = silent
    clock: Callable[[], float] = time.monotonic
    random: Callable[[], float] = random.random

    def request(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Request:
        named = dict(headers or {})
        if self.api_key:
            named["Authorization"] = f"Bearer {self.api_key}"
        return Request(method, path, named, body, self.timeout)


def persist(context: Context, request: Request, retries: Retries | None = None) -> Exchange[Answer]:
    """The answer to a request that may be repeated, as all of this API's may.

    Raises:
        ShapError: of the last try.
    """
    patience = retries or context.retries
    began = context.clock()
    failed = 0
    while True:
        reply = yield from attempt(context, request, failed + 1)
        if isinstance(reply, Answer) and reply.status < 400:
            return reply
        failed += 1
        error = problem(reply)
        pause = decide(context, patience, failed, context.clock() - began, error, request)
        if pause is None:
            raise error
        yield Pause(pause)


def attempt(context: Context, request: Request, number: int) -> Exchange[Answer | Broken]:
    """One try, told to the log."""
    asked = uuid.uuid4().hex
    began = context.clock()
    reply = yield dataclasses.replace(request, headers={**request.headers, "X-Request-Id": asked})
    assert reply is not None
    status = reply.status if isinstance(reply, Answer) else None
    if status is not None and status < 500:
        context.budget.give()
    told = {"event": "answer", "method": request.method, "path": request.path, "try": number, "request_id": asked}
    context.log({**told, "status": status, "broken": getattr(reply, "reason", None), "seconds": context.clock() - began})
    return reply


def decide(context: Context, retries: Retries, failed: int, waited: float, error: ShapError, request: Request) -> float | None:
    """Seconds until the next try, or None."""
    pause = retries.pause(failed, waited, error, context.random())
    if pause is not None and not context.budget.take():
        pause = None
    told = {"method": request.method, "path": request.path, "try": failed, "problem": error.type, "status": error.status}
    context.log({"event": "giving-up" if pause is None else "retry", **told, "pause": pause})
    return pause
