import { Problem } from '../api/problem';

/** What a form is up to: being sent, or refused with a reason for the whole or for a field. */
export class FormState {
  busy = $state(false);
  #problem = $state.raw<Problem | null>(null);

  /** What is wrong with the whole; empty when nothing is, or when a field says it. */
  get problem(): string {
    const problem = this.#problem;
    return problem && Object.keys(problem.fields).length === 0 ? problem.message : '';
  }

  get code(): string {
    return this.#problem?.code ?? '';
  }

  /** What is wrong with a field; empty when nothing is. */
  field(name: string): string {
    return this.#problem?.fields[name] ?? '';
  }

  /** Runs the action once at a time. Resolves to whether it succeeded; a Problem is kept to be shown. */
  async send(action: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.#problem = null;
    try {
      await action();
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.#problem = problem;
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Takes a refusal that was found before sending. */
  refuse(fields: Record<string, string>): void {
    this.#problem = new Problem({
      code: 'invalid',
      status: 0,
      title: 'Please look at the marked fields.',
      fields
    });
  }
}
