import type { components } from './openapi.js';

export type Problem = components['schemas']['Problem'];

/**
 * What went wrong, for programs. `unreachable`, `redis`, `busy` and `server` mean that the service is out, and not that what was
 * sent is at fault.
 */
export type Kind =
  | 'unreachable'
  | 'redis'
  | 'busy'
  | 'server'
  | 'access'
  | 'not-found'
  | 'expired'
  | 'rows'
  | 'too-large'
  | 'missing'
  | 'failed'
  | 'cancelled'
  | 'timed-out'
  | 'invalid';

const OUT: readonly Kind[] = ['unreachable', 'redis', 'busy', 'server'];

const KINDS: Record<string, Kind> = {
  'redis-unavailable': 'redis',
  'outcome-unknown': 'redis',
  'rate-limited': 'busy',
  'too-busy': 'busy',
  'over-quota': 'busy',
  'queue-full': 'busy',
  'request-timeout': 'server',
  unauthenticated: 'access',
  'job-not-found': 'not-found',
  'model-not-found': 'not-found',
  'results-expired': 'expired',
  'features-mismatch': 'rows',
  'invalid-data': 'rows',
  'malformed-body': 'rows',
  'unsupported-options': 'rows',
  'too-large': 'too-large',
  'missing-rows': 'missing',
};

const FOR_PEOPLE: Record<string, string> = {
  'redis-unavailable':
    'The service cannot reach its Redis, where jobs and results are kept. Accepted jobs are not lost; jobs cannot be ' +
    'submitted or read until it is back, single rows are still explained.',
  'outcome-unknown':
    'The service lost its Redis while it took the job in: whether it was accepted is not known. Submitting again with the ' +
    'same key answers with the same job.',
};

/** Every error of this library. `message` is for people. */
export class ShapError extends Error {
  override readonly name = 'ShapError';

  constructor(
    readonly kind: Kind,
    message: string,
    /** Whether the same request may succeed later. */
    readonly retryable = false,
    /** The problem's type without its prefix, such as `redis-unavailable`; empty when no problem was sent. */
    readonly type = '',
    readonly status?: number,
    /** Milliseconds. */
    readonly retryAfter?: number,
    readonly requestId?: string | null,
    /** Each fault in what was sent, and where. */
    readonly errors: Problem['errors'] = [],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** The service cannot do it now; a fallback is asked then. */
  get outOfService(): boolean {
    return OUT.includes(this.kind);
  }
}

export const unreachable = (reason: string, cause?: unknown): ShapError =>
  new ShapError('unreachable', `The service does not answer: ${reason}.`, true, '', undefined, undefined, null, [], {
    cause,
  });

/** The error that an answer of status 400 or above stands for. */
export function problemOf(status: number, headers: Headers, body: Uint8Array): ShapError {
  const after = Number.parseFloat(headers.get('retry-after') ?? '');
  const retryAfter = after >= 0 ? after * 1000 : undefined;
  const id = headers.get('x-request-id');
  const told = documentOf(headers, body);
  const byStatus: Kind =
    status >= 500 ? 'server' : status === 429 ? 'busy' : status === 401 || status === 403 ? 'access' : 'invalid';
  if (!told) {
    const message = `Status ${status} without a problem document: a proxy before the service, or another program at this address.`;
    return new ShapError(byStatus, message, [408, 429, 502, 503, 504].includes(status), '', status, retryAfter, id);
  }
  const type = (told.type ?? '').replace(/^.*:/, '');
  const errors = told.errors ?? [];
  const words = [
    FOR_PEOPLE[type],
    told.detail ?? told.title,
    ...errors.slice(0, 5).map((e) => `${e.pointer}: ${e.detail}`),
  ];
  const message = words.filter(Boolean).join(' ');
  const later = retryAfter ?? (told.retryAfter && told.retryAfter * 1000);
  return new ShapError(KINDS[type] ?? byStatus, message, !!told.retryable, type, status, later, id, errors);
}

function documentOf(headers: Headers, body: Uint8Array): Partial<Problem> | undefined {
  if (!headers.get('content-type')?.includes('json')) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(body)) as Partial<Problem>;
  } catch {
    return undefined;
  }
}
