"""When to try again: full jitter, a budget that all calls of a client share, and what the service asks for by Retry-After."""

from __future__ import annotations

import dataclasses
import threading

from .problems import ShapError


@dataclasses.dataclass(frozen=True)
class Retries:
    """How a call is tried again. The pause before try n+1 is drawn evenly from 0 to `base · 2ⁿ` seconds, at most `longest`."""

    tries: int = 15
    """Of one request, the first included."""
    base: float = 0.2
    longest: float = 10.0
    patience: float = 60.0
    """Seconds that a call goes on trying, all its pauses included. One whose pause would end later fails at once."""

    def pause(self, failed: int, waited: float, error: ShapError, random: float) -> float | None:
        """Seconds until the next try after `failed` of them and `waited` seconds, or None: give up. `random` is from [0, 1)."""
        if not error.retryable or failed >= self.tries:
            return None
        pause = random * min(self.longest, self.base * 2.0**failed)
        if error.retry_after is not None:
            # Everybody was told the same moment: arrive after it, and not all at once.
            pause += error.retry_after
        return pause if waited + pause <= self.patience else None


NEVER = Retries(tries=1)


class Budget:
    """Tries beyond the first cost one, answers give a tenth back: a service that is down is not buried in retries."""

    def __init__(self, most: float = 20.0, refund: float = 0.1) -> None:
        self._left = self._most = most
        self._refund = refund
        self._lock = threading.Lock()

    def take(self) -> bool:
        with self._lock:
            if self._left < 1.0:
                return False
            self._left -= 1.0
            return True

    def give(self) -> None:
        with self._lock:
            self._left = min(self._most, self._left + self._refund)
