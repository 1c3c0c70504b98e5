import type { SourceId } from '../../shared/ids';
import type { LogRow } from '../../shared/log/log-row';
import { recordFailure } from '../ledger/escrows';
import { linkOfPerson } from '../ledger/links';
import { addLogRow } from '../ledger/log-rows';
import { readPerson } from '../ledger/people';
import { type ResolvableReference, resolvableReferences, settleReference } from '../ledger/references';
import type { Cycle } from './cycle';
import { endOrKeep, scopeOf } from './evaluate-person';
import { knownResource } from './export-operation';
import { adviceFor, logRow } from './log-entry';
import { inPool } from './pool';
import { reportProgress } from './progress';

const referencesAtOnce = 100;

/**
 * The second step of references: set once both accounts exist. What cannot be resolved stays wanted in the ledger and
 * is filled in by a later cycle on its own, which the cloud service does not do (entra-provisioning 2.4).
 */
export async function linkManagers(cycle: Cycle): Promise<void> {
  const { database } = cycle.job.ledger;
  let after = '';
  for (;;) {
    if (cycle.stopping()) return;
    const references = resolvableReferences(database, after, referencesAtOnce);
    const last = references.at(-1);
    if (last === undefined) return;
    after = last.person;
    cycle.progress.stage = 'link';
    const settled = references.filter((reference) => reference.exported === reference.to);
    database.transaction(() => {
      for (const { person, path, to } of settled) settleReference(database, person, path, to);
    });
    const changed = references.filter((reference) => reference.exported !== reference.to);
    const rows = await inPool(changed, cycle.job.settings.target.concurrency, (reference) =>
      setReference(cycle, reference),
    );
    database.transaction(() => {
      for (const finish of rows) finish();
    });
    cycle.progress.stages.link += changed.length;
    reportProgress(cycle);
  }
}

/** The reference of one person, and of nobody else: provision on demand. */
export async function setReferenceOf(cycle: Cycle, person: SourceId): Promise<void> {
  const { database } = cycle.job.ledger;
  const mine = resolvableReferences(database, '', 10, person).filter(
    (reference) => reference.exported !== reference.to,
  );
  for (const reference of mine) {
    const finish = await setReference(cycle, reference);
    database.transaction(finish);
  }
}

/** Sends one reference; what it answers writes the result, in the transaction of its slice. */
async function setReference(cycle: Cycle, reference: ResolvableReference): Promise<() => void> {
  const { job } = cycle;
  const { database } = job.ledger;
  const startedAt = job.now();
  const link = linkOfPerson(database, reference.person);
  const answer = await job.target.update(
    reference.target,
    [],
    [{ path: reference.path, from: reference.exported, to: reference.to }],
    link === null ? null : knownResource(link.known),
    cycle.signal,
  );
  const refused = answer.ok ? answer.value.refused.find(({ path }) => path === reference.path) : undefined;
  const problem = !answer.ok
    ? endOrKeep(answer.problem)
    : refused === undefined
      ? null
      : ({
          kind: 'target-refused',
          status: 400,
          scimType: 'invalidPath',
          attribute: reference.path,
          detail: refused.detail,
        } as const);
  return () => {
    const person = readPerson(database, reference.person);
    if (person === null) return;
    if (problem === null || problem.kind === 'target-refused')
      settleReference(database, reference.person, reference.path, reference.to);
    const changedBefore = alreadyChanged(cycle, reference.person);
    const row: LogRow = logRow(
      cycle,
      {
        person,
        importedAs: 'update',
        verdict: scopeOf(job, { person }),
        match: { kind: 'linked', targetId: reference.target },
        startedAt,
      },
      {
        action: 'update',
        status: problem === null ? 'success' : 'warning',
        staged: false,
        target: reference.target,
        problem,
        story:
          problem === null
            ? { kind: 'done', action: 'update', attributes: 1 }
            : { kind: 'failed', action: 'update', advice: adviceFor(job, problem, person) },
        modified: [{ attribute: reference.path, from: reference.exported, to: reference.toName ?? reference.to }],
      },
    );
    if (problem !== null && problem.kind !== 'target-refused') recordFailure(database, person.id, problem, job.now());
    addLogRow(database, cycle.number, row);
    if (problem === null && !changedBefore) {
      cycle.counts.updated += 1;
    }
    cycle.report({ kind: 'row', row });
  };
}

/** Whether this cycle changed the person's account before: a manager set after a creation is not one more account. */
function alreadyChanged(cycle: Cycle, person: string): boolean {
  return (
    cycle.job.ledger.database.get(
      `SELECT 1 FROM log WHERE source_id = ? AND cycle_id = ? AND action IN ('create', 'update', 'enable') LIMIT 1`,
      person,
      cycle.id,
    ) !== undefined
  );
}
