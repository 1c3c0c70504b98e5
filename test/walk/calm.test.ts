import { afterAll, beforeAll, test } from 'vitest';
import { type Ground, openGround } from './ground';
import { seedsFrom } from './seeds';
import { walk } from './walk';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground?.close());

test.each(seedsFrom(1, 120))('tenant %i', (seed) => walk(ground, seed));
