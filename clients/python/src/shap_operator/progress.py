"""A progress bar, where tqdm is installed."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TextIO

from .job_calls import OnStatus
from .status import JobStatus, Phase


@contextlib.contextmanager
def bar(rows: int, wanted: bool | TextIO) -> Iterator[OnStatus | None]:
    """What to tell the statuses to. Not being able to show progress is no reason to fail."""
    if not wanted:
        yield None
        return
    try:
        from tqdm.auto import tqdm
    except ImportError:
        yield None
        return
    with tqdm(total=rows, unit="row", unit_scale=True, desc="explain", file=sys.stderr if wanted is True else wanted) as shown:

        def tell(status: JobStatus) -> None:
            shown.update(max(0, status.rows_done - shown.n))
            shown.set_postfix_str("" if status.phase is Phase.RUNNING else f"{status.phase.value} {status.reason}"[:80])

        yield tell
