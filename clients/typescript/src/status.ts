import type { components } from './openapi.js';

export type Job = components['schemas']['Job'];

/**
 * QUEUED: no worker has begun it. SLOW: running, and nothing was finished for a while. STALLED: for so long that somebody should
 * look. UNREACHABLE: how it stands is not known now. The others are ends.
 */
export type Phase =
  | 'QUEUED'
  | 'RUNNING'
  | 'SLOW'
  | 'STALLED'
  | 'UNREACHABLE'
  | 'SUCCEEDED'
  | 'PARTIAL'
  | 'FAILED'
  | 'CANCELLED'
  | 'EXPIRED';

export interface JobStatus {
  phase: Phase;
  ended: boolean;
  rows: number;
  rowsDone: number;
  /** Milliseconds since the service knew this for certain. */
  age: number;
  /** Why the phase is this one, for people. */
  reason: string;
  /** The job as the service described it last; none if it never did. */
  job?: Job | undefined;
}

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 1000)} s`;

/** The status of a job that the service has just described, at `now` by the service's clock. Times in milliseconds. */
export function judge(job: Job, now: number, slowAfter: number, stalledAfter: number): JobStatus {
  const since = (moment?: string): number => (moment ? Math.max(0, now - Date.parse(moment)) : 0);
  const state = job.state.toUpperCase() as Phase;
  const age = job.stale ? since(job.asOf) : 0;
  const status = (phase: Phase, reason: string, ended = false): JobStatus => ({
    ...{ phase, ended, rows: job.rows, rowsDone: job.rowsDone, age, reason, job },
  });
  if (job.state !== 'queued' && job.state !== 'running')
    return status(state, job.error ?? `the job has ended: ${job.state}`, true);
  if (job.stale)
    return status('UNREACHABLE', `the service cannot reach its Redis; ${seconds(age)} ago the job was ${job.state}`);
  if (job.state === 'queued') return status(state, `waiting for a worker for ${seconds(since(job.createdAt))}`);
  const quiet = since(job.progressAt ?? job.startedAt);
  const phase = quiet > stalledAfter ? 'STALLED' : quiet > slowAfter ? 'SLOW' : 'RUNNING';
  return status(phase, `${job.rowsDone} of ${job.rows} rows done, the last of them ${seconds(quiet)} ago`);
}

/** What can be told while nothing is heard: an end that is known stays known. */
export function unheard(last: JobStatus | undefined, silent: number, rows: number, why: string): JobStatus {
  const age = (last?.age ?? 0) + silent;
  if (last?.ended) return { ...last, age };
  const since = last ? `last heard ${seconds(silent)} ago` : 'not heard of since this program began';
  return {
    ...{ phase: 'UNREACHABLE', ended: false, rows, rowsDone: last?.rowsDone ?? 0, age },
    ...{ reason: `${why} (${since})`, job: last?.job },
  };
}
