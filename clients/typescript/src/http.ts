import { problemOf, ShapError, unreachable } from './errors.js';
import { Budget, pauseAfter, RETRIES, type Retries } from './retries.js';

/** Told of every try. Never rows, values or keys. */
export interface LogEvent {
  event: 'answer' | 'retry' | 'giving-up' | 'fallback' | 'job-left-behind';
  method?: string;
  path?: string;
  try?: number;
  status?: number | undefined;
  /** Why there was no answer. */
  broken?: string | undefined;
  /** The problem's type. */
  problem?: string;
  /** Milliseconds. */
  pause?: number | undefined;
  milliseconds?: number;
  requestId?: string;
}

export interface HttpSettings {
  apiKey?: string;
  /** Milliseconds for connecting, and for each silence after that. */
  timeout?: number;
  retries?: Partial<Retries>;
  log?: (event: LogEvent) => void;
  fetch?: typeof fetch;
  /** From [0, 1). */
  random?: () => number;
}

export interface Ask {
  method: string;
  path: string;
  headers?: Record<string, string> | undefined;
  body?: Uint8Array | string | undefined;
  signal?: AbortSignal | undefined;
  /** Milliseconds, in the place of the client's. */
  timeout?: number;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: Uint8Array;
  /** Why the body is not whole. */
  broken?: ShapError;
}

export const cancelled = (signal?: AbortSignal): ShapError =>
  new ShapError('cancelled', 'The call was cancelled.', false, '', undefined, undefined, null, [], {
    cause: signal?.reason,
  });

/** Milliseconds, ended early by the signal. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelled(signal));
    const end = (): void => {
      clearTimeout(timer);
      reject(cancelled(signal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', end, { once: true });
  });
}

/** Requests of one client: timeouts, retries and what is told of them. */
export class Http {
  readonly #base: string;
  readonly #budget = new Budget();
  readonly #retries: Retries;

  constructor(
    url: string | URL,
    readonly settings: HttpSettings,
  ) {
    this.#base = String(url).replace(/\/+$/, '');
    this.#retries = { ...RETRIES, ...settings.retries };
  }

  log(event: LogEvent): void {
    this.settings.log?.(event);
  }

  /**
   * The answer to a request that may be repeated, as all of this API's may; throws the ShapError of the last try. `read` looks at an
   * answer that seems good, and sets its `broken` if it is not whole.
   */
  async ask(ask: Ask, retries = this.#retries, read?: (answer: Answer) => void): Promise<Answer> {
    const began = Date.now();
    for (let failed = 0; ; ) {
      const answer = await this.once(ask, failed + 1);
      if (!errorOf(answer)) read?.(answer);
      const error = errorOf(answer);
      if (!error) return answer;
      await this.again(ask, ++failed, began, error, retries);
    }
  }

  async json<T>(ask: Ask, retries?: Retries): Promise<{ told: T; headers: Headers }> {
    let told: unknown;
    const { headers } = await this.ask(ask, retries, (answer) => {
      try {
        told = JSON.parse(new TextDecoder().decode(answer.body));
      } catch (e) {
        // A packed body that is cut may end without a word of it.
        answer.broken = unreachable('the answer ended in its middle', e);
      }
    });
    return { told: told as T, headers };
  }

  /** Waits for the next try, or throws the error when there is to be none. */
  async again(
    ask: Ask,
    failed: number,
    began: number,
    error: ShapError,
    retries: Retries = this.#retries,
  ): Promise<void> {
    const random = (this.settings.random ?? Math.random)();
    let wait = pauseAfter(retries, failed, Date.now() - began, error, random);
    if (wait !== undefined && !this.#budget.take()) wait = undefined;
    const event = wait === undefined ? 'giving-up' : 'retry';
    const { method, path } = ask;
    this.log({ event, method, path, try: failed, problem: error.type, status: error.status, pause: wait });
    if (wait === undefined) throw error;
    await pause(wait, ask.signal);
  }

  /** One try. It does not throw for what goes wrong on the way: that is `broken`, beside as much as arrived. */
  async once(ask: Ask, number: number): Promise<Answer> {
    if (ask.signal?.aborted) throw cancelled(ask.signal);
    const began = Date.now();
    const requestId = crypto.randomUUID();
    const answer = await this.#send(ask, requestId);
    if (ask.signal?.aborted) throw cancelled(ask.signal);
    if (answer.status && answer.status < 500) this.#budget.give();
    const { method, path } = ask;
    const told = { method, path, try: number, requestId, milliseconds: Date.now() - began };
    this.log({ event: 'answer', ...told, status: answer.status || undefined, broken: answer.broken?.message });
    return answer;
  }

  async #send(ask: Ask, requestId: string): Promise<Answer> {
    const { apiKey, timeout = 30_000, fetch: given } = this.settings;
    const limit = ask.timeout ?? timeout;
    const control = new AbortController();
    const stop = (): void => control.abort();
    ask.signal?.addEventListener('abort', stop, { once: true });
    let timer = setTimeout(stop, limit);
    const answer: Answer = { status: 0, headers: new Headers(), body: new Uint8Array() };
    const parts: Uint8Array[] = [];
    try {
      const response = await (given ?? fetch)(this.#base + ask.path, {
        method: ask.method,
        headers: { ...ask.headers, 'X-Request-Id': requestId, ...(apiKey && { Authorization: `Bearer ${apiKey}` }) },
        body: (ask.body ?? null) as BodyInit | null,
        signal: control.signal,
      });
      answer.status = response.status;
      answer.headers = response.headers;
      const reader = response.body?.getReader();
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        parts.push(part.value);
        clearTimeout(timer);
        timer = setTimeout(stop, limit);
      }
    } catch (e) {
      const inner = e instanceof Error ? (e.cause instanceof Error ? e.cause.message : e.message) : String(e);
      answer.broken = unreachable(control.signal.aborted ? `silent for ${limit} ms` : inner, e);
    } finally {
      clearTimeout(timer);
      ask.signal?.removeEventListener('abort', stop);
    }
    answer.body = joined(parts);
    return answer;
  }
}

export const errorOf = (answer: Answer): ShapError | undefined =>
  answer.broken ?? (answer.status >= 400 ? problemOf(answer.status, answer.headers, answer.body) : undefined);

export function joined(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
