import { randomBytes } from 'node:crypto';
import type { Surroundings } from '../../shared/expression/surroundings';

/** The world as expressions see it: one moment for a whole cycle, and the random source of the system. */
export const surroundingsAt = (now: number, defaultDomain: string | null): Surroundings => ({
  now,
  randomBytes: (count) => randomBytes(count),
  defaultDomain,
});
