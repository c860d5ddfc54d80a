"""How a job stands, told so that a person can act on it."""

from __future__ import annotations

import dataclasses
import datetime
import enum
from collections.abc import Mapping
from typing import Any


class Phase(enum.Enum):
    QUEUED = "QUEUED"
    """Accepted; no worker has begun it."""
    RUNNING = "RUNNING"
    SLOW = "SLOW"
    """Running, and nothing was finished for a while."""
    STALLED = "STALLED"
    """Running, and nothing was finished for so long that somebody should look."""
    UNREACHABLE = "UNREACHABLE"
    """How it stands is not known now; `age` says how old what is told here is."""
    SUCCEEDED = "SUCCEEDED"
    PARTIAL = "PARTIAL"
    """Ended; some rows could not be explained."""
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"


ENDED = {Phase.SUCCEEDED, Phase.PARTIAL, Phase.FAILED, Phase.CANCELLED, Phase.EXPIRED}


@dataclasses.dataclass(frozen=True)
class JobStatus:
    phase: Phase
    rows: int
    rows_done: int
    age: float
    """Seconds since the service knew this for certain."""
    reason: str
    """Why the phase is this one, for people."""
    job: Mapping[str, Any]
    """The job as the service described it last; empty if it never did."""

    @property
    def ended(self) -> bool:
        return self.phase in ENDED

    @property
    def progress(self) -> float:
        """From 0 to 1."""
        return self.rows_done / self.rows if self.rows else 0.0


def judge(job: Mapping[str, Any], now: datetime.datetime, slow_after: float, stalled_after: float) -> JobStatus:
    """The status of a job that the service has just described, at `now` by the service's clock."""
    state = Phase[str(job["state"]).upper()]
    stale = bool(job.get("stale"))
    age = _since(job.get("asOf"), now) if stale else 0.0
    if state in ENDED:
        return _status(state, job, age, str(job.get("error") or f"the job has ended: {state.value.lower()}"))
    if stale:
        return _status(Phase.UNREACHABLE, job, age, f"the service cannot reach its Redis; {age:.0f} s ago the job was {state.value.lower()}")
    if state is Phase.QUEUED:
        return _status(state, job, 0.0, f"waiting for a worker for {_since(job.get('createdAt'), now):.0f} s")
    quiet = _since(job.get("progressAt") or job.get("startedAt"), now)
    phase = Phase.STALLED if quiet > stalled_after else Phase.SLOW if quiet > slow_after else Phase.RUNNING
    return _status(phase, job, 0.0, f"{job['rowsDone']} of {job['rows']} rows done, the last of them {quiet:.0f} s ago")


def unreachable(last: JobStatus | None, silent_for: float, rows: int, why: str) -> JobStatus:
    """What can be told while nothing is heard: an end that is known stays known."""
    if last is not None and last.ended:
        return dataclasses.replace(last, age=last.age + silent_for)
    told = f"{why} (last heard {silent_for:.0f} s ago)" if last else f"{why} (not heard of since this program began)"
    job = last.job if last else {}
    done = last.rows_done if last else 0
    return JobStatus(Phase.UNREACHABLE, rows, done, (last.age if last else 0.0) + silent_for, told, job)


def _status(phase: Phase, job: Mapping[str, Any], age: float, reason: str) -> JobStatus:
    return JobStatus(phase, int(job["rows"]), int(job["rowsDone"]), age, reason, job)


def _since(moment: object, now: datetime.datetime) -> float:
    if not isinstance(moment, str):
        return 0.0
    whole, _, fraction = moment.removesuffix("Z").partition(".")  # nanoseconds are more than fromisoformat reads
    then = datetime.datetime.fromisoformat(f"{whole}.{(fraction + '000000')[:6]}+00:00")
    return max(0.0, (now - then).total_seconds())
