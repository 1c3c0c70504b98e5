import type { CycleCounts, CycleSummary } from '../../shared/health/job-state';
import type { PlanRow } from '../../shared/ipc/contract';

const end = {
  succeeded: 'Done',
  succeededWithErrors: 'Done, but some people failed',
  failed: 'Not finished',
  held: 'Done, but removals are held for your decision',
  quarantined: 'Stopped',
  stopped: 'Stopped by you',
} as const;

const wordsOf: readonly (readonly [keyof CycleCounts, string])[] = [
  ['deleted', 'deleted'],
  ['disabled', 'disabled'],
  ['created', 'created'],
  ['updated', 'updated'],
  ['enabled', 'enabled'],
  ['unchanged', 'unchanged'],
  ['skipped', 'skipped'],
  ['failed', 'failed'],
];

/** "9 created, 7 updated, 21 unchanged"; what takes access away comes first, and what did not happen is left out. */
export function countsSentence(counts: CycleCounts): string {
  const parts = wordsOf.filter(([key]) => counts[key] > 0).map(([key, word]) => `${counts[key]} ${word}`);
  return parts.length === 0 ? 'nothing to do' : parts.join(', ');
}

export function cycleLines(cycle: CycleSummary): readonly string[] {
  const seconds = cycle.finishedAt === null ? 0 : (Date.parse(cycle.finishedAt) - Date.parse(cycle.startedAt)) / 1000;
  return [
    `${end[cycle.state ?? 'failed']}: ${countsSentence(cycle.counts)}.`,
    `  ${cycle.kind} cycle, ${cycle.counts.imported} people read, ${cycle.counts.inScope} in scope, ${seconds.toFixed(1)} s; requests: ${cycle.requests.source} to Microsoft Entra ID, ${cycle.requests.target} to the target.`,
  ];
}

/** The object of `sync --json` and `plan --json` (the contract). */
export const cycleJson = (job: string, cycle: CycleSummary) => ({
  job,
  cycle: {
    id: cycle.id,
    kind: cycle.kind,
    state: cycle.state === 'stopped' ? 'failed' : cycle.state,
    startedAt: cycle.startedAt,
    finishedAt: cycle.finishedAt,
  },
  counts: cycle.counts,
  requests: cycle.requests,
});

const before = {
  create: 'create',
  update: 'update',
  enable: 'enable',
  disable: 'disable',
  delete: 'delete',
  link: 'link only',
  none: 'skip',
} as const;

/** One person of a plan: the decision, the name, why, and each attribute with its old and new value. */
export function planLines(row: PlanRow): readonly string[] {
  const decision =
    row.status === 'held'
      ? `held: ${before[row.action]}`
      : row.status === 'skipped' || row.status === 'failed'
        ? 'skip'
        : before[row.action];
  return [
    `${decision.padEnd(10)} ${row.name}${row.mail === '' ? '' : `  <${row.mail}>`}`,
    `           ${row.reason}`,
    ...row.changes.map(
      ({ attribute, from, to }) => `           ${attribute}: ${from === null ? '' : `${from} → `}${to ?? '(none)'}`,
    ),
  ];
}
