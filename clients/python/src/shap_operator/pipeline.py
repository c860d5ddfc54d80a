"""A scikit-learn pipeline in front of the model: its transformers run here, and their columns are told apart by where they come from."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .explained import Explained, Numbers, fold
from .problems import InvalidRows

_RESERVED = set(",:;")


@dataclasses.dataclass(frozen=True)
class Passed:
    """Rows as the pipeline's last step sees them."""

    rows: Any
    names: tuple[str, ...]
    """What is shown as a feature, in the order of its first column."""
    columns: tuple[tuple[int, ...], ...]
    """Of each of these, its columns in `rows`."""
    data: npt.NDArray[Any]
    """Of each of these, what was given for it."""

    def server_groups(self, model_names: Sequence[str]) -> dict[str, list[str | int]] | None:
        """As the service's option; None where a name cannot stand in it, or there are too many."""
        many = {name: columns for name, columns in zip(self.names, self.columns) if len(columns) > 1}
        known: list[str | int] = list(model_names) or list(range(sum(map(len, self.columns))))
        groups = {name: [known[c] for c in columns] for name, columns in many.items()}
        spoken = [*groups, *(str(c) for columns in groups.values() for c in columns)]
        plain = all(not _RESERVED & set(word) and word == word.strip() and word for word in spoken)
        return groups if plain and len(groups) <= 100 else None

    def told(self, explained: Explained, folded: bool) -> Explained:
        """In terms of what was given to the pipeline."""
        values, interactions = explained.values, explained.interactions
        if not folded:
            values = fold(values, self.columns)
            interactions = None if interactions is None else _both_axes(interactions, self.columns)
        return dataclasses.replace(explained, values=values, interactions=interactions, data=self.data, feature_names=self.names)


def _both_axes(interactions: Numbers, columns: Sequence[Sequence[int]]) -> Numbers:
    once = fold(interactions, columns)
    return np.swapaxes(fold(np.swapaxes(once, 1, 2), columns), 1, 2)


def through(pipeline: Any, x: Any) -> Passed:
    """
    Raises:
        InvalidRows: it has no fitted transformers, or `x` is no frame.
    """
    if not hasattr(pipeline, "steps"):
        raise InvalidRows("pipeline= is to be a fitted sklearn.pipeline.Pipeline whose last step is the model.")
    given = [str(name) for name in getattr(x, "columns", range(np.asarray(x).shape[1]))]
    rows = x
    origin = [(name, name) for name in given]
    for _, step in pipeline.steps[:-1]:
        if step is None or step == "passthrough":
            continue
        rows = step.transform(rows)
        origin = origins(step, origin)
    if hasattr(rows, "toarray"):
        rows = rows.toarray()
    order: dict[str, list[int]] = {}
    for position, (_, source) in enumerate(origin):
        order.setdefault(source, []).append(position)
    cells = np.asarray(x, dtype=object)
    made = np.asarray(rows)
    data = np.stack([cells[:, given.index(n)] if n in given else made[:, c[0]] for n, c in order.items()], axis=1)
    return Passed(rows, tuple(order), tuple(tuple(c) for c in order.values()), _plain(data))


def _plain(data: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Numbers where all cells are."""
    try:
        return data.astype(np.float64)
    except (TypeError, ValueError):
        return data


def origins(step: Any, incoming: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of each column that a fitted transformer puts out: its name, and the column it was made from (itself, if from several)."""
    if hasattr(step, "transformers_"):
        return _of_columns(step, incoming)
    if hasattr(step, "steps"):
        for _, inner in step.steps:
            incoming = origins(inner, incoming) if inner not in (None, "passthrough") else incoming
        return list(incoming)
    names = [name for name, _ in incoming]
    marks = [f"\x00{i}\x00" for i in range(len(incoming))]
    if hasattr(step, "categories_"):  # encoders of categories name what they put out after what they were given
        return _marked(_names_out(step, marks, names), marks, incoming)
    out = _names_out(step, None, names)
    if out == names or (len(out) == len(names) and hasattr(step, "n_features_in_") and _one_to_one(step)):
        return list(incoming)
    known = dict(incoming)
    return [(name, known.get(name) or known.get(name.removeprefix("missingindicator_")) or name) for name in out]


def _one_to_one(step: Any) -> bool:
    return any(base.__name__ == "OneToOneFeatureMixin" for base in type(step).__mro__)


def _names_out(step: Any, marks: list[str] | None, names: list[str]) -> list[str]:
    """The marks stand for the names, which may contain one another; a transformer that was fitted to names insists on those."""
    if marks is not None:
        fitted = getattr(step, "feature_names_in_", None)
        if fitted is not None:
            try:
                del step.feature_names_in_
                return [str(n) for n in step.get_feature_names_out(marks)]
            finally:
                step.feature_names_in_ = fitted
        return [str(n) for n in step.get_feature_names_out(marks)]
    try:
        return [str(n) for n in step.get_feature_names_out(names)]
    except (AttributeError, ValueError):
        return names if _one_to_one(step) else [str(n) for n in step.get_feature_names_out()]


def _marked(out: list[str], marks: list[str], incoming: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    found = []
    for name in out:
        which = next(i for i, mark in enumerate(marks) if name.startswith(mark))
        found.append((name.replace(marks[which], incoming[which][0]), incoming[which][1]))
    return found


def _of_columns(step: Any, incoming: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """A ColumnTransformer: each part sees its columns, and puts its own where `output_indices_` says."""
    names = [name for name, _ in incoming]
    out: dict[int, tuple[str, str]] = {}
    for part, transformer, columns in step.transformers_:
        place = step.output_indices_[part]
        if isinstance(transformer, str) and transformer == "drop":
            continue
        chosen = [incoming[i] for i in _positions(columns, names)]
        mine = chosen if isinstance(transformer, str) else origins(transformer, chosen)
        out.update(zip(range(place.start, place.stop), mine))
    return [out[i] for i in sorted(out)]


def _positions(columns: Any, names: list[str]) -> list[int]:
    if isinstance(columns, slice):
        return list(range(len(names)))[columns]
    listed = [columns] if isinstance(columns, (str, int)) else list(columns)
    if listed and isinstance(listed[0], (bool, np.bool_)):
        return [i for i, wanted in enumerate(listed) if wanted]
    return [names.index(c) if isinstance(c, str) else int(c) for c in listed]
