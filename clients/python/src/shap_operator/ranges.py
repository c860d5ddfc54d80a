"""Which rows are there already."""

from __future__ import annotations


class Ranges:
    """Row ranges that were seen: after Redis lost its last second, pages come again, perhaps cut otherwise."""

    def __init__(self) -> None:
        self._seen: list[tuple[int, int]] = []

    def add(self, first: int, rows: int) -> list[tuple[int, int]]:
        """Takes the rows in; answers with those of them that are new, as (first, count)."""
        fresh = [(first, first + rows)]
        for a, b in self._seen:
            fresh = [part for x, y in fresh for part in ((x, min(y, a)), (max(x, b), y)) if part[0] < part[1]]
        self._seen = _merged([*self._seen, (first, first + rows)])
        return [(x, y - x) for x, y in fresh]


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for first, end in sorted(ranges):
        if out and first <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((first, end))
    return out
