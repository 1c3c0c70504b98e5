import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { functionsPage } from '../../shared/expression/functions/function-help';

// Writes docs/functions.md from the rows of the functions, after a change of one:
//   node --import ./build/typescript-imports.mjs build/docs/write-functions-page.ts

writeFileSync(fileURLToPath(new URL('../../docs/functions.md', import.meta.url)), functionsPage());
