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
    `  ${cycle.trigger === 'undo' ? 'undo' : `${cycle.kind} cycle, ${cycle.counts.imported} people read`}, ${cycle.counts.inScope} in scope, ${seconds.toFixed(1)} s; requests: ${cycle.requests.source} to Microsoft Entra ID, ${cycle.requests.target} to the target.`,
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

/** An element of `operations` of `plan --json` (the contract). */
export const operationJson = (row: PlanRow) => ({
  action: row.status === 'skipped' || row.status === 'failed' ? ('skip' as const) : row.action,
  sourceId: row.sourceId,
  sourceName: row.name,
  targetId: row.targetId,
  changes: row.changes,
  ...(row.notSent === undefined ? {} : { notSent: row.notSent }),
  reason: row.reason,
});

const groups: readonly (readonly [string, string, (row: PlanRow) => boolean])[] = [
  ...(['delete', 'disable', 'create', 'update', 'enable', 'link'] as const).map(
    (action) =>
      [
        {
          delete: 'Delete',
          disable: 'Disable',
          create: 'Create',
          update: 'Update',
          enable: 'Enable',
          link: 'Link only',
        }[action],
        action === 'delete' || action === 'disable' ? ' (takes access away)' : '',
        (row: PlanRow) => row.action === action && isPlanned(row),
      ] as const,
  ),
  ['Skip', '', (row) => !isPlanned(row)],
];

const isPlanned = ({ status, action }: PlanRow): boolean =>
  status !== 'skipped' && status !== 'failed' && action !== 'none';

/** A plan in groups, what takes access away first; each person with why, and each attribute with its old and new value. */
export function* planLines(rows: readonly PlanRow[]): Iterable<string> {
  for (const [title, note, belongs] of groups) {
    const people = rows.filter(belongs);
    if (people.length === 0) continue;
    yield `${title}: ${people.length === 1 ? '1 person' : `${people.length} people`}${note}`;
    for (const row of people) {
      yield `  ${row.name}${row.mail === '' ? '' : `  <${row.mail}>`}${row.status === 'held' ? '  held' : ''}`;
      yield `      ${row.reason}`;
      for (const { attribute, from, to } of row.changes)
        yield `      ${attribute}: ${from === null ? '' : `${from} → `}${to ?? '(none)'}`;
      for (const attribute of row.notSent ?? []) yield `      ${attribute}: empty, not sent`;
    }
    yield '';
  }
}
