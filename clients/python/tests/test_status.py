from __future__ import annotations

import datetime
from typing import Any

import pytest

from shap_operator import Phase
from shap_operator.status import judge, unreachable

NOW = datetime.datetime(2026, 11, 22, 12, 0, 0, tzinfo=datetime.timezone.utc)


def job(state: str, **more: Any) -> dict[str, Any]:
    return {"state": state, "rows": 100, "rowsDone": 40, "createdAt": "2026-11-22T11:58:00Z", **more}


@pytest.mark.parametrize(
    ("progress", "phase"),
    [("11:59:50.123456789Z", Phase.RUNNING), ("11:59:40Z", Phase.SLOW), ("11:58:50Z", Phase.STALLED), ("12:00:09Z", Phase.RUNNING)],
)
def test_a_running_job_is_told_by_how_long_ago_it_moved(progress: str, phase: Phase) -> None:
    status = judge(job("running", progressAt=f"2026-11-22T{progress}"), NOW, 15, 60)
    assert status.phase is phase
    assert status.progress == 0.4
    assert "40 of 100 rows" in status.reason


def test_a_job_that_waits_is_queued_however_long_it_waits() -> None:
    status = judge(job("queued"), NOW, 15, 60)
    assert status.phase is Phase.QUEUED
    assert status.reason == "waiting for a worker for 120 s"


def test_what_the_server_tells_from_memory_is_unreachable_with_its_age_unless_it_is_an_end() -> None:
    stale = {"stale": True, "asOf": "2026-11-22T11:59:30.5Z"}
    running = judge(job("running", **stale), NOW, 15, 60)
    assert (running.phase, running.age, running.ended) == (Phase.UNREACHABLE, 29.5, False)
    assert "Redis" in running.reason
    assert judge(job("succeeded", **stale), NOW, 15, 60).phase is Phase.SUCCEEDED


def test_an_outage_ages_what_was_known_and_an_end_stays_an_end() -> None:
    never = unreachable(None, 3.0, 100, "no route")
    assert (never.phase, never.rows, never.rows_done, never.age) == (Phase.UNREACHABLE, 100, 0, 3.0)
    known = unreachable(judge(job("running", progressAt="2026-11-22T11:59:59Z"), NOW, 15, 60), 7.0, 100, "no route")
    assert (known.phase, known.rows_done, known.age) == (Phase.UNREACHABLE, 40, 7.0)
    ended = unreachable(judge(job("failed", error="out of memory"), NOW, 15, 60), 7.0, 100, "no route")
    assert (ended.phase, ended.reason, ended.age) == (Phase.FAILED, "out of memory", 7.0)
