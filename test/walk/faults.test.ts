import { afterAll, beforeAll, test } from 'vitest';
import { type Ground, openGround } from './ground';
import { seedsFrom } from './seeds';
import { walk } from './walk';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground?.close());

test.each(seedsFrom(1001, 80))('tenant %i, while both sides misbehave', (seed) => walk(ground, seed, 'faults'));
