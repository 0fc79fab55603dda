import { createOkrSet } from '../api/okrs';
import { Problem } from '../api/problem';
import { cycles, okrSets, teams } from '../api/resources';
import type { Cycle, OkrSetSummary, Team } from '../api/types';
import { watched } from '../app/live';
import { daysBetween, todayIn } from '../ui/time';

interface Everything {
  readonly teams: readonly Team[];
  readonly cycles: readonly Cycle[];
  readonly records: readonly OkrSetSummary[];
}

/** A line of the home page: the record of a team (none = the company) for a cycle, or the place for it. */
export interface HomeRow {
  readonly key: string;
  readonly team: Team | null;
  readonly record: OkrSetSummary | null;
}

export interface HomeCycle {
  readonly cycle: Cycle;
  readonly when: 'now' | 'ahead' | 'over';
  /** Until the end when it runs, until the start when it is ahead. */
  readonly days: number;
  readonly rows: readonly HomeRow[];
}

/** The records of the workspace by cycle and team: what runs first, then what comes, then what is over. */
export class HomeState {
  readonly all = watched({ teams, cycles, okrSets }, (now): Everything => ({
    teams: Object.values(now.teams.teams),
    cycles: Object.values(now.cycles.cycles),
    records: Object.values(now.okrSets.okrSets)
  }));
  /** What the reader looks for; part of a team's name. */
  filter = $state('');

  readonly teams = $derived(
    byName((this.all.value?.teams ?? []).filter((team) => !team.archivedAt))
  );
  readonly cycles = $derived.by(() => this.#cycles());
  readonly isEmpty = $derived(this.all.value !== undefined && this.all.value.records.length === 0);

  /** Makes a record, or finds the one that somebody else has just made. Answers its id. */
  async start(cycleId: string, teamId: string | undefined): Promise<string> {
    try {
      return (await createOkrSet(cycleId, teamId)).id;
    } catch (problem) {
      if (problem instanceof Problem && problem.existingId) return problem.existingId;
      throw problem;
    }
  }

  #cycles(): readonly HomeCycle[] {
    const { cycles, records } = this.all.value ?? { cycles: [], records: [] };
    const shown = cycles.filter(
      (cycle) => !cycle.archivedAt || records.some((one) => one.cycleId === cycle.id)
    );
    return shown.map((cycle) => this.#cycle(cycle)).sort(byTime);
  }

  #cycle(cycle: Cycle): HomeCycle {
    const today = todayIn(cycle.timeZone);
    const when = today < cycle.start ? 'ahead' : today > cycle.end ? 'over' : 'now';
    const days = daysBetween(today, when === 'ahead' ? cycle.start : cycle.end);
    return { cycle, when, days, rows: this.#rows(cycle, when) };
  }

  #rows(cycle: Cycle, when: HomeCycle['when']): readonly HomeRow[] {
    const { teams, records } = this.all.value!;
    const here = records.filter((record) => record.cycleId === cycle.id);
    const rows = [null, ...byName(teams)].map((team) => ({
      key: `${cycle.id}/${team?.id ?? ''}`,
      team,
      record: here.find((record) => record.teamId === team?.id) ?? null
    }));
    const wanted = this.filter.trim().toLowerCase();
    return rows
      .filter(
        ({ team, record }) => record || (when !== 'over' && !team?.archivedAt && !cycle.archivedAt)
      )
      .filter(({ team }) => (team?.name ?? 'company').toLowerCase().includes(wanted));
  }
}

function byName(teams: readonly Team[]): Team[] {
  return [...teams].sort((one, other) => one.name.localeCompare(other.name));
}

function byTime(one: HomeCycle, other: HomeCycle): number {
  const rank = { now: 0, ahead: 1, over: 2 } as const;
  const start = one.cycle.start.localeCompare(other.cycle.start);
  return rank[one.when] - rank[other.when] || (one.when === 'over' ? -start : start);
}
