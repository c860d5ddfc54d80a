import type { ShapError } from './errors.js';

/** How a request is tried again. The pause before try n+1 is drawn evenly from 0 to `base · 2ⁿ`, at most `longest`. All in milliseconds. */
export interface Retries {
  /** Of one request, the first included. */
  tries: number;
  base: number;
  longest: number;
  /** How long a request goes on being tried, all pauses included. One whose pause would end later fails at once. */
  patience: number;
}

export const RETRIES: Retries = { tries: 15, base: 200, longest: 10_000, patience: 60_000 };

/** Milliseconds until the next try after `failed` of them and `waited` milliseconds; undefined: give up. `random` is from [0, 1). */
export function pauseAfter(
  retries: Retries,
  failed: number,
  waited: number,
  error: ShapError,
  random: number,
): number | undefined {
  if (!error.retryable || failed >= retries.tries) return undefined;
  // Everybody was told the same moment: arrive after it, and not all at once.
  const pause = random * Math.min(retries.longest, retries.base * 2 ** failed) + (error.retryAfter ?? 0);
  return waited + pause <= retries.patience ? pause : undefined;
}

/** Tries beyond the first cost one, answers give a tenth back: a service that is down is not buried in retries. */
export class Budget {
  #left: number;

  constructor(readonly most = 20) {
    this.#left = most;
  }

  take(): boolean {
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  give(): void {
    this.#left = Math.min(this.most, this.#left + 0.1);
  }
}
