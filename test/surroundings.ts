import type { Surroundings } from '../shared/expression/surroundings';

/** A moment, a domain and bytes that count upwards: the world of tests. */
export function testSurroundings(changes: Partial<Surroundings> = {}): Surroundings {
  let next = 0;
  return {
    now: Date.parse('2026-11-24T12:00:00Z'),
    randomBytes: (count) => Uint8Array.from({ length: count }, () => (next = (next + 37) % 256)),
    defaultDomain: 'oxbow.example',
    ...changes,
  };
}
