import { openEngine } from '../../electron/compose';
import { openRunner } from '../../electron/schedule/runner';
import { valueOrThrow } from '../../shared/outcome';
import type { CycleOrder } from './ground';

/** One cycle in a process of its own, to be killed. */
const { folder, job, full, ahead, authorities } = JSON.parse(process.argv[2] ?? '') as CycleOrder;
let waited = 0;
const engine = valueOrThrow(
  openEngine({
    folder,
    env: process.env,
    now: () => Date.now() + ahead + waited,
    sleep: async (ms) => {
      waited += ms;
    },
    what: 'the walk’s own process',
  }),
);
for (const authority of authorities) engine.trustAlso(authority);
void openRunner(engine)
  .cycle(job, { full, approve: true, trigger: 'admin' })
  .then((outcome) => process.exit(outcome.ok ? 0 : 3));
