"""What can be asked of a job."""

from __future__ import annotations

import dataclasses
import datetime
import email.utils
import json
from collections.abc import Callable
from typing import Any

import numpy.typing as npt

from .calls import job_request
from .context import Context, attempt, decide, persist
from .exchange import Answer, Broken, Exchange, Pause, Request
from .explained import Explained, Page, about, missing_error, page_of
from .handle import JobHandle
from .problems import Expired, JobFailed, OutOfService, ShapError, TimedOut, problem
from .ranges import Ranges
from .retries import Retries
from .rows import read_npy
from .status import JobStatus, Phase, judge, unreachable

_NPY = {"Accept": "application/x-npy, application/problem+json", "Accept-Encoding": "identity"}  # parts of it are put together
OnStatus = Callable[[JobStatus], None]


class Memory:
    """How a job stood when it was heard of last."""

    def __init__(self) -> None:
        self.last: JobStatus | None = None
        self.heard: float | None = None


def status(context: Context, handle: JobHandle, memory: Memory, wait: float = 0.0) -> Exchange[JobStatus]:
    """Never fails for an outage: then it tells what was known, and how old that is."""
    suffix = f"?wait={int(wait * 1000)}ms" if wait else ""
    request = job_request(context, handle, suffix=suffix)
    request = dataclasses.replace(request, timeout=context.timeout + wait)
    began = context.clock()
    try:
        answer = yield from persist(context, request, Retries(tries=2, longest=1.0, patience=3.0))
    except OutOfService as e:
        now = context.clock()
        return unreachable(memory.last, now - (began if memory.heard is None else memory.heard), handle.rows, str(e))
    memory.last = judge(json.loads(answer.body), _time_of(answer), context.slow_after, context.stalled_after)
    memory.heard = context.clock()
    return memory.last


def _time_of(answer: Answer) -> datetime.datetime:
    """By the service's clock: ours may be wrong."""
    date = answer.headers.get("date")
    return email.utils.parsedate_to_datetime(date) if date else datetime.datetime.now(datetime.timezone.utc)


def wait(context: Context, handle: JobHandle, memory: Memory, timeout: float | None, on_status: OnStatus | None) -> Exchange[JobStatus]:
    """Until the job has ended, through outages of up to `outage_patience`.

    Raises:
        TimedOut: the job goes on.
        OutOfService: nothing was heard for longer.
    """
    began = heard = context.clock()
    limit = context.job_timeout if timeout is None else timeout
    while True:
        left = limit - (context.clock() - began)
        now = yield from status(context, handle, memory, wait=max(0.0, min(1.0 if on_status else 20.0, left)))
        if on_status:
            on_status(now)
        if now.ended:
            return now
        if now.phase is not Phase.UNREACHABLE:
            heard = context.clock()
        elif context.clock() - heard > context.outage_patience:
            raise OutOfService(f"Job {handle.id} was not heard of for {context.clock() - heard:.0f} s: {now.reason}")
        if context.clock() - began >= limit:
            raise TimedOut(f"Job {handle.id} has not ended within {limit:g} s: {now.phase.value}, {now.reason}")
        if now.phase is Phase.UNREACHABLE:
            yield Pause(min(2.0, max(0.05, context.random() * 2.0)))


def next_page(context: Context, handle: JobHandle, after: str) -> Exchange[tuple[Page | None, bool]]:
    """The page after a cursor, or None while there is none; and whether it was the last."""
    suffix = f"/results?after={after}" if after else "/results"
    answer = yield from persist(context, job_request(context, handle, suffix=suffix))
    told = json.loads(answer.body)
    return (page_of(told) if told["rows"] else None), bool(told["complete"])


def cancel(context: Context, handle: JobHandle) -> Exchange[JobStatus]:
    answer = yield from persist(context, job_request(context, handle, "POST", ":cancel"))
    return judge(json.loads(answer.body), _time_of(answer), context.slow_after, context.stalled_after)


def delete(context: Context, handle: JobHandle) -> Exchange[None]:
    yield from persist(context, job_request(context, handle, "DELETE"))


