"""The table of clients/scenarios, with both clients."""

from __future__ import annotations

import json
import os
import pathlib
import re
import subprocess
import sys
import threading
import uuid
from typing import Any

import numpy as np
import pytest
from drivers import Awaited, Blocking, Driver
from stage import Stage, eventually

import shap_operator
from shap_operator import JobStatus, Retries, ShapError

TABLE = json.loads((pathlib.Path(__file__).parents[2] / "scenarios/scenarios.json").read_text())["scenarios"]
KINDS = {
    "unreachable": shap_operator.Unreachable,
    "redis": shap_operator.RedisUnavailable,
    "server": shap_operator.ServerError,
    "access": shap_operator.AccessDenied,
    "rows": shap_operator.InvalidRows,
    "not-found": shap_operator.NotFound,
    "expired": shap_operator.Expired,
    "missing": shap_operator.MissingRows,
    "cancelled": shap_operator.Cancelled,
    "timed-out": shap_operator.TimedOut,
}
CLIENT = ["explain", "submit", "result", "pages", "firstPage", "status", "cancel", "expires", "fallback", "abortedExplain", "ends", "reconnect"]
WORDS = [*CLIENT, "killedAfterSubmit", "killedInSubmit", "fault", "stage", "later", "requests", "jobs", "logged"]


def takes_long(scenario: dict[str, Any]) -> bool:
    """Waits for minutes or for a start of the API server. What the clients do then is one text (see exchange.py), so one of them shows it."""
    told = json.dumps(scenario["steps"])
    return any(word in told for word in ("kill-api", "short-lived-results", "SLOW"))


EACH = [(driver, s) for s in TABLE for driver in (Blocking, Awaited) if driver is Blocking or not takes_long(s) or "SHAP_ALL_SCENARIOS" in os.environ]


@pytest.mark.parametrize(("driver", "scenario"), EACH, ids=[f"{s['name']}-{driver.__name__}" for driver, s in EACH])
def test_scenario(scenario: dict[str, Any], driver: type[Driver], mended: Stage, tmp_path: pathlib.Path) -> None:
    run = Run(mended, driver(), tmp_path)
    try:
        run.reconnect(scenario.get("client", {}))
        for step in scenario["steps"]:
            run.step(step)
        run.nothing_secret_was_logged()
    finally:
        run.close()


