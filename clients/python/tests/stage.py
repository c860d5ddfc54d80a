"""The stage of clients/scenarios, as the tests see it."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T")


class Stage:
    def __init__(self, control: str) -> None:
        self.control = control
        about = self._ask("/")
        self.proxy: str = about["proxy"]
        self.api: str = about["api"]
        self.keys: dict[str, str] = about["keys"]
        self.samples: str = about["samples"]
        self.golden: npt.NDArray[np.float32] = np.load(f"{self.samples}/housing-shap.npy")
        self._rows: npt.NDArray[np.float32] = np.load(f"{self.samples}/housing.npy")

    def rows(self, count: int) -> npt.NDArray[np.float32]:
        return self._rows[np.arange(count) % len(self._rows)]

    def expected(self, first: int, count: int) -> npt.NDArray[np.float32]:
        return self.golden[np.arange(first, first + count) % len(self.golden)]

    def do(self, action: str) -> None:
        self._ask(f"/stage/{action}", {})

    def serve(self, name: str, path: str) -> None:
        self._ask("/model", {"name": name, "path": path})

    def fault(self, **fault: Any) -> None:
        self._ask("/fault", fault)

    def mend(self) -> None:
        self._ask("/mend", {})

    def requests(self) -> list[dict[str, Any]]:
        asked: list[dict[str, Any]] = self._ask("/requests")
        return asked

    def jobs(self) -> list[dict[str, Any]]:
        """Of tenant acme, newest first, asked past the proxy."""
        request = urllib.request.Request(f"{self.api}/v1/jobs?limit=500", headers={"Authorization": f"Bearer {self.keys['acme']}"})

        def listed() -> list[dict[str, Any]] | None:
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    jobs: list[dict[str, Any]] = json.load(answer)["jobs"]
                return jobs
            except urllib.error.HTTPError as e:
                if e.code != 503:
                    raise
                return None  # Redis, perhaps just started again, is slow to answer

        return eventually("the jobs are listed", listed)

    def _ask(self, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(self.control + path, data=data), timeout=240) as answer:
            return json.load(answer)


def eventually(what: str, attempt: Callable[[], T | None], seconds: float = 90.0) -> T:
    """What `attempt` gives once it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        given = attempt()
        if given is not None:
            return given
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds:g} s: {what}")
