"""Whole processes, from their start: JVM start to 500 rows explained and written, in variants of the JVM."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from .contests import Files
from .machine import java_home
from .places import BENCHMARKS, TOP
from .sides import NARROW, ONE_THREAD, Failed

REPEATS = 3
COMMON = ("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
"""With USUAL, what ./shap runs explain with."""

USUAL = ("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockDiagnosticVMOptions", "-XX:SuperWordAutomaticAlignment=0")
VARIANTS = {
    "as `./shap explain` runs": USUAL,
    "without its alignment flag": (),
    "256-bit vectors": (*USUAL, NARROW),
    "scalar: C2 without its vectoriser": ("-XX:-UseSuperWord",),
    "C1 only": ("-XX:TieredStopAtLevel=1",),
    "with the incubator module resolved": (*USUAL, "--add-modules", "jdk.incubator.vector"),
}
XGBOOST = """
import sys, numpy, xgboost
booster = xgboost.Booster(model_file=sys.argv[1])
booster.set_param({"nthread": 1})
numpy.save(sys.argv[3], booster.predict(xgboost.DMatrix(numpy.load(sys.argv[2]), nthread=1), pred_contribs=True))
"""


def measure(said: Callable[[str], None]) -> dict:
    found = {}
    with tempfile.TemporaryDirectory(prefix="shap-benchmark-") as scratch:
        for name, command in commands(Path(scratch)):
            try:
                found[name] = repeated(command)
                said(f"    {name}: {found[name]['wall']:.2f} s, {found[name]['cpu']:.2f} s of CPU")
            except Failed as e:
                said(f"    {name}: {e}")
    return found


def commands(scratch: Path) -> Iterator[tuple[str, tuple]]:
    med, large = Files("cal_med"), Files("cal_large")
    out = scratch / "out"
    for name, flags in VARIANTS.items():
        yield name, ours(med, "rows-500", out, flags)
    cache = scratch / "shap.aot"
    training = (*USUAL, f"-XX:AOTCacheOutput={cache}")
    yield "the run that writes an ahead-of-time cache (`-XX:AOTCacheOutput`)", ours(med, "rows-500", out, training)
    yield "with that cache (`-XX:AOTCache`)", ours(med, "rows-500", out, (*USUAL, f"-XX:AOTCache={cache}"))
    theirs = (med.model, med.rows.with_name("rows-500.npy"), scratch / "theirs.npy")
    yield "XGBoost in Python", (sys.executable, "-c", XGBOOST, *theirs)
    yield "one row of 100 trees of depth 8", ours(med, "row-1", out, USUAL)
    yield "one row of 1000 trees of depth 8", ours(large, "row-1", out, USUAL)


def ours(files: Files, rows: str, out: Path, flags: tuple) -> tuple:
    jar = TOP / "cli" / "target" / "cli.jar"
    what = ("--model", files.model, "--data", files.folder / f"{rows}.npy", "--out", out, "--threads", 1)
    return (f"{java_home()}/bin/java", *flags, *COMMON, f"-Dshap.home={TOP}", "-jar", jar, "explain", *what)


def repeated(command: tuple) -> dict:
    times = [once(command) for _ in range(REPEATS)]
    return {"wall": statistics.median(t[0] for t in times), "cpu": statistics.median(t[1] for t in times)}


def once(command: tuple) -> tuple[float, float]:
    """Seconds of wall clock, and of CPU on all cores."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=BENCHMARKS,
        env=os.environ | ONE_THREAD,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise Failed(f"{' '.join(map(str, command))} ended with {process.returncode}")
    return wall, used.ru_utime + used.ru_stime
