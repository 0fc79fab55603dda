import type { components } from './contract';

type ProblemBody = components['schemas']['Problem'];

/** A refused or failed call. `code` is stable and meant for programs; `fields` says what is wrong with each field. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly existingId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(body: ProblemBody) {
    super(body.detail ?? body.title);
    this.name = 'Problem';
    this.code = body.code;
    this.status = body.status;
    this.fields = body.fields ?? {};
    this.existingId = body.existingId;
    this.retryAfterSeconds = body.retryAfterSeconds;
  }

  /** The server cannot be reached: nothing is known about what it did. */
  static unreachable(): Problem {
    return new Problem({
      code: 'unreachable',
      status: 0,
      title: 'Meridian cannot be reached. Check your connection and try again.'
    });
  }

  get isUnreachable(): boolean {
    return this.code === 'unreachable';
  }
}

/** Reads a problem from an answer; makes one up from the status when the body is something else. */
export async function problemOf(answer: Response): Promise<Problem> {
  try {
    const body = (await answer.json()) as Partial<ProblemBody>;
    if (typeof body.code === 'string' && typeof body.title === 'string') {
      return new Problem({ ...body, code: body.code, title: body.title, status: answer.status });
    }
  } catch {
    // Not JSON: said below.
  }
  return new Problem({
    code: `status-${answer.status}`,
    status: answer.status,
    title:
      answer.status >= 500
        ? 'Meridian had a problem. Try again in a moment.'
        : `Meridian refused this (${answer.status}).`
  });
}
