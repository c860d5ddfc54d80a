"""The blocking and the asyncio client under one set of words, so that both run the same scenarios."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import shap_operator
from shap_operator import AsyncClient, AsyncJob, Client, Explained, Job, JobStatus, Outage, Page


class Driver(Protocol):
    def connect(self, url: str, **settings: Any) -> None: ...
    def explain(self, model: str, x: Any, fallback: Callable[[Outage], Any] | None = None) -> Any: ...
    def aborted_explain(self, model: str, x: Any, when: threading.Event) -> None: ...
    def submit(self, model: str, x: Any, key: str | None) -> None: ...
    def resume(self, handle: str) -> None: ...
    def handle(self) -> str: ...
    def status(self) -> JobStatus: ...
    def result(self, timeout: float | None) -> Explained: ...
    def pages(self) -> Iterator[Page]: ...
    def cancel(self) -> JobStatus: ...
    def close(self) -> None: ...


class Blocking:
    client: Client
    job: Job

    def connect(self, url: str, **settings: Any) -> None:
        self.client = Client(url, **settings)

    def explain(self, model: str, x: Any, fallback: Callable[[Outage], Any] | None = None) -> Any:
        self.client.fallback = fallback
        return self.client.explain(model, x, as_shap=False)

    def aborted_explain(self, model: str, x: Any, when: threading.Event) -> None:
        self.client.explain(model, x, as_shap=False, cancel=when)

    def submit(self, model: str, x: Any, key: str | None) -> None:
        self.job = self.client.submit(model, x, key=key)

    def resume(self, handle: str) -> None:
        self.job = self.client.resume(handle)

    def handle(self) -> str:
        return self.job.handle.to_json()

    def status(self) -> JobStatus:
        return self.job.status()

    def result(self, timeout: float | None) -> Explained:
        return self.job.result(timeout)

    def pages(self) -> Iterator[Page]:
        return self.job.pages()

    def cancel(self) -> JobStatus:
        return self.job.cancel()

    def close(self) -> None:
        self.client.close()


class Awaited:
    """Each call runs to its end in a loop of its own thread's."""

    client: AsyncClient
    job: AsyncJob

    def __init__(self) -> None:
        self.runner = asyncio.Runner()

    def connect(self, url: str, **settings: Any) -> None:
        self.client = AsyncClient(url, **settings)

    def explain(self, model: str, x: Any, fallback: Callable[[Outage], Any] | None = None) -> Any:
        self.client.fallback = fallback
        return self.runner.run(self.client.explain(model, x, as_shap=False))

    def aborted_explain(self, model: str, x: Any, when: threading.Event) -> None:
        async def abort() -> None:
            task = asyncio.ensure_future(self.client.explain(model, x, as_shap=False))
            await asyncio.to_thread(when.wait, 120)
            task.cancel()
            await task

        try:
            self.runner.run(abort())
        except asyncio.CancelledError as e:
            raise shap_operator.Cancelled("the task was cancelled") from e

    def submit(self, model: str, x: Any, key: str | None) -> None:
        self.job = self.runner.run(self.client.submit(model, x, key=key))

    def resume(self, handle: str) -> None:
        self.job = self.client.resume(handle)

    def handle(self) -> str:
        return self.job.handle.to_json()

    def status(self) -> JobStatus:
        return self.runner.run(self.job.status())

    def result(self, timeout: float | None) -> Explained:
        return self.runner.run(self.job.result(timeout))

    def pages(self) -> Iterator[Page]:
        pages = self.job.pages()
        while True:
            try:
                yield self.runner.run(anext(pages))  # type: ignore[arg-type]
            except StopAsyncIteration:
                return

    def cancel(self) -> JobStatus:
        return self.runner.run(self.job.cancel())

    def close(self) -> None:
        self.runner.run(self.client.aclose())
        self.runner.close()
