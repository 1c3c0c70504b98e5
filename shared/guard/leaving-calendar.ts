const dayMs = 86_400_000;

/** When a disabled account is deleted whose days count from an instant; both in ISO 8601, UTC. */
export const deletionDate = (countedFrom: string, afterDays: number): string =>
  new Date(Date.parse(countedFrom) + afterDays * dayMs).toISOString();

/** The instant that days must have been counted from for an account to be due now. */
export const dueIfCountedFrom = (now: number, afterDays: number): string =>
  new Date(now - afterDays * dayMs).toISOString();

/** Since when the days of a disabled account count: never from before the setting was switched on. */
export const countedFrom = (leftAt: string | null, since: string): string =>
  leftAt !== null && leftAt > since ? leftAt : since;

/** Whole days between two instants. */
export const daysBetween = (from: string, to: number): number => Math.floor((to - Date.parse(from)) / dayMs);

/** Why a person left, in a few words: the kind of the scope's reason, as the link keeps it. */
export function leftWords(kind: string): string {
  switch (kind) {
    case 'blocked':
      return 'Sign-in is blocked.';
    case 'soft-deleted':
      return 'In Microsoft Entra ID’s recycle bin.';
    case 'hard-deleted':
      return 'Deleted for good in Microsoft Entra ID.';
    case 'filtered-out':
      return 'Left out by a scoping filter.';
    default:
      return 'Not assigned any more.';
  }
}
