/** Twelve colours that carry white text with a contrast of at least 4.5:1. */
export const presenceColors = [
  '#c2410c',
  '#a16207',
  '#4d7c0f',
  '#15803d',
  '#0f766e',
  '#0e7490',
  '#0369a1',
  '#2563eb',
  '#4f46e5',
  '#7c3aed',
  '#a21caf',
  '#be185d'
] as const;

/** The colour of a person: always the same one for the same id. */
export function colorOf(id: string): string {
  let hash = 7;
  for (const char of id) hash = (hash * 31 + char.charCodeAt(0)) >>> 0;
  return presenceColors[hash % presenceColors.length]!;
}

/** One or two letters that stand for a name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0]!, words[words.length - 1]!] : words;
  return (
    letters
      .map((word) => [...word][0] ?? '')
      .join('')
      .toUpperCase() || '?'
  );
}
