import type { TargetId } from '../../shared/ids';

const graceMs = 30_000;

/** Which accounts were made so lately that a 404 for them proves nothing (scim-interop quirk 48). Holds 30 seconds and no more. */
export interface Settling {
  remember(id: TargetId): void;
  /** It was deleted: from now on a 404 is what is wanted. */
  forget(id: TargetId): void;
  /** How long to wait before asking again, in milliseconds; null: the 404 stands. */
  waitMs(id: TargetId, repeats: number): number | null;
}

export function openSettling(now: () => number): Settling {
  const madeAt = new Map<TargetId, number>();
  return {
    remember(id) {
      // Oldest first, as a Map keeps them.
      for (const [old, at] of madeAt) {
        if (at > now() - graceMs) break;
        madeAt.delete(old);
      }
      madeAt.set(id, now());
    },
    forget: (id) => void madeAt.delete(id),
    waitMs(id, repeats) {
      const at = madeAt.get(id);
      const waitMs = Math.min(8_000, 1000 * 2 ** repeats);
      return at === undefined || now() + waitMs - at > graceMs ? null : waitMs;
    },
  };
}
