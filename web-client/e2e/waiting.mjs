// Waiting for what comes in its own time; there are no fixed pauses in these tests.

const stepMs = 40;

/** Tries a check until it passes; its last failure is the failure of the test. */
export async function eventually(check, { withinMs = 20_000 } = {}) {
  const end = performance.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (problem) {
      if (performance.now() > end) throw problem;
      await new Promise((resolve) => setTimeout(resolve, stepMs));
    }
  }
}
