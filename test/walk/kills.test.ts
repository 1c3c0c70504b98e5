import { afterAll, beforeAll, test } from 'vitest';
import { type Ground, openGround } from './ground';
import { seedsFrom } from './seeds';
import { walk } from './walk';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground?.close());

test.each(seedsFrom(2001, 12))('tenant %i, whose process is killed at some request', (seed) =>
  walk(ground, seed, 'kills'),
);
