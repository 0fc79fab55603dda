/** What the home page says. */
export const words = {
  company: 'Company',
  counts: (objectives: number, keyResults: number) =>
    `${objectives === 1 ? '1 objective' : `${objectives} objectives`}, ${keyResults === 1 ? '1 key result' : `${keyResults} key results`}`,
  noWords: 'Nothing written yet',
  left: (days: number) =>
    days === 0 ? 'ends today' : days === 1 ? '1 day left' : `${days} days left`,
  begins: (days: number) => (days === 1 ? 'begins tomorrow' : `begins in ${days} days`),
  over: 'over'
};
