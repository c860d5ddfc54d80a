"""A job as a few lines of JSON: what a program stores to find its job again after it was killed."""

from __future__ import annotations

import dataclasses
import json


@dataclasses.dataclass(frozen=True)
class JobHandle:
    """Holds no rows and no API key."""

    id: str
    model: str
    rows: int
    features: int
    key: str
    """The Idempotency-Key that it was submitted with: the same rows under it are the same job."""

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self))

    @staticmethod
    def from_json(text: str) -> JobHandle:
        """
        Raises:
            ValueError: the text is no handle.
        """
        try:
            return JobHandle(**json.loads(text))
        except TypeError as e:
            raise ValueError(f"this is no handle of a job: {e}") from e
