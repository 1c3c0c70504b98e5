import type { Link } from '../../shared/decision/link';
import { readPath } from '../../shared/mapping/target-path';
import type { ScimResource, TargetValue } from '../../shared/mapping/target-value';
import { foldMatchingValue } from '../../shared/matching/match-account';
import { readFact, writeFact } from '../ledger/facts';
import { linksAfter } from '../ledger/links';
import { forgetAccount } from '../ledger/references';
import type { Cycle, Job } from './cycle';
import { endOrKeep } from './evaluate-person';

const linksAtOnce = 400;

export interface Proof {
  readonly path: string;
  readonly expected: string;
  /** What the account has there now. */
  readonly found: TargetValue | null;
  readonly holds: boolean;
}

/** Whether an id is still the account it was, by the first matching value that the ledger knows of it; null: it knows none. */
export function proveAccount({ rules }: Job, link: Link | null, resource: ScimResource): Proof | null {
  for (const { matchingPriority, target: path } of rules.mappings) {
    const expected = link?.known[path];
    if (matchingPriority <= 0 || typeof expected !== 'string') continue;
    const found = readPath(resource, path);
    const holds = typeof found === 'string' && foldMatchingValue(found) === foldMatchingValue(expected);
    return { path, expected, found, holds };
  }
  return null;
}

/**
 * After the target's address changed, before anything else: an id of one service may be a stranger's in another. A link
 * whose account has not the name that is known of it is broken, and its person is matched anew.
 */
export async function proveLinks(cycle: Cycle): Promise<void> {
  const { database } = cycle.job.ledger;
  const { baseUrl } = cycle.job.settings.target;
  const before = readFact(database, 'target');
  if (before === baseUrl) return;
  for (let after = ''; before !== null; ) {
    const links = linksAfter(database, after, linksAtOnce);
    const last = links.at(-1);
    if (last === undefined) break;
    after = last.sourceId;
    const broken = await cycle.pool.run(links, async (link) => ((await isProved(cycle, link)) ? [] : [link]));
    database.transaction(() => {
      for (const { sourceId } of broken.flat()) forgetAccount(database, sourceId);
    });
  }
  writeFact(database, 'target', baseUrl);
}

async function isProved({ job, signal }: Cycle, link: Link): Promise<boolean> {
  const answer = await job.target.read(link.targetId, signal);
  if (!answer.ok) endOrKeep(answer.problem);
  return answer.ok && answer.value !== null && proveAccount(job, link, answer.value.resource)?.holds === true;
}
