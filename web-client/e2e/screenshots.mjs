// Where pictures of the pages are kept.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Fonts come with the page, which has been waited for; waiting again can hang while another window is in front.
process.env.PW_TEST_SCREENSHOT_NO_FONTS_READY = '1';

const folder =
  process.env.MERIDIAN_E2E_SCREENSHOTS ??
  fileURLToPath(new URL('../target/screenshots', import.meta.url));

/** Takes a picture of a page, calm: nothing moves, no caret blinks. */
export async function picture(page, name, options = {}) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name.replace(/[^\w-]+/g, '-').slice(0, 120)}.png`);
  await page.screenshot({ path, animations: 'disabled', ...options });
}
