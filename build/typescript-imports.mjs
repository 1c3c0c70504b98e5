// Lets Node 24 run this repository's TypeScript as it is: the sources name each other without an ending.
//   node --import ./build/typescript-imports.mjs FILE.ts
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

registerHooks({
  resolve(specifier, context, next) {
    if (/^\.{1,2}\//.test(specifier) && !/\.[cm]?[jt]s$|\.json$/.test(specifier) && context.parentURL !== undefined) {
      const address = new URL(`${specifier}.ts`, context.parentURL);
      if (existsSync(fileURLToPath(address))) return next(address.href, context);
    }
    return next(specifier, context);
  },
});
