"""The asyncio client: the same calls, awaited."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from types import TracebackType
from typing import Any, TextIO

import httpx
import numpy as np
import numpy.typing as npt

from . import calls, job_calls
from .asking import Asked, about_to_ask
from .calls import Options, options_of
from .context import Context, Log, silent
from .exchange import Exchange, T
from .explained import Explained, Page
from .explaining import Fallback, Outage, explain
from .handle import JobHandle
from .job_calls import Memory, OnStatus
from .problems import OutOfService
from .progress import bar
from .ranges import Ranges
from .rows import RowsLike
from .status import JobStatus
from .transport import AsyncTransport


class AsyncClient:
    """As `Client`, for an event loop. Cancelling a task cancels its call, and the job of an `explain`."""

    def __init__(
        self,
        url: str,
        *,
        api_key: str | None = None,
        fallback: Fallback | None = None,
        log: Log | None = None,
        http: httpx.AsyncClient | None = None,
        **settings: Any,
    ) -> None:
        self.context = Context(api_key=api_key, log=log or silent, **settings)
        self.fallback = fallback
        self._http = http or httpx.AsyncClient()
        self._http.base_url = httpx.URL(url)
        self._transport = AsyncTransport(self._http)

    async def explain(
        self,
        model: str,
        x: RowsLike,
        *,
        pipeline: Any = None,
        options: Options | None = None,
        categories: str = "names",
        as_shap: bool | None = None,
        progress: bool | TextIO = False,
        **more: Any,
    ) -> Any:
        """As `Client.explain`. A fallback that is a coroutine function is awaited."""
        asked = about_to_ask(model, x, pipeline, options_of(options, more), categories, as_shap)
        try:
            return asked.tell(await self._explain(asked, progress))
        except OutOfService as e:
            if self.fallback is None:
                raise
            self.context.log({"event": "fallback", "problem": e.type, "model": model})
            given = self.fallback(Outage(model, x, asked.options, e))
            return await given if hasattr(given, "__await__") else given

    async def _explain(self, asked: Asked, shown: bool | TextIO) -> Explained:
        rows = await self._run(asked.prepare(self.context))
        with bar(rows.count, False if calls.fits_one_answer(self.context, rows) else shown) as tell:
            return await self._run(explain(self.context, asked.model, rows, asked.sent_options, tell))

    async def submit(
        self,
        model: str,
        x: RowsLike,
        *,
        key: str | None = None,
        options: Options | None = None,
        categories: str = "names",
        **more: Any,
    ) -> AsyncJob:
        rows = await self._run(calls.prepare(self.context, model, x, categories))
        handle = await self._run(calls.submit(self.context, model, rows, options_of(options, more), key))
        return AsyncJob(self, handle, rows.data)

    def resume(self, handle: JobHandle | str, x: RowsLike | None = None) -> AsyncJob:
        known = JobHandle.from_json(handle) if isinstance(handle, str) else handle
        data = np.empty((known.rows, 0)) if x is None else np.asarray(x)
        return AsyncJob(self, known, data)

    async def models(self) -> list[dict[str, Any]]:
        return await self._run(calls.models(self.context))

    async def model(self, name: str) -> Mapping[str, Any]:
        return await self._run(calls.model(self.context, name))

    async def aclose(self) -> None:
        await self._http.aclose()

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    async def _run(self, exchange: Exchange[T]) -> T:
        return await self._transport.run(exchange)


class AsyncJob:
    """As `Job`."""

    def __init__(self, client: AsyncClient, handle: JobHandle, data: npt.NDArray[Any]) -> None:
        self.handle = handle
        self._client = client
        self._data = data
        self._memory = Memory()

    async def status(self) -> JobStatus:
        return await self._run(job_calls.status(self._context, self.handle, self._memory))

    async def wait(self, timeout: float | None = None, on_status: OnStatus | None = None) -> JobStatus:
        return await self._run(job_calls.wait(self._context, self.handle, self._memory, timeout, on_status))

    async def result(self, timeout: float | None = None, *, missing: str | None = None, progress: bool | TextIO = False) -> Explained:
        with bar(self.handle.rows, progress) as tell:
            ended = await self.wait(timeout, tell)
        return await self._run(job_calls.result(self._context, self.handle, ended, self._data, missing))

    async def pages(self, after: str = "") -> AsyncIterator[Page]:
        had = Ranges()
        while True:
            step = await self._run(job_calls.step(self._context, self.handle, after, had, self._memory))
            after = step.after
            for page in step.pages:
                yield page
            if step.last:
                return

    async def cancel(self) -> JobStatus:
        return await self._run(job_calls.cancel(self._context, self.handle))

    async def delete(self) -> None:
        await self._run(job_calls.delete(self._context, self.handle))

    @property
    def _context(self) -> Context:
        return self._client.context

    async def _run(self, exchange: Exchange[T]) -> T:
        return await self._client._run(exchange)