class Run:
    def __init__(self, stage: Stage, driver: Driver, folder: pathlib.Path) -> None:
        self.stage, self.driver, self.folder = stage, driver, folder
        self.log: list[dict[str, Any]] = []
        self.jobs_before = {job["id"] for job in stage.jobs()}
        self.timers: list[threading.Timer] = []
        self.unique = uuid.uuid4().hex

    def close(self) -> None:
        for timer in self.timers:
            timer.join()
        self.driver.close()

    def step(self, step: dict[str, Any]) -> None:
        (word,) = [w for w in WORDS if w in step]
        if "fails" not in step:
            self.perform(word, step)
            return
        wanted = step["fails"]
        with pytest.raises(KINDS[wanted["kind"]], match=wanted.get("says")) as caught:
            self.perform(word, step)
        assert isinstance(caught.value, ShapError)
        assert caught.value.type == wanted.get("type", caught.value.type)

    def perform(self, word: str, step: dict[str, Any]) -> None:
        if word == "stage":
            self.stage.do(step[word])
        else:
            getattr(self, word)(step[word], step)

    def reconnect(self, client: dict[str, Any], step: object = None) -> None:
        retries = Retries(patience=client.get("patience", 90.0), tries=60)
        self.driver.connect(
            self.stage.proxy,
            api_key=self.stage.keys.get(client.get("key", "acme"), "nobody's"),
            timeout=client.get("timeout", 30.0),
            retries=retries,
            slow_after=client.get("slowAfter", 15.0),
            stalled_after=client.get("stalledAfter", 60.0),
            log=lambda event: self.log.append(dict(event)),
        )
        if hasattr(self.driver, "job"):
            self.driver.resume(self.driver.handle())

    def rows(self, count: int, step: dict[str, Any]) -> Any:
        return self.stage.rows(count)[:, : step.get("features", 8)]

    def explain(self, count: int, step: dict[str, Any]) -> None:
        explained = self.driver.explain("housing", self.rows(count, step))
        np.testing.assert_allclose(explained.values, self.stage.expected(0, count), atol=1e-4)
        np.testing.assert_allclose(explained.values.sum(axis=1) + explained.base_values, explained.predictions, atol=1e-4)

    def fallback(self, count: int, step: dict[str, Any]) -> None:
        assert self.driver.explain("housing", self.rows(count, step), lambda outage: ("ours", outage.model)) == ("ours", "housing")

    def submit(self, count: int, step: dict[str, Any]) -> None:
        key = f"{step['key']}-{self.unique}" if "key" in step else None
        self.driver.submit("housing", self.rows(count, step), key)

    def result(self, count: int, step: dict[str, Any]) -> None:
        result = self.driver.result(step.get("timeout", 240.0))
        np.testing.assert_allclose(result.values, self.stage.expected(0, count), atol=1e-4)
        np.testing.assert_allclose(result.values.sum(axis=1) + result.base_values, result.predictions, atol=1e-4)

    def pages(self, count: int, step: dict[str, Any]) -> None:
        seen = np.zeros(count, int)
        for page in self.driver.pages():
            seen[page.row_offset : page.row_offset + page.rows] += 1
            np.testing.assert_allclose(page.values, self.stage.expected(page.row_offset, page.rows), atol=1e-4)
        assert (seen == 1).all()

    def firstPage(self, wanted: bool, step: dict[str, Any]) -> None:  # noqa: N802
        page = next(iter(self.driver.pages()))
        np.testing.assert_allclose(page.values, self.stage.expected(page.row_offset, page.rows), atol=1e-4)

    def status(self, wanted: dict[str, Any], step: dict[str, Any]) -> None:
        def fits() -> JobStatus | None:
            status = self.driver.status()
            return status if status.phase.value in wanted["phases"] and status.age >= wanted.get("age", 0.0) else None

        assert wanted.get("says", "") in eventually(f"the job is {wanted}", fits).reason

    def cancel(self, wanted: bool, step: dict[str, Any]) -> None:
        self.driver.cancel()

    def expires(self, wanted: bool, step: dict[str, Any]) -> None:
        eventually("the results expire", lambda: self.driver.result(60.0) and None)

    def abortedExplain(self, count: int, step: dict[str, Any]) -> None:  # noqa: N802
        abort = threading.Event()

        def submitted() -> None:
            eventually("the job is submitted", lambda: self.made() or None)
            abort.set()

        watcher = threading.Thread(target=submitted)
        watcher.start()
        try:
            self.driver.aborted_explain("housing", self.rows(count, step), abort)
        finally:
            watcher.join()

    def ends(self, state: str, step: dict[str, Any]) -> None:
        eventually(f"the job is {state}", lambda: all(job["state"] == state for job in self.made()) or None)

    def killedAfterSubmit(self, count: int, step: dict[str, Any]) -> None:  # noqa: N802
        handle = self.folder / "handle.json"
        program = self.other_program(count, handle)
        eventually("the handle is stored", lambda: handle.exists() or None)
        program.kill()
        program.wait()
        self.driver.resume(handle.read_text())

    def killedInSubmit(self, count: int, step: dict[str, Any]) -> None:  # noqa: N802
        program = self.other_program(count, self.folder / "never.json", f"same-{self.unique}")
        eventually("the submit is under way", lambda: self.asked("^POST .*/jobs") or None)
        program.kill()
        program.wait()

    def other_program(self, count: int, handle: pathlib.Path, *key: str) -> subprocess.Popen[bytes]:
        rows = self.folder / "rows.npy"
        np.save(rows, self.stage.rows(count))
        program = pathlib.Path(__file__).with_name("submitter.py")
        given = [self.stage.proxy, self.stage.keys["acme"], str(rows), str(handle), *key]
        return subprocess.Popen([sys.executable, str(program), *given])

    def fault(self, fault: dict[str, Any], step: dict[str, Any]) -> None:
        self.stage.fault(**fault)

    def later(self, action: str, step: dict[str, Any]) -> None:
        self.timers.append(threading.Timer(step["seconds"], self.stage.do, [action]))
        self.timers[-1].start()

    def requests(self, wanted: dict[str, Any], step: dict[str, Any]) -> None:
        asked = self.asked(wanted["on"])
        assert len(asked) == wanted.get("count", len(asked))
        assert len(asked) >= wanted.get("atLeast", 0)
        if "keys" in wanted:
            assert len({a["key"] for a in asked}) == wanted["keys"]
            assert asked[0]["key"]
        if "ranges" in wanted:
            assert sum(a["range"] is not None for a in asked) == wanted["ranges"]
        if "gap" in wanted:
            assert asked[1]["at"] - asked[0]["at"] >= wanted["gap"]

    def asked(self, on: str) -> list[dict[str, Any]]:
        return [request for request in self.stage.requests() if re.search(on, request["line"])]

    def jobs(self, count: int, step: dict[str, Any]) -> None:
        assert len(self.made()) == count

    def made(self) -> list[dict[str, Any]]:
        return [job for job in self.stage.jobs() if job["id"] not in self.jobs_before]

    def logged(self, wanted: dict[str, Any], step: dict[str, Any]) -> None:
        events = [event for event in self.log if event["event"] == wanted["event"]]
        assert events
        assert len(events) == wanted.get("count", len(events))

    def nothing_secret_was_logged(self) -> None:
        assert not [event for event in self.log if any(key in str(event) for key in self.stage.keys.values())]
