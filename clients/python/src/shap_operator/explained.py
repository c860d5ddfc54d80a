"""What comes back."""

from __future__ import annotations

import dataclasses
import importlib.util
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from .problems import MissingRows

Numbers = npt.NDArray[np.floating[Any]]


class Explanation(Protocol):
    """What `shap.Explanation` and `Explained` have in common."""

    values: Any
    base_values: Any
    data: Any
    feature_names: Any
    output_names: Any


@dataclasses.dataclass(frozen=True)
class Explained:
    """SHAP values of rows: `values.sum(axis=1) + base_values` are the predictions, in the model's output space."""

    values: Numbers
    """[rows, features], or [rows, features, outputs] with several outputs; NaN in rows that are missing."""
    base_values: Numbers
    """[rows], or [rows, outputs]."""
    predictions: Numbers
    data: npt.NDArray[Any]
    feature_names: tuple[str, ...]
    output_names: tuple[str, ...]
    interactions: Numbers | None = None
    """When asked for: [rows, features, features], or [rows, features, features, outputs]."""
    about: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """method, output_space, precision and model_digest, as the service tells them."""

    def to_shap(self) -> Any:
        """A `shap.Explanation`, for shap.plots."""
        import shap

        names = list(self.feature_names) or [f"Feature {i}" for i in range(self.values.shape[1])]
        numbers = self.data
        display = None
        if numbers.dtype.kind == "O":
            display, numbers = numbers, _numbered(numbers)
        return shap.Explanation(
            self.values.astype(np.float64),
            base_values=self.base_values.astype(np.float64),
            data=numbers,
            display_data=display,
            feature_names=names,
            output_names=list(self.output_names) or None,
        )


def shap_is_installed() -> bool:
    return importlib.util.find_spec("shap") is not None


def _numbered(cells: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """Numbers to place cells by in plots: those of a column that is not all numbers are the places of its sorted names."""
    columns = []
    for column in cells.T:
        missing = np.array([cell is None or cell != cell for cell in column])
        try:
            numbers = np.array([np.nan if gone else float(cell) for cell, gone in zip(column, missing)])
        except (TypeError, ValueError):
            names = sorted({str(cell) for cell, gone in zip(column, missing) if not gone})
            numbers = np.array([np.nan if gone else float(names.index(str(cell))) for cell, gone in zip(column, missing)])
        columns.append(numbers)
    return np.stack(columns, axis=1)


@dataclasses.dataclass(frozen=True)
class Page:
    """Results of one range of a job's rows, which may come in any order of ranges."""

    row_offset: int
    values: Numbers
    base_values: Numbers
    predictions: Numbers
    next: str
    """Where to go on: `job.pages(after=page.next)`, also in another process."""

    @property
    def rows(self) -> int:
        return len(self.values)

    def part(self, first: int, count: int) -> Page:
        """Of its rows those from row `first` of the job on."""
        if (first, count) == (self.row_offset, self.rows):
            return self
        at = slice(first - self.row_offset, first - self.row_offset + count)
        return Page(first, self.values[at], self.base_values[at], self.predictions[at], self.next)


def page_of(told: Mapping[str, Any]) -> Page:
    precise = np.float64 if told.get("precision") == "double" else np.float32
    return Page(
        int(told["row_offset"]),
        nested(told["values"], precise),
        nested(told["base_values"], precise),
        nested(told["prediction"], precise),
        str(told["next"]),
    )


def explained_now(told: Mapping[str, Any], data: npt.NDArray[Any]) -> Explained:
    """Of the answer to a sync explain."""
    of = told["explanations"]
    precise = np.float64 if of["precision"] == "double" else np.float32
    return Explained(
        nested(of["values"], precise),
        nested(of["base_values"], precise),
        nested(told["predictions"], precise),
        data,
        tuple(of["feature_names"]),
        tuple(of["output_names"]),
        nested(of["interactions"], precise) if "interactions" in of else None,
        about(of),
    )


def about(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in ("method", "output_space", "precision", "model_digest") if name in told}


def nested(lists: Any, kind: type[np.floating[Any]]) -> Numbers:
    """JSON writes null for NaN."""
    return np.array(lists, dtype=kind)


def missing_error(ranges: str) -> MissingRows:
    return MissingRows(f"Rows without results: {ranges}. Ask with missing='nan' for NaN in their place, or redrive the job.", type="missing-rows")


def fold(values: Numbers, groups: Sequence[Sequence[int]]) -> Numbers:
    """Columns of each group added up: axis 1."""
    return np.stack([values[:, list(columns)].sum(axis=1) for columns in groups], axis=1)
