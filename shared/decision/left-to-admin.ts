import type { TargetId } from '../ids';
import type { PersonProblem } from '../log/problem';

/**
 * Somebody whose account was deleted at the target and for whom no other is found: made again, or, where the settings say
 * so, left to the admin until they provision the person on demand or restart. null: nothing stands in the way.
 */
export function leftToAdmin(
  person: { readonly vanished: TargetId | null; readonly onDemand: boolean; readonly creates: boolean },
  { recreateVanished }: { readonly recreateVanished: boolean },
): PersonProblem | null {
  if (person.vanished === null || person.onDemand || !person.creates || recreateVanished) return null;
  return { kind: 'account-gone', targetId: person.vanished, leftToAdmin: true };
}
