import { startEntraTenant } from './entra-tenant';
import { runAsProcess } from './run-as-process';

/** `node entra-tenant.cjs [--people N] [--port N] [--admin-port N] [--keep-last N]` */
void runAsProcess((options) =>
  startEntraTenant({
    people: options.number('people') ?? null,
    port: options.number('port') ?? 0,
    adminPort: options.number('admin-port') ?? 0,
    keepLast: options.number('keep-last') ?? 1000,
  }),
);
