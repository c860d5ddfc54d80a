import { ShapError } from './errors.js';
import { type Explained, explainedNow } from './explained.js';
import { cancelled, Http, type HttpSettings } from './http.js';
import { Job, type JobHandle, type JobSettings, type Waiting } from './job.js';
import type { components } from './openapi.js';
import { bodyOf, type Rows } from './rows.js';

export type Model = components['schemas']['Model'];

/** What is computed; docs/methods.md of the project says what each means. */
export interface Options {
  method?: 'path' | 'interventional';
  interactions?: boolean;
  output?: 'raw' | 'probability';
  precision?: 'float' | 'double';
  /** Columns that are shown as one feature: their names, or positions where the model has no names. */
  groups?: Readonly<Record<string, readonly (string | number)[]>>;
}

/** An explanation that the service could not give. */
export interface Outage {
  model: string;
  rows: Rows;
  options: Options;
  error: ShapError;
}

export interface Settings extends HttpSettings, Partial<JobSettings> {
  /** Up to so many rows `explain` asks for an answer at once, and beyond them it submits a job. */
  syncRows?: number;
  /** Gives an explanation by other means when the service is out, or throws `outage.error`. */
  fallback?: (outage: Outage) => Explained | Promise<Explained>;
}

export interface Call {
  signal?: AbortSignal | undefined;
}

/** A client of one service. */
export class ShapClient {
  readonly #http: Http;
  readonly #settings: Settings & JobSettings;

  constructor(url: string | URL, settings: Settings = {}) {
    const times = { slowAfter: 15_000, stalledAfter: 60_000, outagePatience: 300_000, jobTimeout: 86_400_000 };
    this.#settings = { ...times, ...settings };
    this.#http = new Http(url, settings);
  }

  /** SHAP values of the rows: at once if they are few, by a job if they are many. Aborting it cancels that job. */
  async explain(model: string, rows: Rows, options: Options & Omit<Waiting, 'timeout'> = {}): Promise<Explained> {
    try {
      return await this.#explain(model, rows, options);
    } catch (e) {
      const { fallback } = this.#settings;
      if (!(fallback && e instanceof ShapError && e.outOfService)) throw e;
      this.#http.log({ event: 'fallback', problem: e.type });
      return await fallback({ model, rows, options, error: e });
    }
  }

  async #explain(model: string, rows: Rows, options: Options & Waiting): Promise<Explained> {
    const { body, type, count } = bodyOf(rows);
    const { signal } = options;
    if (count <= (this.#settings.syncRows ?? 200)) {
      try {
        const path = `${modelPath(model)}:explain${query(options)}`;
        const headers = { 'Content-Type': type };
        const { told } = await this.#http.json<components['schemas']['Explained']>({
          ...{ method: 'POST', path, headers, body, signal },
        });
        return explainedNow(told);
      } catch (e) {
        if (!(e instanceof ShapError && e.kind === 'too-large')) throw e; // else so few rows are work for a job already
      }
    }
    const key = crypto.randomUUID();
    if (signal?.aborted) throw cancelled(signal);
    const job = await this.submit(model, rows, { ...options, key }).catch((e: unknown) => {
      if (signal?.aborted) void this.#abandonUnheard(model, rows, { ...options, key });
      throw e;
    });
    try {
      return await job.result(options);
    } catch (e) {
      if (signal?.aborted) await job.abandon(); // nobody knows of this job but us
      throw e;
    }
  }

  /** Ends the job of a submit that was aborted before its answer came: asked again with the key, the server says which it is. */
  async #abandonUnheard(
    model: string,
    rows: Rows,
    { signal: _, ...options }: Options & Call & { key: string },
  ): Promise<void> {
    try {
      const job = await this.submit(model, rows, options);
      await job.abandon();
    } catch (e) {
      this.#http.log({ event: 'job-left-behind', problem: e instanceof ShapError ? e.type : String(e) });
    }
  }

  /** A job for the rows. With a `key` of your own, doing it again, also in another process, answers with the same job. */
  async submit(model: string, rows: Rows, options: Options & Call & { key?: string } = {}): Promise<Job> {
    const { body, type, count } = bodyOf(rows);
    const { signal, key = crypto.randomUUID() } = options;
    const path = `${modelPath(model)}/jobs${query(options)}`;
    const headers = { 'Content-Type': type, 'Idempotency-Key': key };
    const { told } = await this.#http.json<components['schemas']['Job']>({
      ...{ method: 'POST', path, headers, body, signal },
    });
    return this.resume({ id: told.id, model, rows: count, key });
  }

  /** The job of a stored handle. */
  resume(handle: JobHandle): Job {
    return new Job(this.#http, this.#settings, handle);
  }

  async models({ signal }: Call = {}): Promise<Model[]> {
    const { told } = await this.#http.json<{ items: Model[] }>({ method: 'GET', path: '/v1/models', signal });
    return told.items;
  }

  async model(name: string, { signal }: Call = {}): Promise<Model> {
    return (await this.#http.json<Model>({ method: 'GET', path: modelPath(name), signal })).told;
  }
}

const modelPath = (model: string): string => `/v1/models/${encodeURIComponent(model)}`;

function query({ method, interactions, output, precision, groups = {} }: Options): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries({ method, interactions, output, precision }))
    if (value !== undefined) given.set(name, String(value));
  for (const [name, columns] of Object.entries(groups)) given.append('group', `${name}:${columns.join(',')}`);
  const text = given.toString();
  return text && `?${text}`;
}
