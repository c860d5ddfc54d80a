"""The blocking client."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
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
from .transport import Transport


class Client:
    """
    A client of one service. It may be used by several threads, and is closed by `with` or `close()`.

    Args:
        url: such as `http://shap.example:8080`.
        api_key: where the service asks for one.
        fallback: asked for an explanation when the service is out; what it returns is what `explain` returns.
        log: told of each try as a mapping; see `Log`.
        http: an httpx.Client of your own, for certificates or proxies; its base_url is not used.
        settings: other fields of `Context`, such as `timeout=30.0` or `retries=Retries(patience=10.0)`.
    """

    def __init__(
        self,
        url: str,
        *,
        api_key: str | None = None,
        fallback: Fallback | None = None,
        log: Log | None = None,
        http: httpx.Client | None = None,
        **settings: Any,
    ) -> None:
        self.context = Context(api_key=api_key, log=log or silent, **settings)
        self.fallback = fallback
        self._http = http or httpx.Client()
        self._http.base_url = httpx.URL(url)
        self._transport = Transport(self._http)

    def explain(
        self,
        model: str,
        x: RowsLike,
        *,
        pipeline: Any = None,
        options: Options | None = None,
        categories: str = "names",
        as_shap: bool | None = None,
        progress: bool | TextIO = False,
        cancel: threading.Event | None = None,
        **more: Any,
    ) -> Any:
        """SHAP values of the rows: at once if they are few, by a job if they are many.

        Args:
            model: its name in the service.
            x: an array, lists, or a DataFrame whose columns are matched by name.
            pipeline: a fitted scikit-learn pipeline whose last step is the model: its transformers run here, and the columns
                that it makes of one column are shown as that column.
            options: or as keywords: `method`, `interactions`, `output`, `precision`, `groups`.
            categories: of pandas' categorical columns, send `names` or `codes`.
            as_shap: answer with a `shap.Explanation` (True) or an `Explained` (False); by default the first if shap is installed.
            progress: show a tqdm bar while a job runs; a text file to show it on.
            cancel: set by another thread, it ends the call, and the job with it.

        Raises:
            ShapError: what was wrong, and what to do; no fallback is asked unless it is an OutOfService.
        """
        asked = about_to_ask(model, x, pipeline, options_of(options, more), categories, as_shap)
        try:
            return asked.tell(self._explain(asked, progress, cancel))
        except OutOfService as e:
            if self.fallback is None:
                raise
            self.context.log({"event": "fallback", "problem": e.type, "model": model})
            return self.fallback(Outage(model, x, asked.options, e))

    def _explain(self, asked: Asked, shown: bool | TextIO, cancel: threading.Event | None) -> Explained:
        rows = self._run(asked.prepare(self.context), cancel)
        with bar(rows.count, False if calls.fits_one_answer(self.context, rows) else shown) as tell:
            watch = tell or (_nothing if cancel else None)
            return self._run(explain(self.context, asked.model, rows, asked.sent_options, watch), cancel)

    def submit(
        self,
        model: str,
        x: RowsLike,
        *,
        key: str | None = None,
        options: Options | None = None,
        categories: str = "names",
        cancel: threading.Event | None = None,
        **more: Any,
    ) -> Job:
        """A job for the rows. With a `key` of your own, doing it again, also in another process, answers with the same job."""
        rows = self._run(calls.prepare(self.context, model, x, categories), cancel)
        handle = self._run(calls.submit(self.context, model, rows, options_of(options, more), key), cancel)
        return Job(self, handle, rows.data)

    def resume(self, handle: JobHandle | str, x: RowsLike | None = None) -> Job:
        """The job of a stored handle, or of its JSON. `x` is what plots are to show as data; the service keeps no rows for them."""
        known = JobHandle.from_json(handle) if isinstance(handle, str) else handle
        data = np.empty((known.rows, 0)) if x is None else np.asarray(x)
        return Job(self, known, data)

    def models(self) -> list[dict[str, Any]]:
        """The models as the service describes them: `name`, `ready`, `features`, `feature_names`, …"""
        return self._run(calls.models(self.context))

    def model(self, name: str) -> Mapping[str, Any]:
        return self._run(calls.model(self.context, name))

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _run(self, exchange: Exchange[T], cancel: threading.Event | None = None) -> T:
        return self._transport.run(exchange, cancel)


def _nothing(status: JobStatus) -> None:
    """Being told often is what lets a call notice early that it was cancelled."""


class Job:
    """A job of the service. `job.handle.to_json()` is what to store for `client.resume` after a crash."""

    def __init__(self, client: Client, handle: JobHandle, data: npt.NDArray[Any]) -> None:
        self.handle = handle
        self._client = client
        self._data = data
        self._memory = Memory()

    def status(self) -> JobStatus:
        """How it stands; through an outage, how it stood, with `age`. Fails only if the job is not there, or not yours."""
        return self._run(job_calls.status(self._context, self.handle, self._memory))

    def wait(self, timeout: float | None = None, on_status: OnStatus | None = None, cancel: threading.Event | None = None) -> JobStatus:
        """Returns once it has ended. `on_status` is told how it stands every second or so."""
        watch = on_status or (_nothing if cancel else None)
        return self._run(job_calls.wait(self._context, self.handle, self._memory, timeout, watch), cancel)

    def result(
        self, timeout: float | None = None, *, missing: str | None = None, progress: bool | TextIO = False, cancel: threading.Event | None = None
    ) -> Explained:
        """All values, once it has ended. `missing="nan"` accepts rows without results; `.to_shap()` of it is for shap.plots."""
        with bar(self.handle.rows, progress) as tell:
            ended = self.wait(timeout, tell, cancel)
        return self._run(job_calls.result(self._context, self.handle, ended, self._data, missing), cancel)

    def pages(self, after: str = "", cancel: threading.Event | None = None) -> Iterator[Page]:
        """Results while it runs: each row once, ranges in the order in which they were done. `after` is the `next` of a page."""
        had = Ranges()
        while True:
            step = self._run(job_calls.step(self._context, self.handle, after, had, self._memory), cancel)
            after = step.after
            yield from step.pages
            if step.last:
                return

    def cancel(self) -> JobStatus:
        """Stops it; what it has done stays readable."""
        return self._run(job_calls.cancel(self._context, self.handle))

    def delete(self) -> None:
        """Cancels it if needed and forgets it with its results."""
        self._run(job_calls.delete(self._context, self.handle))

    @property
    def _context(self) -> Context:
        return self._client.context

    def _run(self, exchange: Exchange[T], cancel: threading.Event | None = None) -> T:
        return self._client._run(exchange, cancel)
