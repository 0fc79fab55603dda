const atLatestMs = 2_000;

/** Runs something when the page has nothing better to do. Answers how to call it off. */
export function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(run, { timeout: atLatestMs });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(run, atLatestMs / 4);
  return () => clearTimeout(timer);
}
