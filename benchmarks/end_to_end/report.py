"""What a run found, as Markdown."""

from pathlib import Path

from side_by_side.report import machine, number, table

BEGIN, END = "<!-- jobs: written by benchmarks/jobs --docs -->", "<!-- end of jobs -->"


def markdown(found: dict) -> str:
    parts = [machine(found["machine"])]
    for name, measures in found["contests"].items():
        rows = [["", name, "", "target"]]
        rows += [[mark(m), m["what"], f"{figure(m)} {m['unit']}".strip(), wanted(m)] for m in measures]
        parts.append(table(rows))
    return "\n\n".join(parts) + "\n"


def figure(measure: dict) -> str:
    value = measure["value"]
    if value >= 1000:
        return f"{value:,.0f}"
    return number(value) if value >= 0.01 else f"{value:.1e}"


def wanted(measure: dict) -> str:
    if measure["wanted"] is None:
        return ""
    return ("≥ " if measure["least"] else "≤ ") + f"{measure['wanted']:,g}"


def mark(measure: dict) -> str:
    return "" if measure["wanted"] is None else "✓" if measure["met"] else "✗"


def into_docs(file: Path, text: str) -> None:
    """Between the two marks of the file."""
    before, rest = file.read_text().split(BEGIN)
    _, after = rest.split(END)
    file.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}")
