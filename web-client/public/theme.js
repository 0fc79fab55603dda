// Runs before the first paint, so that a chosen theme does not flash. src/ui/theme.svelte.ts keeps the key.
try {
  const theme = localStorage.getItem('meridian.theme');
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme it is.
}
