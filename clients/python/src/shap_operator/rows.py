"""Rows as people have them, made into what the service reads."""

from __future__ import annotations

import csv
import dataclasses
import io
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Union

import numpy as np
import numpy.typing as npt

from .problems import InvalidRows

if TYPE_CHECKING:
    import pandas as pd

NPY, CSV = "application/x-npy", "text/csv"
_NUMBERS = "fiub"

RowsLike = Union[npt.ArrayLike, "pd.DataFrame", "pd.Series[Any]"]
"""An array or nested lists of shape [rows, features] or [features], a DataFrame, or one row of it as a Series."""


@dataclasses.dataclass(frozen=True)
class Rows:
    body: bytes
    content_type: str
    count: int
    features: int
    data: npt.NDArray[Any]
    """What plots show: the numbers, or the cells as they were."""
    names: tuple[str, ...]
    """Columns as they were given; empty for an array."""


def read_rows(x: RowsLike, *, categories: str = "names", model_names: Sequence[str] = ()) -> Rows:
    """
    Args:
        x: see `RowsLike`.
        categories: of pandas' categorical columns, `names` sends what they are called, `codes` their numbers (for models whose
            file keeps no names: XGBoost before 3.1).
        model_names: the model's features, if it has names; columns of a frame are brought into their order where that suffices.

    Raises:
        InvalidRows: what is wrong with them, and what to do.
    """
    frame = _frame(x)
    if frame is None:
        array = np.asarray(x)
        if array.ndim == 1:
            array = array[np.newaxis, :]
        _check(array)
        return _as_npy(array, ())
    names = [str(name) for name in frame.columns]
    frame = _fitting(frame, names, model_names)
    names = [str(name) for name in frame.columns]
    coded = _coded(frame) if categories == "codes" else frame
    named = all(dtype.kind in _NUMBERS for dtype in coded.dtypes)
    array = coded.to_numpy(dtype=_common(coded)) if named else frame.to_numpy(dtype=object)
    if named:
        _check(array)
        return _as_npy(array, tuple(names))
    if not len(frame):
        raise InvalidRows("There are no rows.")
    body = _csv(names, coded.astype(object).to_numpy())
    return Rows(body, CSV, len(frame), len(names), array, tuple(names))


def _as_npy(array: npt.NDArray[Any], names: tuple[str, ...]) -> Rows:
    return Rows(write_npy(array), NPY, len(array), array.shape[1], array, names)


def _fitting(frame: pd.DataFrame, names: list[str], model_names: Sequence[str]) -> pd.DataFrame:
    """Its columns in the model's order."""
    twice = sorted({name for name in names if names.count(name) > 1})
    missing = [name for name in model_names if name not in names]
    extra = [name for name in names if name not in model_names] if model_names else []
    wrong = (("twice", twice), ("missing", missing), ("not of the model", extra))
    if any(columns for _, columns in wrong):
        told = "; ".join(f"{what}: {', '.join(columns)}" for what, columns in wrong if columns)
        raise InvalidRows(f"The columns do not fit the model's {len(model_names) or 'unnamed'} features: {told}.", type="features-mismatch")
    return frame.iloc[:, [names.index(name) for name in model_names]] if model_names else frame


def _frame(x: Any) -> pd.DataFrame | None:
    """Asked by what it can do: pandas is not needed by who has none."""
    if hasattr(x, "to_frame") and not hasattr(x, "columns"):
        row: pd.DataFrame = x.to_frame().T.infer_objects()
        return row
    frame: pd.DataFrame | None = x if hasattr(x, "columns") and hasattr(x, "iloc") else None
    return frame


def _coded(frame: pd.DataFrame) -> pd.DataFrame:
    columns: dict[Any, Any] = {}
    for name in frame.columns:
        column = frame[name]
        if hasattr(column, "cat"):
            codes = column.cat.codes.to_numpy().astype(np.float64)
            codes[codes < 0] = math.nan
            columns[name] = codes
        else:
            columns[name] = column
    return type(frame)(columns, index=frame.index)


def _common(frame: pd.DataFrame) -> type[np.floating[Any]]:
    """float32 only if nothing is lost by it."""
    return np.float32 if all(str(dtype) in ("float32", "bool", "int8", "int16", "uint8", "uint16") for dtype in frame.dtypes) else np.float64


def _check(array: npt.NDArray[Any]) -> None:
    if array.ndim != 2:
        raise InvalidRows(f"The rows have the shape {array.shape}: [rows, features] is needed.")
    if array.dtype.kind not in _NUMBERS:
        raise InvalidRows(f"The rows are of type {array.dtype}, which is no number: give names to the columns in a pandas.DataFrame.")
    if not array.size:
        raise InvalidRows(f"There is nothing to explain in the shape {array.shape}.")


def write_npy(array: npt.NDArray[Any]) -> bytes:
    out = io.BytesIO()
    narrow = array.astype(np.float64) if array.dtype.itemsize > 8 else array
    np.lib.format.write_array(out, np.ascontiguousarray(narrow), allow_pickle=False)
    return out.getvalue()


def read_npy(data: bytes) -> npt.NDArray[Any]:
    return np.asarray(np.lib.format.read_array(io.BytesIO(data), allow_pickle=False))


def _csv(names: list[str], cells: npt.NDArray[Any]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for row in cells:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode()


def _cell(value: Any) -> Any:
    """Numbers with all their digits; whatever pandas calls missing is an empty cell, an infinity stays one."""
    if value is None or value != value or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    return repr(float(value)) if isinstance(value, (float, np.floating)) else value
