"""Models out of the library that trained them, into a file that the service reads."""

from __future__ import annotations

import os
from typing import Any, TextIO

from . import sklearn_export
from .sklearn_export import Unsupported


def export_model(estimator: Any, file: str | os.PathLike[str] | TextIO) -> None:
    """Writes a fitted scikit-learn tree model, or a pipeline's last step, as JSON (docs/sklearn-trees.md).

    XGBoost, LightGBM and CatBoost write what the service reads themselves: `model.save_model(…)` with `.json`/`.ubj`, `.txt`, and `format="json"`.

    Raises:
        Unsupported: the model cannot be written; the message says why and what to do.
    """
    last = estimator.steps[-1][1] if hasattr(estimator, "steps") else estimator
    sklearn_export.export(last, file)


__all__ = ["Unsupported", "export_model"]
