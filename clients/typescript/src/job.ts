import { ShapError } from './errors.js';
import { type Explained, namesOf, type Page, pageOf, partOf } from './explained.js';
import { type Answer, type Ask, errorOf, type Http, joined, pause } from './http.js';
import { readNpy, type Tensor } from './npy.js';
import type { components } from './openapi.js';
import { Ranges } from './ranges.js';
import { type JobStatus, judge, type Job as Told, unheard } from './status.js';

/** What to store to find a job again after a crash: plain JSON, without rows and without the API key. */
export interface JobHandle {
  id: string;
  model: string;
  rows: number;
  /** The Idempotency-Key that it was submitted with: the same rows under it are the same job. */
  key: string;
}

export interface JobSettings {
  /** A running job without a finished batch for so long is SLOW, in milliseconds. */
  slowAfter: number;
  stalledAfter: number;
  /** How long a job may be unheard of before waiting for it ends in an error. */
  outagePatience: number;
  jobTimeout: number;
}

export interface Waiting {
  signal?: AbortSignal | undefined;
  /** Milliseconds. */
  timeout?: number | undefined;
  /** Is told how the job stands every second or so. */
  onStatus?: ((status: JobStatus) => void) | undefined;
}

/** A status is asked for often, and has to be told at once when the service is away. */
const HURRIED = { tries: 2, base: 200, longest: 1000, patience: 3000 };

export class Job {
  readonly #http: Http;
  readonly #settings: JobSettings;
  #last: JobStatus | undefined;
  #heard: number | undefined;

  /** Made by `client.submit` and `client.resume`. */
  constructor(
    http: Http,
    settings: JobSettings,
    readonly handle: JobHandle,
  ) {
    this.#http = http;
    this.#settings = settings;
  }

  /** How it stands; through an outage, how it stood, with `age`. Fails only if the job is not there, or not yours. */
  async status(signal?: AbortSignal): Promise<JobStatus> {
    return await this.#status(0, signal);
  }

  async #status(wait: number, signal?: AbortSignal): Promise<JobStatus> {
    const began = Date.now();
    const query = wait > 0 ? `?wait=${Math.round(wait)}ms` : '';
    const ask = this.#ask('GET', query, signal);
    try {
      const timeout = (this.#http.settings.timeout ?? 30_000) + wait;
      const { told, headers } = await this.#http.json<Told>({ ...ask, timeout }, HURRIED);
      this.#last = this.#judge(told, headers);
      this.#heard = Date.now();
      return this.#last;
    } catch (e) {
      if (!(e instanceof ShapError && e.outOfService)) throw e;
      return unheard(this.#last, Date.now() - (this.#heard ?? began), this.handle.rows, e.message);
    }
  }

  #judge(told: Told, headers: Headers): JobStatus {
    const { slowAfter, stalledAfter } = this.#settings;
    // By the service's clock, where it is told: ours may be wrong.
    return judge(told, Date.parse(headers.get('date') ?? '') || Date.now(), slowAfter, stalledAfter);
  }

