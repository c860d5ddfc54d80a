import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ShapClient, ShapError } from '../src/index.js';
import { readNpy, tensorOf, writeNpy } from '../src/npy.js';
import { Ranges } from '../src/ranges.js';
import { Budget, pauseAfter, RETRIES } from '../src/retries.js';
import { type Job, judge, unheard } from '../src/status.js';

const down = new ShapError('server', 'down', true);

test('pauses double up to the longest, are drawn from zero on, and come after Retry-After', () => {
  const retries = { ...RETRIES, base: 1000, longest: 5000 };
  const pauses = [1, 2, 3, 4].map((failed) => pauseAfter(retries, failed, 0, down, 1));
  assert.deepEqual(pauses, [2000, 4000, 5000, 5000]);
  assert.equal(pauseAfter(retries, 3, 0, down, 0), 0);
  const told = new ShapError('busy', 'busy', true, '', 503, 7000);
  assert.equal(pauseAfter(retries, 1, 0, told, 0.5), 8000);
});

test('a call is given up after its tries, beyond its patience, or when it cannot succeed later', () => {
  assert.equal(pauseAfter(RETRIES, RETRIES.tries, 0, down, 0), undefined);
  assert.equal(pauseAfter(RETRIES, 6, RETRIES.patience, down, 0.5), undefined);
  assert.equal(pauseAfter(RETRIES, 1, 0, new ShapError('rows', 'no'), 0), undefined);
});

test('the budget is used up by retries and filled by answers', () => {
  const budget = new Budget(2);
  assert.deepEqual([budget.take(), budget.take(), budget.take()], [true, true, false]);
  for (let i = 0; i < 11; i++) budget.give();
  assert.deepEqual([budget.take(), budget.take()], [true, false]);
});

test('arrays go through npy and back, also out of the middle of a larger buffer', () => {
  for (const data of [Float32Array.of(1.5, Number.NaN, -0, 4, 5, 6), Float64Array.of(0.1, 2, 3, 4, 5, 6)])
    for (const shape of [[6], [2, 3], [1, 2, 3]]) {
      const bytes = writeNpy({ data, shape });
      assert.equal((bytes.length - data.byteLength) % 64, 0);
      const shifted = Buffer.concat([Buffer.from('xyz'), bytes]).subarray(3);
      assert.deepEqual(readNpy(shifted), { data, shape });
    }
  assert.throws(() => readNpy(new Uint8Array(100)), /not an array/);
});

test('nested lists become tensors, with NaN for null', () => {
  assert.deepEqual(
    tensorOf(
      [
        [1, null],
        [3, 4],
      ],
      false,
    ),
    { data: Float32Array.of(1, Number.NaN, 3, 4), shape: [2, 2] },
  );
  assert.deepEqual(tensorOf([0.1], true), { data: Float64Array.of(0.1), shape: [1] });
});

test('rows that come again are cut off from those that are new', () => {
  const ranges = new Ranges();
  assert.deepEqual(ranges.add(100, 50), [[100, 50]]);
  assert.deepEqual(ranges.add(0, 200), [
    [0, 100],
    [150, 50],
  ]);
  assert.deepEqual(ranges.add(20, 150), []);
  assert.deepEqual(ranges.add(190, 20), [[200, 10]]);
});

const now = Date.parse('2026-11-22T12:00:00Z');
const job = (state: Job['state'], more: Partial<Job> = {}): Job =>
  ({ state, rows: 100, rowsDone: 40, createdAt: '2026-11-22T11:58:00Z', dead: [], ...more }) as Job;

test('a job is judged by how long ago it moved, by the clock of the service', () => {
  const phase = (progressAt: string): string => judge(job('running', { progressAt }), now, 15_000, 60_000).phase;
  assert.equal(phase('2026-11-22T11:59:50Z'), 'RUNNING');
  assert.equal(phase('2026-11-22T11:59:40Z'), 'SLOW');
  assert.equal(phase('2026-11-22T11:58:50Z'), 'STALLED');
  assert.equal(judge(job('queued'), now, 1, 2).phase, 'QUEUED');
  const stale = judge(job('running', { stale: true, asOf: '2026-11-22T11:59:30Z' }), now, 15_000, 60_000);
  assert.deepEqual([stale.phase, stale.age, stale.ended], ['UNREACHABLE', 30_000, false]);
});

test('an outage ages what was known, and an end stays an end', () => {
  assert.equal(unheard(undefined, 3000, 100, 'no route').phase, 'UNREACHABLE');
  const ended = judge(job('failed', { error: 'out of memory' }), now, 1, 2);
  assert.deepEqual(unheard(ended, 7000, 100, 'no route'), { ...ended, age: 7000 });
});

test('the fetch, the randomness and the log can be handed in, and the key is sent and not told', async () => {
  const asked: Request[] = [];
  const told: unknown[] = [];
  const client = new ShapClient('http://shap.example/', {
    apiKey: 'secret',
    random: () => 0,
    log: (event) => told.push(event),
    fetch: async (input, init) => {
      asked.push(new Request(input, init));
      if (asked.length === 1) throw new TypeError('connection refused');
      return Response.json({ models: ['a'], items: [{ name: 'a', ready: true, reason: 'Loaded' }] });
    },
  });
  assert.deepEqual(
    (await client.models()).map(({ name }) => name),
    ['a'],
  );
  assert.deepEqual(
    asked.map(({ url }) => url),
    Array(2).fill('http://shap.example/v1/models'),
  );
  assert.equal(asked[1]?.headers.get('authorization'), 'Bearer secret');
  assert.notEqual(asked[0]?.headers.get('x-request-id'), asked[1]?.headers.get('x-request-id'));
  assert.deepEqual(
    told.map((event) => (event as { event: string }).event),
    ['answer', 'retry', 'answer'],
  );
  assert(!JSON.stringify(told).includes('secret'));
});

test('a call that was aborted before it began asks nothing', async () => {
  const client = new ShapClient('http://shap.example', { fetch: () => assert.fail('asked') });
  await assert.rejects(client.models({ signal: AbortSignal.abort() }), { name: 'ShapError', kind: 'cancelled' });
});
