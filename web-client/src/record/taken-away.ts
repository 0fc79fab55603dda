import { fieldKey, type Objective, type Place } from './model';

/**
 * What somebody else has just deleted around a place: the objective, the key result, or nothing.
 * `fields` are those that somebody else changed just now.
 */
export function takenAway(
  place: Place,
  all: readonly Objective[],
  fields: readonly string[]
): Place | null {
  const outer = { objectiveId: place.objectiveId };
  const objective = all.find((one) => one.id === place.objectiveId);
  if (objective?.removed !== undefined && fields.includes(fieldKey(outer, 'removed'))) return outer;
  const isGone = objective?.removedKeyResults.some((one) => one.id === place.keyResultId);
  return isGone && fields.includes(fieldKey(place, 'removed')) ? place : null;
}
