/** A calendar quarter as a cycle would have it. */
export interface Quarter {
  readonly name: string;
  readonly start: string;
  readonly end: string;
}

const lastDays = ['03-31', '06-30', '09-30', '12-31'] as const;
const firstDays = ['01-01', '04-01', '07-01', '10-01'] as const;

/** The quarter that a date (`YYYY-MM-DD`) is in, or the one `ahead` quarters later. */
export function quarterOf(date: string, ahead = 0): Quarter {
  const quarters =
    Number(date.slice(0, 4)) * 4 + Math.floor((Number(date.slice(5, 7)) - 1) / 3) + ahead;
  const year = Math.floor(quarters / 4);
  const index = quarters % 4;
  return {
    name: `Q${index + 1} ${year}`,
    start: `${year}-${firstDays[index]}`,
    end: `${year}-${lastDays[index]}`
  };
}

/** The quarter to write OKRs for: this one, or in its second half the next one. */
export function quarterToPlan(today: string): Quarter {
  const current = quarterOf(today);
  const middle = (Date.parse(current.start) + Date.parse(current.end)) / 2;
  return Date.parse(today) > middle ? quarterOf(today, 1) : current;
}
