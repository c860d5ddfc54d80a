#!/usr/bin/env python3
"""Makes adult.npz from the data set's own file.

    python make_adult.py adult.data

rows   int32 [32561, 14]: words coded by their rank among the column's sorted words, a missing word is -1
label  bool [32561]: earns more than $50,000
"""

import sys
from pathlib import Path

import numpy as np


def main() -> None:
    lines = [[word.strip() for word in line.split(",")] for line in open(sys.argv[1]) if line.count(",") == 14]
    columns = list(zip(*lines))
    rows = np.column_stack([coded(column) for column in columns[:14]])
    label = np.array([word.startswith(">50K") for word in columns[14]])
    np.savez_compressed(Path(__file__).parent / "adult.npz", rows=rows, label=label)


def coded(column: tuple) -> np.ndarray:
    if all(word.lstrip("-").isdigit() for word in column):
        return np.array(column, dtype=np.int32)
    code = {word: i for i, word in enumerate(sorted(set(column) - {"?"}))}
    return np.array([code.get(word, -1) for word in column], dtype=np.int32)


if __name__ == "__main__":
    main()
