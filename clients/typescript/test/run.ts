import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Explained, type Job, type LogEvent, type Page, ShapClient, ShapError, writeNpy } from '../src/index.js';
import { type Asked, eventually, type Stage } from './stage.js';

// biome-ignore lint/suspicious/noExplicitAny: a step is what the table says
export type Step = Record<string, any>;

/** One scenario: each word of the table is a method. */
export class Run {
  readonly log: LogEvent[] = [];
  readonly #unique = crypto.randomUUID();
  readonly #timers: Promise<unknown>[] = [];
  #client = new ShapClient('http://127.0.0.1:1');
  #job: Job | undefined;

  constructor(
    readonly stage: Stage,
    readonly folder: string,
    readonly before: Set<string>,
  ) {}

  async step(step: Step): Promise<void> {
    const [word = ''] = Object.keys(step);
    const done = async (): Promise<void> => this.#perform(word, step);
    const { fails } = step;
    if (!fails) return done();
    await assert.rejects(done, (e) => {
      assert(e instanceof ShapError, String(e));
      assert.equal(e.kind, fails.kind);
      assert.match(e.message, new RegExp(fails.says ?? ''));
      assert.equal(e.type, fails.type ?? e.type);
      return true;
    });
  }

  async #perform(word: string, step: Step): Promise<void> {
    if (word === 'stage') return this.stage.tell(`/stage/${step[word]}`);
    const words = this as unknown as Record<string, (argument: unknown, step: Step) => Promise<void> | void>;
    const method = words[word] ?? assert.fail(`no such word: ${word}`);
    await method.call(this, step[word], step);
  }

  async close(): Promise<void> {
    await Promise.all(this.#timers);
    const told = JSON.stringify(this.log);
    for (const key of Object.values(this.stage.about.keys)) assert(!told.includes(key), 'a key was logged');
  }

  reconnect(client: Step): void {
    const milliseconds = (name: string, otherwise: number): number => (client[name] ?? otherwise) * 1000;
    this.#client = new ShapClient(this.stage.about.proxy, {
      apiKey: this.stage.about.keys[client.key ?? 'acme'] ?? "nobody's",
      timeout: milliseconds('timeout', 30),
      retries: { patience: milliseconds('patience', 90), tries: 60 },
      slowAfter: milliseconds('slowAfter', 15),
      stalledAfter: milliseconds('stalledAfter', 60),
      log: (event) => this.log.push(event),
      fallback: ({ error, model }) => {
        if (this.#fallsBack) return { about: { method: `ours of ${model}` } } as Explained;
        throw error;
      },
    });
    if (this.#job) this.#job = this.#client.resume(this.#job.handle);
  }

  #fallsBack = false;

  get #current(): Job {
    assert(this.#job);
    return this.#job;
  }

  async explain(count: number, { features }: Step): Promise<void> {
    this.#check(await this.#client.explain('housing', this.stage.rows(count, features)), 0, count);
  }

  async fallback(count: number): Promise<void> {
    this.#fallsBack = true;
    const { about } = await this.#client.explain('housing', this.stage.rows(count));
    assert.equal(about.method, 'ours of housing');
  }

  async submit(count: number, { features, key }: Step): Promise<void> {
    const options = key ? { key: `${key}-${this.#unique}` } : {};
    this.#job = await this.#client.submit('housing', this.stage.rows(count, features), options);
  }

  async result(count: number, { timeout = 240 }: Step): Promise<void> {
    this.#check(await this.#current.result({ timeout: timeout * 1000 }), 0, count);
  }

  async pages(count: number): Promise<void> {
    const seen = new Uint8Array(count);
    for await (const page of this.#current.pages()) {
      this.#check(page, page.rowOffset, page.rows);
      for (let row = page.rowOffset; row < page.rowOffset + page.rows; row++) seen[row] = (seen[row] ?? 0) + 1;
    }
    assert(seen.every((times) => times === 1));
  }

  async firstPage(): Promise<void> {
    for await (const page of this.#current.pages()) return this.#check(page, page.rowOffset, page.rows);
  }

  #check({ values, baseValues, predictions }: Explained | Page, first: number, count: number): void {
    assert.deepEqual(values.shape, [count, 8]);
    for (let row = 0; row < count; row++) {
      const expected = this.stage.expected(first + row);
      let sum = baseValues.data[row] ?? Number.NaN;
      for (let feature = 0; feature < 8; feature++) {
        const value = values.data[row * 8 + feature] ?? Number.NaN;
        sum += value;
        if (!(Math.abs(value - (expected[feature] ?? Number.NaN)) < 1e-4))
          assert.fail(`row ${first + row} feature ${feature}: ${value}, expected ${expected[feature]}`);
      }
      assert(Math.abs(sum - (predictions.data[row] ?? Number.NaN)) < 1e-4);
    }
  }

  async status({ phases, age = 0, says = '' }: Step): Promise<void> {
    const status = await eventually(`the job is ${phases}`, async () => {
      const now = await this.#current.status();
      return phases.includes(now.phase) && now.age >= age * 1000 ? now : undefined;
    });
    assert.match(status.reason, new RegExp(says));
  }

  async cancel(): Promise<void> {
    await this.#current.cancel();
  }

  async expires(): Promise<void> {
    await eventually('the results expire', async () => {
      await this.#current.result({ timeout: 60_000 });
      return undefined;
    });
  }

  async abortedExplain(count: number): Promise<void> {
    const abort = new AbortController();
    const submitted = eventually('the job is submitted', async () => (await this.#made())[0]).then(() => abort.abort());
    try {
      await this.#client.explain('housing', this.stage.rows(count), { signal: abort.signal });
    } finally {
      await submitted;
    }
  }

  async ends(state: string): Promise<void> {
    await eventually(`the job is ${state}`, async () =>
      (await this.#made()).every((job) => job.state === state) ? true : undefined,
    );
  }

  async killedAfterSubmit(count: number): Promise<void> {
    const handle = `${this.folder}/handle.json`;
    const program = this.#otherProgram(count, handle);
    await eventually('the handle is stored', async () => existsSync(handle) || undefined);
    await this.#kill(program);
    this.#job = this.#client.resume(JSON.parse(readFileSync(handle, 'utf8')));
  }

  async killedInSubmit(count: number): Promise<void> {
    const program = this.#otherProgram(count, `${this.folder}/never.json`, `same-${this.#unique}`);
    await eventually('the submit is under way', async () => (await this.stage.requests('^POST .*/jobs'))[0]);
    await this.#kill(program);
  }

  #otherProgram(count: number, handle: string, ...key: string[]): ChildProcess {
    const rows = `${this.folder}/rows.npy`;
    writeFileSync(rows, writeNpy(this.stage.rows(count)));
    const program = fileURLToPath(new URL('submitter.js', import.meta.url));
    const { proxy, keys } = this.stage.about;
    const given = [program, proxy, keys.acme ?? '', rows, handle, ...key];
    return spawn(process.execPath, given, { stdio: 'inherit' });
  }

  async #kill(program: ChildProcess): Promise<void> {
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.kill('SIGKILL');
    await ended;
  }

  fault(fault: Step): Promise<void> {
    return this.stage.tell('/fault', fault);
  }

  later(action: string, { seconds }: Step): void {
    const waited = new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    this.#timers.push(waited.then(() => this.stage.tell(`/stage/${action}`)));
  }

  async requests({ on, count, atLeast = 0, keys, ranges, gap }: Step): Promise<void> {
    const asked: Asked[] = await this.stage.requests(on);
    assert.equal(asked.length, count ?? asked.length);
    assert(asked.length >= atLeast);
    if (keys) assert.equal(new Set(asked.map(({ key }) => key ?? assert.fail('no key'))).size, keys);
    if (ranges) assert.equal(asked.filter(({ range }) => range).length, ranges);
    if (gap) assert((asked[1]?.at ?? 0) - (asked[0]?.at ?? 0) >= gap);
  }

  async jobs(count: number): Promise<void> {
    assert.equal((await this.#made()).length, count);
  }

  async #made(): Promise<{ id: string; state: string }[]> {
    return (await this.stage.jobs()).filter(({ id }) => !this.before.has(id));
  }

  logged({ event, count }: Step): void {
    const events = this.log.filter((told) => told.event === event);
    assert(events.length > 0);
    assert.equal(events.length, count ?? events.length);
  }
}
