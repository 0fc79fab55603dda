import { getOkrSet, listCycles, listTeams } from '../api/okrs';
import { cycles, members, okrSet, teams, type ValueOf } from '../api/resources';
import type { Cycle, Member, OkrSet, Team } from '../api/types';
import { listMembers } from '../api/workspace';
import { live } from '../app/live';

/** What a record is about, as the server tells it. */
export interface About {
  readonly okrSet: OkrSet;
  readonly team: Team | null;
  readonly cycle: Cycle | null;
  readonly members: readonly Member[];
}

/** Reads it once; rejects with a Problem when there is no such record, or no server. */
export async function readAbout(id: string): Promise<About> {
  const [answer, allTeams, allCycles, allMembers] = await Promise.all([
    getOkrSet(id, null),
    listTeams(),
    listCycles(),
    listMembers()
  ]);
  if (!answer.changed) throw new Error('A first reading brings something.');
  const { value } = answer;
  return {
    okrSet: value,
    team: allTeams.find((team) => team.id === value.teamId) ?? null,
    cycle: allCycles.find((cycle) => cycle.id === value.cycleId) ?? null,
    members: allMembers
  };
}

/** Tells each change of it, and that the record is gone, until the returned function is called. */
export function followAbout(
  { okrSet: { id, teamId, cycleId } }: About,
  told: { learn(change: Partial<About>): void; gone(): void }
): () => void {
  const ends = [
    live.watch(okrSet(id).path, {
      value: (now: OkrSet) => told.learn({ okrSet: now }),
      gone: () => told.gone()
    }),
    live.watch(members.path, {
      value: (now: ValueOf<typeof members>) => told.learn({ members: Object.values(now.members) })
    }),
    live.watch(teams.path, {
      value: (now: ValueOf<typeof teams>) =>
        told.learn({ team: (teamId !== undefined && now.teams[teamId]) || null })
    }),
    live.watch(cycles.path, {
      value: (now: ValueOf<typeof cycles>) => told.learn({ cycle: now.cycles[cycleId] ?? null })
    })
  ];
  return () => ends.forEach((end) => end());
}
