import { randomBytes } from 'node:crypto';
import type { Surroundings } from '../../shared/expression/surroundings';

/** Filled once a cycle, where the rules ask for it (default-domain.ts). */
export interface KnownDomain {
  name: string | null;
}

/** The world as expressions see it: one moment for a whole cycle, and the random source of the system. */
export const surroundingsAt = (now: number, domain: KnownDomain | string | null): Surroundings => ({
  now,
  randomBytes: (count) => randomBytes(count),
  get defaultDomain() {
    return typeof domain === 'object' ? (domain?.name ?? null) : domain;
  },
});
