/** A question with yes and no that must be answered before going on. */
export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no?: string;
  readonly danger?: boolean;
}

/** Asks one question at a time; QuestionDialog shows it. */
class Questions {
  #open = $state.raw<{ question: Question; answer: (yes: boolean) => void } | null>(null);

  get open(): Question | null {
    return this.#open?.question ?? null;
  }

  ask(question: Question): Promise<boolean> {
    this.answer(false);
    return new Promise((resolve) => (this.#open = { question, answer: resolve }));
  }

  answer(yes: boolean): void {
    this.#open?.answer(yes);
    this.#open = null;
  }
}

export const questions = new Questions();