def farewell(context: Context, handle: JobHandle) -> Exchange[None]:
    """Cancels a job that nobody waits for any more: tried once, in a hurry, for the caller is on the way out."""
    request = dataclasses.replace(job_request(context, handle, "POST", ":cancel"), timeout=5.0)
    yield from attempt(context, request, 1)


def result(context: Context, handle: JobHandle, ended: JobStatus, data: npt.NDArray[Any], missing: str | None) -> Exchange[Explained]:
    """All arrays of a job that has ended.

    Raises:
        MissingRows: it is partial or was cancelled, and `missing` is not `nan`.
        JobFailed, Expired: there is nothing to read.
    """
    if ended.phase is Phase.FAILED:
        raise JobFailed(f"Job {handle.id} has failed: {ended.reason}", type="job-failed")
    if ended.phase is Phase.EXPIRED:
        raise Expired(f"The results of job {handle.id} are no longer kept: submit the rows again.", type="results-expired")
    if missing is None and ended.rows_done < ended.rows:
        dead = ", ".join(f"{d['row_offset']}-{d['row_offset'] + d['rows'] - 1} ({d['message']})" for d in ended.job.get("dead", []))
        raise missing_error(dead or f"{ended.rows - ended.rows_done} of {ended.rows}")
    names = yield from persist(context, job_request(context, handle, suffix="/results?limit=1"))
    told = json.loads(names.body)
    wanted = ["values", "base_values", "prediction"]
    if ended.job.get("options", {}).get("interactions"):
        wanted.append("interactions")
    arrays = []
    for which in wanted:
        arrays.append(read_npy((yield from download(context, handle, which, missing))))
    return Explained(
        arrays[0],
        arrays[1],
        arrays[2],
        data,
        tuple(told["feature_names"]),
        tuple(told["output_names"]),
        arrays[3] if len(arrays) > 3 else None,
        about(told),
    )


def download(context: Context, handle: JobHandle, which: str, missing: str | None) -> Exchange[bytes]:
    """One array. What has arrived before a connection is cut is not fetched again."""
    suffix = f"/results?array={which}" + (f"&missing={missing}" if missing else "")
    request = job_request(context, handle, suffix=suffix, headers=_NPY)
    arrived, etag = b"", ""
    began, failed = context.clock(), 0
    while True:
        reply = yield from attempt(context, _from(request, len(arrived), etag), failed + 1)
        got = reply if isinstance(reply, Answer) else reply.answer
        if got is not None and got.status in (200, 206):
            etag = got.headers.get("etag", "")
            arrived = arrived + got.body if got.status == 206 else got.body
        if isinstance(reply, Answer) and reply.status < 400:
            return arrived
        failed = 1 if got is not None and got.body and got.status < 400 else failed + 1  # a transfer that goes on is no failure
        error = problem(Broken(reply.reason) if isinstance(reply, Broken) else reply)
        pause = decide(context, context.retries, failed, context.clock() - began, error, request)
        if pause is None:
            raise error
        yield Pause(pause)


def _from(request: Request, position: int, etag: str) -> Request:
    if not position or not etag:
        return request
    return dataclasses.replace(request, headers={**request.headers, "Range": f"bytes={position}-", "If-Range": etag})


@dataclasses.dataclass(frozen=True)
class Step:
    """One step through the pages."""

    pages: tuple[Page, ...]
    after: str
    last: bool


def step(context: Context, handle: JobHandle, after: str, had: Ranges, memory: Memory) -> Exchange[Step]:
    """The next page with rows that were not had before, or a short wait for one."""
    try:
        page, last = yield from next_page(context, handle, after)
    except ShapError as e:
        if e.type != "cursor-reset":
            raise
        return Step((), "", False)  # Redis lost what the cursor counted in: from the start, past what is there already
    if page is None:
        if not last:
            yield from status(context, handle, memory, wait=1.0)
            yield Pause(0.1)
        return Step((), after, last)
    fresh = had.add(page.row_offset, page.rows)
    return Step(tuple(page.part(first, count) for first, count in fresh), page.next, last)
