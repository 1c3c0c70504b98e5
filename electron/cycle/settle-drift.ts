import { type Drift, driftOf, leaveDrift } from '../../shared/decision/drift';
import type { Operation } from '../../shared/decision/operation';
import { redactedBy } from '../../shared/mapping/redacted';
import { redactedText } from '../../shared/mapping/shown-value';
import { foldPath } from '../../shared/mapping/target-attribute';
import { readPath } from '../../shared/mapping/target-path';
import { cureDrift, saveDrift } from '../ledger/drift';
import type { Cycle, Job } from './cycle';
import type { Evaluated } from './evaluate-person';
import type { Sent } from './export-operation';

/**
 * Looks at a linked account that was just read for what was changed by hand, and takes out of the operation what is only
 * to be reported. Nothing but an update is touched: whoever leaves is disabled whatever was done by hand.
 */
export function settleDrift(job: Job, evaluated: Evaluated): Evaluated {
  const { item, link, mapped, resource, story, operation } = evaluated;
  // An account found again after a lost answer has no history to compare with.
  if (item.link === null || link === null || mapped === null || resource === null || !story.verdict.inScope)
    return evaluated;
  const reported = new Set(
    job.rules.mappings.filter(({ onDrift }) => onDrift === 'report').map(({ target }) => foldPath(target)),
  );
  const drift = driftOf({
    wanted: mapped.values,
    exported: (path) => link.known[path] ?? null,
    found: (path) => readPath(resource, path),
    policyOf: (path) => (reported.has(foldPath(path)) ? 'report' : 'source'),
    profile: job.profile,
  });
  return { ...evaluated, drift, operation: leaveDrift(operation, drift) };
}

/** Attributes that stay as somebody set them by hand: what was exported of them stays known, so that a change in the source is seen. */
export const leftAlone = ({ drift = [] }: Evaluated): readonly string[] =>
  drift.filter(({ policy }) => policy === 'report').map(({ path }) => path);

const changedPaths = (operation: Operation): readonly string[] =>
  operation.action === 'update' || operation.action === 'enable' ? operation.changes.map(({ path }) => path) : [];

/** Attributes that the operation puts back. */
export const putBack = ({ drift = [], operation }: Evaluated): readonly string[] => {
  const changed = new Set(changedPaths(operation));
  return drift.flatMap(({ path }) => (changed.has(path) ? [path] : []));
};

/** Keeps what is still otherwise than wanted after the operation, and forgets what it cured. */
export function recordDrift(cycle: Cycle, evaluated: Evaluated, sent: Sent): void {
  const { database } = cycle.job.ledger;
  const { id } = evaluated.story.person;
  const refused = new Set(sent.kind === 'done' ? sent.refused : []);
  const exported = sent.kind === 'failed' ? [] : changedPaths(evaluated.operation).filter((path) => !refused.has(path));
  const cured = new Set(exported);
  const isLeft = ({ path }: Drift): boolean => !cured.has(path);
  if (evaluated.drift === undefined) cureDrift(database, id, exported);
  else {
    const redacted = redactedBy(cycle.job.rules);
    // Nothing of it is shown, and nothing but showing is done with what is kept.
    const kept = evaluated.drift
      .filter(isLeft)
      .map(
        (one): Drift =>
          redacted.target(one.path)
            ? { ...one, wanted: redactedText, found: one.found === null ? null : redactedText }
            : one,
      );
    saveDrift(database, id, kept, new Date(cycle.job.now()).toISOString());
  }
}
