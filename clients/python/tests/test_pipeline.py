from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.compose import ColumnTransformer, make_column_transformer
from sklearn.decomposition import PCA
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler
from sklearn.tree import DecisionTreeRegressor

from shap_operator import Explained, InvalidRows
from shap_operator.pipeline import through

G = np.random.default_rng(1)
FRAME = pd.DataFrame(
    {
        "colour": G.choice(["red", "green", "blue"], 60),
        "size": G.normal(size=60),
        "colour_red": G.choice(["yes", "no"], 60),  # named to be mistaken for a column of the encoder's
        "age": np.where(G.random(60) < 0.2, np.nan, G.normal(size=60)),
    }
)
Y = G.normal(size=60)


def fitted(*steps: Any, frame: pd.DataFrame = FRAME) -> Pipeline:
    pipeline: Pipeline = make_pipeline(*steps, DecisionTreeRegressor(max_depth=3))
    return pipeline.fit(frame, Y)


def encoded(**more: Any) -> ColumnTransformer:
    categories = make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(**more))
    return ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(add_indicator=True), StandardScaler()), ["age", "size"]),
            ("names", categories, ["colour", "colour_red"]),
        ]
    )


@pytest.mark.parametrize("more", [{}, {"drop": "first"}, {"sparse_output": False}, {"min_frequency": 30}])
def test_columns_of_an_encoder_are_folded_into_the_column_they_were_made_from(more: Any) -> None:
    pipeline = fitted(encoded(**more))
    passed = through(pipeline, FRAME)
    names = pipeline[:-1].get_feature_names_out()
    assert passed.rows.shape == (60, len(names))
    for feature, columns in zip(passed.names, passed.columns):
        for column in columns:
            end = names[column].split("__")[1].removeprefix("missingindicator_")
            assert end == feature or end.startswith(f"{feature}_")
    assert set(passed.names) == set(FRAME.columns)
    assert sorted(c for columns in passed.columns for c in columns) == list(range(len(names)))
    assert list(passed.data[:, passed.names.index("colour")]) == list(FRAME["colour"])


def test_transformers_that_keep_their_columns_keep_the_names_and_those_that_mix_them_make_new_ones() -> None:
    numbers = FRAME[["size", "age"]].fillna(0)
    assert through(fitted(StandardScaler(), frame=numbers), numbers).names == ("size", "age")
    assert through(fitted(PCA(2), frame=numbers), numbers).names == ("pca0", "pca1")
    mixed = make_column_transformer((OrdinalEncoder(), ["colour"]), ("passthrough", ["size"]), ("drop", ["age", "colour_red"]))
    assert through(fitted(mixed), FRAME).names == ("colour", "size")


def test_the_service_is_asked_to_fold_where_the_names_can_be_said_to_it() -> None:
    frame = FRAME.rename(columns={"colour": "the, colour"})
    plain = through(fitted(make_column_transformer((OneHotEncoder(), ["colour"]), remainder="drop")), FRAME)
    assert plain.server_groups(()) == {"colour": [0, 1, 2]}
    assert plain.server_groups(("a", "b", "c")) == {"colour": ["a", "b", "c"]}
    odd = through(fitted(make_column_transformer((OneHotEncoder(), ["the, colour"]), remainder="drop"), frame=frame), frame)
    assert odd.server_groups(()) is None


def test_values_that_come_unfolded_are_added_up_here() -> None:
    passed = through(fitted(make_column_transformer((OneHotEncoder(), ["colour"]), ("passthrough", ["size"]))), FRAME)
    values = G.normal(size=(60, 4))
    pairs = G.normal(size=(60, 4, 4))
    whole = Explained(values, np.zeros(60), values.sum(axis=1), np.zeros((60, 4)), (), (), pairs)
    told = passed.told(whole, folded=False)
    assert told.feature_names == ("colour", "size")
    np.testing.assert_allclose(told.values, np.stack([values[:, :3].sum(axis=1), values[:, 3]], axis=1))
    assert told.interactions is not None
    np.testing.assert_allclose(told.interactions[:, 0, 1], pairs[:, :3, 3].sum(axis=1))
    np.testing.assert_allclose(told.interactions.sum(axis=(1, 2)), pairs.sum(axis=(1, 2)))


def test_what_is_no_pipeline_is_refused() -> None:
    with pytest.raises(InvalidRows, match="Pipeline"):
        through(DecisionTreeRegressor(), FRAME)
