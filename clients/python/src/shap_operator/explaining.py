"""`explain`: an answer at once for a few rows, a job for many, and nothing left behind by a caller who goes away."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from .calls import Options, explain_now, fits_one_answer, submit
from .context import Context
from .exchange import Exchange
from .explained import Explained
from .job_calls import Memory, OnStatus, farewell, result, wait
from .problems import Cancelled, ShapError, TooLarge
from .rows import Rows, RowsLike


@dataclasses.dataclass(frozen=True)
class Outage:
    """What a fallback is asked for: the explanation that the service could not give."""

    model: str
    rows: RowsLike
    options: Options
    error: ShapError


Fallback = Callable[[Outage], Any]
"""Gives an explanation by other means, such as `shap.TreeExplainer` here, or raises `outage.error`."""


def explain(context: Context, model: str, rows: Rows, options: Options, on_status: OnStatus | None) -> Exchange[Explained]:
    if fits_one_answer(context, rows):
        try:
            return (yield from explain_now(context, model, rows, options))
        except TooLarge:
            pass  # of this model, so few rows are work for a job already
    handle = yield from submit(context, model, rows, options, None)
    try:
        ended = yield from wait(context, handle, Memory(), None, on_status)
        return (yield from result(context, handle, ended, rows.data, None))
    except Cancelled:
        yield from farewell(context, handle)
        raise
    except (ShapError, GeneratorExit):
        raise
    except BaseException:  # the caller was interrupted: nobody knows of this job but us
        yield from farewell(context, handle)
        raise
