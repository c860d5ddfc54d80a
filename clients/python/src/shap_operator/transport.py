"""How requests get there: httpx, blocking or in an event loop."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Mapping

import httpx

from .exchange import Answer, Broken, Exchange, Pause, Reply, Request, T
from .problems import Cancelled


def _timeout(seconds: float) -> httpx.Timeout:
    return httpx.Timeout(seconds, connect=min(seconds, 5.0))


def _broken(e: httpx.HTTPError, head: tuple[int, Mapping[str, str]] | None, body: list[bytes]) -> Broken:
    reason = f"{type(e).__name__}: {e}" if str(e) else type(e).__name__
    return Broken(reason, Answer(*head, b"".join(body)) if head else None)


def _head(response: httpx.Response) -> tuple[int, Mapping[str, str]]:
    return response.status_code, {name.lower(): value for name, value in response.headers.items()}


class Transport:
    def __init__(self, http: httpx.Client) -> None:
        self.http = http

    def run(self, exchange: Exchange[T], cancel: threading.Event | None = None) -> T:
        """
        Raises:
            Cancelled: the event was set. A request that is under way ends first, or runs into its timeout.
        """
        reply: Reply = None
        failure: BaseException | None = None
        while True:
            try:
                wanted = exchange.throw(failure) if failure else exchange.send(reply)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]
            reply, failed_before, failure = None, failure is not None, None
            try:
                if cancel is not None and cancel.is_set() and not failed_before:
                    raise Cancelled("The call was cancelled.")
                reply = self._do(wanted, cancel)
            except BaseException as e:  # the exchange may have something to say before it ends
                failure = e

    def _do(self, wanted: Request | Pause, cancel: threading.Event | None) -> Reply:
        if isinstance(wanted, Request):
            return self._send(wanted)
        if cancel is None:
            time.sleep(wanted.seconds)
        elif cancel.wait(wanted.seconds):
            raise Cancelled("The call was cancelled.")
        return None

    def _send(self, wanted: Request) -> Answer | Broken:
        head, body = None, []
        try:
            with self.http.stream(
                wanted.method, wanted.path, headers=dict(wanted.headers), content=wanted.body or None, timeout=_timeout(wanted.timeout)
            ) as response:
                head = _head(response)
                for part in response.iter_bytes():
                    body.append(part)
        except httpx.HTTPError as e:
            return _broken(e, head, body)
        return Answer(*head, b"".join(body))


class AsyncTransport:
    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def run(self, exchange: Exchange[T]) -> T:
        """Cancelling the task cancels the call."""
        reply: Reply = None
        failure: BaseException | None = None
        while True:
            try:
                wanted = exchange.throw(failure) if failure else exchange.send(reply)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]
            reply, failure = None, None
            try:
                reply = await self._do(wanted)
            except BaseException as e:  # the exchange may have something to say before it ends
                failure = e

    async def _do(self, wanted: Request | Pause) -> Reply:
        if isinstance(wanted, Request):
            return await self._send(wanted)
        await asyncio.sleep(wanted.seconds)
        return None

    async def _send(self, wanted: Request) -> Answer | Broken:
        head, body = None, []
        try:
            async with self.http.stream(
                wanted.method, wanted.path, headers=dict(wanted.headers), content=wanted.body or None, timeout=_timeout(wanted.timeout)
            ) as response:
                head = _head(response)
                async for part in response.aiter_bytes():
                    body.append(part)
        except httpx.HTTPError as e:
            return _broken(e, head, body)
        return Answer(*head, b"".join(body))
