"""What a run found, as Markdown: python -m side_by_side.report RESULTS.json prints it."""

import json
import math
import statistics
import sys
from pathlib import Path

BEGIN, END = "<!-- measured: written by benchmarks/side-by-side --docs -->", "<!-- end of what was measured -->"
JUDGED = "3.4."
"""The targets are for this XGBoost."""

LARGE = 50_000
"""Leaves of a model that takes a while to load."""


def markdown(found: dict) -> str:
    parts = [machine(found["machine"]), summary(found)]
    parts += [contest(c) for c in found["contests"]]
    if found.get("accuracy"):
        parts.append(accuracy(found["accuracy"]))
    if found.get("cold"):
        parts.append(cold(found["cold"]))
    return "\n\n".join(parts) + "\n"


def machine(facts: dict) -> str:
    packages = ", ".join(f"{name} {version}" for name, version in facts["packages"].items())
    return (
        f"Measured {facts['date']} at commit {facts['commit']} on {facts['cpu']} ({facts['vectors']} vectors, {facts['cores']} cores, "
        f"load {facts['load']} at the start), {facts['kernel']}, {facts['jdk']}; Python {facts['python']}, {packages}. "
        f"The run took {facts.get('minutes', 0):.0f} minutes."
    )


def summary(found: dict) -> str:
    rows = [["", "measure", "", "against", "times", "target"]]
    for c in found["contests"]:
        rows += [[mark(v), c["title"], v["what"], v["other"] or "rows/s", number(v["ratio"]), wanted(v)] for v in verdicts(c) if wanted(v)]
    reached = sum(row[0] == "✓" for row in rows)
    version = found["machine"]["packages"].get("xgboost", "")
    older = "" if version.startswith(JUDGED) else f" They are meant for XGBoost {JUDGED}x, and this was {version}; Python 3.12 has newer ones."
    return table(rows) + f"\n\n{reached} of {len(rows) - 1} targets met.{older}"


def contest(c: dict) -> str:
    rows = [["", "rows/s", "ns per row·leaf", "rows in a call", "slowest … fastest round", "version"]]
    for name, side in c["sides"].items():
        if "failed" in side:
            rows.append([name, side["failed"], "", "", "", side.get("version", "")])
            continue
        leaf = "" if "leaves" not in c else number(1e9 * side.get("threads", 1) / side["rate"] / c["leaves"])
        rates = f"{min(side['rates']):,.0f} … {max(side['rates']):,.0f}" if len(side["rates"]) > 1 else "one round"
        version = side.get("version") or f"ours, {side['simdBits']} bit"
        rows.append([name, f"{side['rate']:,.0f}", leaf, f"{side['rows']:,}", rates, version])
    leaves = f", {c['leaves']:,} leaves" if "leaves" in c else ""
    return f"### {c['title']}{leaves}\n\n" + table(rows) + starts(c)


def starts(c: dict) -> str:
    """How long our side took to begin, where that is worth a line: from large models, and from backgrounds."""
    told = []
    for name, side in c["sides"].items():
        if side.get("tableBytes"):
            tables = f"{side['tableBytes'] / 2**20:.1f} MiB of tables" if side["tableBytes"] >= 2**20 else "tables of less than 1 MiB"
            told.append(f"{name}: {tables}, {side['prepareSeconds']:.2f} s to build in a cold JVM.")
        elif name == "float" and "loadSeconds" in side and side["leaves"] >= LARGE:
            told.append(f"In a cold JVM the model is read in {side['loadSeconds']:.2f} s and compiled in {side['prepareSeconds']:.2f} s.")
    return "\n\n" + " ".join(told) if told else ""


def accuracy(found: dict) -> str:
    rows = [["largest error against double, as a share of the largest value", "ours, float", "XGBoost's", "ratio"]]
    rows += [[name, f"{e['ours']:.1e}", f"{e['xgboost']:.1e}", number(e["ours"] / e["xgboost"])] for name, e in found.items()]
    return "### Accuracy\n\n" + table(rows)


def cold(found: dict) -> str:
    rows = [["cal_med, start of the process to 500 rows explained and written", "wall clock, s", "CPU, s"]]
    rows += [[name, f"{t['wall']:.2f}", f"{t['cpu']:.2f}"] for name, t in found.items()]
    return "### From a cold start\n\n" + table(rows)


def verdicts(c: dict) -> list[dict]:
    """Each target with its ratio: the median over the rounds that both sides took part in."""
    judged = []
    for target in c["targets"]:
        own = c["sides"][target["side"]]["rates"]
        others = c["sides"][target["other"]]["rates"] if target["other"] else [1.0] * len(own)
        ratios = [a / b for a, b in zip(own, others)]
        judged.append(target | {"ratio": statistics.median(ratios) if ratios else float("nan")})
    return judged


def met(verdict: dict) -> bool:
    return verdict["ratio"] <= verdict["most"] if verdict["most"] else verdict["ratio"] >= verdict["least"]


def mark(verdict: dict) -> str:
    return "✓" if met(verdict) else "✗"


def wanted(verdict: dict) -> str:
    return f"≤ {verdict['most']:g}" if verdict["most"] else f"≥ {verdict['least']:g}" if verdict["least"] else ""


def number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def into_docs(docs: Path, text: str) -> None:
    """Between the two marks."""
    before, rest = docs.read_text().split(BEGIN)
    _, after = rest.split(END)
    docs.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}")


if __name__ == "__main__":
    print(markdown(json.loads(Path(sys.argv[1]).read_text())))
