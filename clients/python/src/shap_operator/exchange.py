"""What is said to the service, apart from how it gets there: a call is a generator that yields requests and pauses and is sent the replies.

So one text of each call serves the blocking and the asyncio client, and tests need no server to try it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Generator, Mapping
from typing import TypeVar

T = TypeVar("T")


@dataclasses.dataclass(frozen=True)
class Request:
    method: str
    path: str
    """With its query, from the service's address on."""
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    body: bytes = b""
    timeout: float = 30.0
    """Seconds for connecting, and for each silence after that."""


@dataclasses.dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes


@dataclasses.dataclass(frozen=True)
class Broken:
    """There was no answer, or not all of it."""

    reason: str
    answer: Answer | None = None
    """As much of it as arrived: its head, and the body's first bytes."""


@dataclasses.dataclass(frozen=True)
class Pause:
    seconds: float


Reply = Answer | Broken | None
Exchange = Generator[Request | Pause, Reply, T]