  /** Each status until the job has ended, the last one included, through outages of up to `outagePatience`. */
  async *progress({ signal, timeout, onStatus }: Waiting = {}): AsyncGenerator<JobStatus, JobStatus> {
    const began = Date.now();
    const limit = timeout ?? this.#settings.jobTimeout;
    const { id } = this.handle;
    for (let heard = began; ; ) {
      const left = limit - (Date.now() - began);
      const status = await this.#status(Math.max(0, Math.min(1000, left)), signal);
      onStatus?.(status);
      yield status;
      const now = Date.now();
      if (status.ended) return status;
      if (status.phase !== 'UNREACHABLE') heard = now;
      else if (now - heard > this.#settings.outagePatience)
        throw new ShapError('unreachable', `Job ${id} was not heard of for ${now - heard} ms: ${status.reason}`, true);
      if (now - began >= limit)
        throw new ShapError(
          'timed-out',
          `Job ${id} has not ended within ${limit} ms: ${status.phase}, ${status.reason}`,
        );
      if (status.phase === 'UNREACHABLE') await pause(50 + Math.random() * 2000, signal);
    }
  }

  /** Its status once it has ended. */
  async wait(waiting: Waiting = {}): Promise<JobStatus> {
    const statuses = this.progress(waiting);
    for (;;) {
      const { value, done } = await statuses.next();
      if (done) return value;
    }
  }

  /** Results while it runs: each row once. */
  async *pages({
    after = '',
    signal,
  }: {
    after?: string;
    signal?: AbortSignal | undefined;
  } = {}): AsyncGenerator<Page> {
    const had = new Ranges();
    for (let cursor = after; ; ) {
      let told: components['schemas']['ResultPage'];
      try {
        const query = cursor ? `?after=${encodeURIComponent(cursor)}` : '';
        ({ told } = await this.#http.json<typeof told>(this.#ask('GET', `/results${query}`, signal)));
      } catch (e) {
        if (!(e instanceof ShapError && e.type === 'cursor-reset')) throw e;
        cursor = ''; // Redis lost what the cursor counted in: from the start, past what is there already
        continue;
      }
      if (told.rows) {
        const page = pageOf(told);
        cursor = page.next;
        for (const [first, count] of had.add(page.rowOffset, page.rows)) yield partOf(page, first, count);
      }
      if (told.complete) return;
      if (!told.rows) {
        await this.#status(1000, signal);
        await pause(100, signal);
      }
    }
  }

  /**
   * All values, once it has ended. Rows without results are an error, of kind `missing`, unless `missing` is `nan`.
   */
  async result({ missing, ...waiting }: Waiting & { missing?: 'nan' | undefined } = {}): Promise<Explained> {
    const ended = await this.wait(waiting);
    const { signal } = waiting;
    const { id } = this.handle;
    if (ended.phase === 'FAILED') throw new ShapError('failed', `Job ${id} has failed: ${ended.reason}`);
    if (ended.phase === 'EXPIRED')
      throw new ShapError('expired', `The results of job ${id} are no longer kept: submit the rows again.`);
    if (!missing && ended.rowsDone < ended.rows) throw missingRows(ended);
    const names = await this.#http.json<components['schemas']['ResultPage']>(
      this.#ask('GET', '/results?limit=1', signal),
    );
    const array = (which: string): Promise<Tensor> => this.#download(which, missing, signal);
    return {
      values: await array('values'),
      baseValues: await array('base_values'),
      predictions: await array('prediction'),
      interactions: ended.job?.options.interactions ? await array('interactions') : undefined,
      ...namesOf(names.told),
    };
  }

  /** What has arrived before a connection is cut is not fetched again. */
  async #download(which: string, missing: string | undefined, signal?: AbortSignal): Promise<Tensor> {
    const query = `/results?array=${which}${missing ? `&missing=${missing}` : ''}`;
    const ask = this.#ask('GET', query, signal);
    const began = Date.now();
    let parts: Uint8Array[] = [];
    let etag: string | null = null;
    for (let failed = 0; ; ) {
      const length = parts.reduce((sum, part) => sum + part.length, 0);
      const range = etag && length ? { Range: `bytes=${length}-`, 'If-Range': etag } : undefined;
      const headers = { Accept: 'application/x-npy, application/problem+json', ...range };
      const answer: Answer = await this.#http.once({ ...ask, headers }, failed + 1);
      const arrived = answer.status === 200 || answer.status === 206;
      if (arrived) {
        etag = answer.headers.get('etag');
        parts = answer.status === 206 ? [...parts, answer.body] : [answer.body];
      }
      const error = errorOf(answer);
      if (!error) return readNpy(joined(parts));
      // A transfer that goes on is no failure.
      failed = arrived && answer.body.length ? 1 : failed + 1;
      await this.#http.again(ask, failed, began, error);
    }
  }

  /** Stops it; what it has done stays readable. */
  async cancel(signal?: AbortSignal): Promise<JobStatus> {
    const { told, headers } = await this.#http.json<Told>(this.#ask('POST', ':cancel', signal));
    return this.#judge(told, headers);
  }

  /** Cancels it if needed and forgets it with its results. */
  async delete(signal?: AbortSignal): Promise<void> {
    await this.#http.ask(this.#ask('DELETE', '', signal));
  }

  /** Cancels a job that nobody waits for any more: tried once, in a hurry. */
  async abandon(): Promise<void> {
    await this.#http.once({ ...this.#ask('POST', ':cancel'), timeout: 5000 }, 1);
  }

  #ask(method: string, suffix: string, signal?: AbortSignal): Ask {
    return { method, path: `/v1/jobs/${this.handle.id}${suffix}`, signal };
  }
}

function missingRows({ job, rows, rowsDone }: JobStatus): ShapError {
  const dead = job?.dead.map((d) => `${d.row_offset}-${d.row_offset + d.rows - 1} (${d.message})`).join(', ');
  const message = `Rows without results: ${dead || `${rows - rowsDone} of ${rows}`}. Ask with missing: 'nan' for NaN in their place, or redrive the job.`;
  return new ShapError('missing', message, false, 'missing-rows');
}
