"""What is measured."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from side_by_side import models
from side_by_side.places import BENCHMARKS, TOP
from side_by_side.sides import ONE_THREAD, Ours as Kernel

from .ours import Ours
from .processes import Service

ERROR = 2e-6
"""Of float32 values, as a share of the largest."""


@dataclass(frozen=True)
class Measure:
    """value and wanted in the unit; least: the value must be at least what is wanted."""

    what: str
    value: float
    unit: str
    wanted: float | None = None
    least: bool = True

    @property
    def met(self) -> bool:
        return self.wanted is None or (self.value >= self.wanted if self.least else self.value <= self.wanted)


def rows_of(folder: Path, count: int) -> np.ndarray:
    rows = np.load(folder / "rows.npy")
    return np.ascontiguousarray(np.tile(rows, (-(-count // len(rows)), 1))[:count])


def rate(run: Callable[[np.ndarray], object], rows: np.ndarray, rounds: int) -> tuple[float, object]:
    """The median, and what the last run answered."""
    rates = []
    for _ in range(rounds):
        began = time.perf_counter()
        answer = run(rows)
        rates.append(len(rows) / (time.perf_counter() - began))
    return statistics.median(rates), answer


def ceiling(count: int, rounds: int, wanted: float) -> list[Measure]:
    """How many rows a second pass through when explaining them costs next to nothing."""
    folder = models.folder("cal_small", "xgboost")
    rows = rows_of(folder, count)
    with Service(folder / "model.ubj") as service:
        user = Ours(service)
        user.run(rows)
        calls, batches, cpu = service.redis_calls(), service.batches(), service.cpu_seconds()
        found, _ = rate(user.run, rows, rounds)
        calls, batches = service.redis_calls() - calls, service.batches() - batches
        spent = [(b - a) / rounds / count * 1e6 for a, b in zip(cpu, service.cpu_seconds())]
    return [
        Measure("trivial model, 8 features, submit to the job's end", found, "rows/s", wanted),
        Measure("calls to Redis for 1000 batches, API and worker", 1000 * calls / batches, "calls"),
        *(Measure(f"CPU of {name} for a million rows", s, "s") for name, s in zip(("Redis", "the API", "the worker"), spent)),
    ]


def kernel(count: int, rounds: int) -> list[Measure]:
    """Of the engine's own speed on the same rows, with one thread."""
    folder = models.folder("cal_med", "xgboost")
    rows = rows_of(folder, count)
    bare = statistics.median(Kernel(folder / "model.ubj", folder / "rows.npy", 1.5).measure() for _ in range(rounds))
    with Service(folder / "model.ubj") as service:
        user = Ours(service)
        user.run(rows[: count // 4])
        found, _ = rate(user.run, rows, rounds)
        now, peak = service.resident_mib()
    return [
        Measure("100 trees of depth 8, the bare kernel, one thread", bare, "rows/s"),
        Measure("the same as jobs, one worker", found, "rows/s"),
        Measure("as a share of the kernel", 100 * found / bare, "%", 70),
        Measure("the worker's resident memory after it", now, "MiB", 180, least=False),
        Measure("its peak", peak, "MiB"),
    ]


def aggressive(count: int, rounds: int) -> list[Measure]:
    """What AGGRESSIVE_MEMORY_MANAGEMENT costs and saves."""
    folder = models.folder("cal_med", "xgboost")
    rows = rows_of(folder, count)
    found = []
    for mode in (False, True):
        with Service(folder / "model.ubj", mode) as service:
            user = Ours(service)
            user.run(rows[: count // 4])
            speed, _ = rate(user.run, rows, rounds)
            name = "aggressive" if mode else "normal"
            found.append(Measure(f"{name}: 100 trees of depth 8, one worker", speed, "rows/s"))
            found.append(Measure(f"{name}: the worker's resident memory after it", service.resident_mib()[0], "MiB"))
    return found


def predecessor(count: int, rounds: int) -> list[Measure]:
    from .predecessor import BATCH, Predecessor

    folder = models.folder("cal_med", "xgboost")
    rows = rows_of(folder, count)
    slow = rows[: max(BATCH, count // 20)]  # it needs minutes for as many as ours
    found = []
    with Service(folder / "model.ubj") as service:
        user = Ours(service)
        user.run(rows[: count // 4])
        ours, job = rate(user.run, rows, rounds)
        values = user.values(job).reshape(len(rows), -1)
        found.append(Measure("ours", ours, "rows/s"))
        for kind, wanted in (("xgboost", 40), ("shap", 100)):
            with rq_worker(service):
                old = Predecessor(service.redis_port, kind, folder)
                old.run(rows[:BATCH])
                theirs, jobs = rate(old.run, slow, rounds)
                error = np.abs(old.values(jobs) - values[: len(slow)]).max() / np.abs(values).max()
            name = "calling XGBoost" if kind == "xgboost" else "with shap's own C"
            found.append(Measure(f"RQ SimpleWorker, TreeExplainer {name}", theirs, "rows/s"))
            found.append(Measure("ours, in times of it", ours / theirs, "times", wanted))
            found.append(Measure("values differ, as a share of the largest, by", error, "", 20 * ERROR, least=False))
    return found


def latency(count: int, wanted: float | None, peer: bool) -> list[Measure]:
    """One row, submit to the job's end, nothing else to do."""
    folder = models.folder("cal_med", "xgboost")
    row = rows_of(folder, 1)
    with Service(folder / "model.ubj") as service:
        times = milliseconds(Ours(service).run, row, count)
        found = [
            Measure("a job of one row, idle fleet, p50", times[len(times) // 2], "ms", wanted, least=False),
            Measure("the same, p95", times[len(times) * 95 // 100], "ms"),
        ]
        if peer:
            from .predecessor import Predecessor

            with rq_worker(service):
                theirs = milliseconds(Predecessor(service.redis_port, "xgboost", folder).run, row, count)
            found.append(Measure("RQ SimpleWorker, TreeExplainer calling XGBoost, p50", theirs[len(theirs) // 2], "ms"))
    return found


def sync(seconds: float, median: float | None, tail: float | None) -> list[Measure]:
    """One row explained at once, by twice as many clients as there are cores; then the same without Redis."""
    sample = TOP / "samples" / "housing.json"
    rows = np.load(TOP / "samples" / "housing.npy")[:1]
    clients = 2 * (os.cpu_count() or 1)
    found = []
    with Service(sample) as service:
        for what in ("", ", Redis killed"):
            if what:
                service.kill_redis()
            took = service.sync_latency(rows, clients, seconds)
            name = f"one row of the sample model, {clients} clients{what}"
            found.append(Measure(f"{name}, p50", took["p50"], "ms", median, least=False))
            found.append(Measure(f"{name}, p99", took["p99"], "ms", tail, least=False))
            found.append(Measure(f"{name}, answers", took["perSecond"], "/s"))
    return found


def cold(rounds: int, wanted: float | None) -> list[Measure]:
    """From the start of a worker's process to its first claim, with what Java can prepare for a start and without."""
    folder = models.folder("cal_med", "xgboost")
    found = []
    with Service(folder / "model.ubj") as service:
        service.stop_worker()
        for name, preparation, flags in service.preparations():
            if preparation:
                service.cold_start(preparation)
            times = sorted(service.cold_start(flags) for _ in range(rounds))
            best = wanted if name == "an AOT cache" else None
            found.append(Measure(f"a worker's start to its first claim, {name}", times[rounds // 2], "s", best, least=False))
    return found


def milliseconds(run: Callable[[np.ndarray], object], row: np.ndarray, count: int) -> list[float]:
    """Sorted; the first ones, which warm up, are left out."""
    times = []
    for _ in range(count + count // 2):
        began = time.perf_counter()
        run(row)
        times.append(1e3 * (time.perf_counter() - began))
    return sorted(times[count // 2 :])


@contextmanager
def rq_worker(service: Service):
    command = [sys.executable, "-m", "end_to_end.predecessor", str(service.redis_port)]
    process = subprocess.Popen(command, cwd=BENCHMARKS, env=os.environ | ONE_THREAD, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.kill()
        process.wait()
