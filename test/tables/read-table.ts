import { readFileSync } from 'node:fs';

/** The rows of a table beside this file. Their shape is the test's to know. */
export const readTable = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));
