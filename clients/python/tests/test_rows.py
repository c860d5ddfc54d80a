from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from shap_operator import InvalidRows
from shap_operator.ranges import Ranges
from shap_operator.rows import CSV, NPY, read_npy, read_rows

FRAME = pd.DataFrame({"size": [1.5, 2.5], "colour": pd.Categorical(["red", None]), "old": [True, False], "name": ["a,b", 'say "x"']})


@pytest.mark.parametrize("x", [[[1, 2], [3, 4]], np.array([[1, 2], [3, 4]], np.float32), pd.DataFrame({"a": [1, 3], "b": [2, 4]})])
def test_numbers_are_sent_as_npy_of_their_shape(x: Any) -> None:
    rows = read_rows(x)
    assert (rows.content_type, rows.count, rows.features) == (NPY, 2, 2)
    np.testing.assert_array_equal(read_npy(rows.body), [[1, 2], [3, 4]])


def test_one_row_may_come_without_its_axis_and_as_a_series() -> None:
    assert read_rows([1.0, 2.0]).count == 1
    series = pd.DataFrame({"a": [1.0], "b": [2.0]}).iloc[0]
    rows = read_rows(series, model_names=["b", "a"])
    np.testing.assert_array_equal(read_npy(rows.body), [[2.0, 1.0]])


def test_columns_are_brought_into_the_models_order() -> None:
    rows = read_rows(pd.DataFrame({"a": [1.0], "b": [2.0]}), model_names=["b", "a"])
    assert rows.names == ("b", "a")
    np.testing.assert_array_equal(rows.data, [[2.0, 1.0]])


def test_columns_that_do_not_fit_are_listed() -> None:
    with pytest.raises(InvalidRows, match="missing: b; not of the model: c, index"):
        read_rows(pd.DataFrame({"a": [1], "c": [2], "index": [0]}), model_names=["a", "b"])
    with pytest.raises(InvalidRows, match="twice: a"):
        read_rows(pd.DataFrame([[1, 2]], columns=["a", "a"]))


def test_categories_and_text_are_sent_by_name_and_what_is_missing_as_nothing() -> None:
    rows = read_rows(FRAME)
    assert rows.content_type == CSV
    assert rows.body.decode().splitlines() == ["size,colour,old,name", '1.5,red,true,"a,b"', '2.5,,false,"say ""x"""']


def test_categories_can_be_sent_by_their_codes() -> None:
    rows = read_rows(FRAME[["size", "colour", "old"]], categories="codes")
    np.testing.assert_array_equal(read_npy(rows.body), [[1.5, 0.0, 1.0], [2.5, np.nan, 0.0]])


def test_numbers_keep_all_their_digits() -> None:
    frame = pd.DataFrame({"x": [0.1 + 0.2, np.inf], "y": pd.Categorical(["a", "b"])})
    assert read_rows(frame).body.decode().splitlines()[1:] == ["0.30000000000000004,a", "inf,b"]
    mixed = read_rows(pd.DataFrame({"x": np.array([0.1], np.float32), "y": [2**53 - 1]}))
    assert read_npy(mixed.body).dtype == np.float64
    np.testing.assert_array_equal(read_npy(mixed.body), [[np.float64(np.float32(0.1)), 2**53 - 1]])


@pytest.mark.parametrize(
    ("x", "why"), [([["a"]], "no number"), (np.zeros((2, 2, 2)), "shape"), (np.zeros((0, 3)), "nothing"), (FRAME[:0], "no rows")]
)
def test_what_are_no_rows_is_refused_before_it_is_sent(x: Any, why: str) -> None:
    with pytest.raises(InvalidRows, match=why):
        read_rows(x)


def test_rows_that_come_again_are_cut_off_from_those_that_are_new() -> None:
    ranges = Ranges()
    assert ranges.add(100, 50) == [(100, 50)]
    assert ranges.add(0, 200) == [(0, 100), (150, 50)]
    assert ranges.add(20, 150) == []
    assert ranges.add(190, 20) == [(200, 10)]
