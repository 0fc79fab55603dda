export type Theme = 'system' | 'light' | 'dark' | 'contrast';

export const themes: readonly Theme[] = ['system', 'light', 'dark', 'contrast'];

const key = 'meridian.theme';

/** The reader's choice of theme, remembered on this device; public/theme.js applies it before the first paint. */
class ThemeChoice {
  #chosen = $state.raw<Theme>(stored());

  get chosen(): Theme {
    return this.#chosen;
  }

  choose(theme: Theme): void {
    this.#chosen = theme;
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    try {
      if (theme === 'system') localStorage.removeItem(key);
      else localStorage.setItem(key, theme);
    } catch {
      // Storage is blocked: the choice lasts as long as the page.
    }
  }
}

function stored(): Theme {
  try {
    const found = localStorage.getItem(key);
    return themes.find((theme) => theme === found) ?? 'system';
  } catch {
    return 'system';
  }
}

export const theme = new ThemeChoice();
