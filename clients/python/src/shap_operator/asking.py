"""What a caller of `explain` wants, between what was given and what is sent."""

from __future__ import annotations

import dataclasses
from typing import Any

from . import calls
from .calls import Options
from .context import Context
from .exchange import Exchange
from .explained import Explained, shap_is_installed
from .pipeline import Passed, through
from .problems import InvalidRows
from .rows import Rows, RowsLike


class Asked:
    def __init__(self, model: str, x: RowsLike, passed: Passed | None, options: Options, categories: str, as_shap: bool) -> None:
        self.model, self.options, self.as_shap = model, options, as_shap
        self.sent_options = options
        self._x, self._passed, self._categories = x, passed, categories
        self._folded = False

    def prepare(self, context: Context) -> Exchange[Rows]:
        """The rows to be sent; `sent_options` has the groups that they need."""
        if self._passed is None:
            return (yield from calls.prepare(context, self.model, self._x, self._categories))
        told = yield from calls.model(context, self.model)
        groups = self._passed.server_groups(told.get("feature_names", ()))
        if groups is not None:
            self._folded = True
            self.sent_options = dataclasses.replace(self.options, groups=groups)
        return (yield from calls.prepare(context, self.model, self._passed.rows, self._categories))

    def tell(self, explained: Explained) -> Any:
        whole = explained if self._passed is None else self._passed.told(explained, self._folded)
        return whole.to_shap() if self.as_shap else whole


def about_to_ask(model: str, x: RowsLike, pipeline: Any, options: Options, categories: str, as_shap: bool | None) -> Asked:
    """
    Raises:
        InvalidRows: what is asked for does not go together.
    """
    if pipeline is not None and options.groups:
        raise InvalidRows("pipeline= makes the groups itself: leave groups= out.")
    passed = None if pipeline is None else through(pipeline, x)
    return Asked(model, x, passed, options, categories, shap_is_installed() if as_shap is None else as_shap)
