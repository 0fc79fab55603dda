export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'note' | 'trouble';
  readonly action?: { readonly label: string; readonly run: () => void };
}

const shortMs = 5_000;
const longMs = 10_000;

/** Short messages at the foot of the page; one with an action stays longer. */
class Toasts {
  #shown = $state.raw<readonly Toast[]>([]);
  #next = 1;

  get shown(): readonly Toast[] {
    return this.#shown;
  }

  say(text: string, action?: Toast['action']): void {
    this.#show({ id: this.#next++, text, kind: 'note', ...(action ? { action } : {}) });
  }

  warn(text: string): void {
    this.#show({ id: this.#next++, text, kind: 'trouble' });
  }

  dismiss(id: number): void {
    this.#shown = this.#shown.filter((toast) => toast.id !== id);
  }

  #show(toast: Toast): void {
    this.#shown = [...this.#shown.slice(-2), toast];
    setTimeout(
      () => this.dismiss(toast.id),
      toast.action || toast.kind === 'trouble' ? longMs : shortMs
    );
  }
}

export const toasts = new Toasts();
