import type { Problem } from '../../shared/log/problem';
import { type RuleFault, ruleError, ruleWarning } from '../../shared/mapping/rule-fault';
import type { AttributeMapping } from '../../shared/mapping/rules';
import { canSearch, newMatching, searchSentence } from '../../shared/matching/search-proof';
import { failure, type Outcome, ProblemError, success } from '../../shared/outcome';
import type { Profile } from '../../shared/profiles/profile';
import type { Engine } from '../compose';
import { withoutSecrets } from './log-entry';
import { rulesOf } from './open-job';

/** A person waits for the answer. */
const longestMs = 30_000;

/** What the target said of one attribute that accounts are to be matched by. */
export interface AskedSearch {
  readonly path: string;
  readonly canSearch: boolean;
  readonly text: string;
}

/** Asks the target whether it can search by an attribute. Needs what a cycle needs, and no lock. */
export async function askMatching(engine: Engine, name: string, path: string): Promise<Outcome<AskedSearch>> {
  const signal = AbortSignal.timeout(longestMs);
  try {
    const looked = await engine.lookAt(name, async ({ target, profile }): Promise<Outcome<AskedSearch>> => {
      const proof = await target.searchBy(path, signal);
      if (!proof.ok) return proof;
      return success({ path, canSearch: canSearch(proof.value), text: searchSentence(proof.value, path, profile) });
    });
    const asked = looked.ok ? looked.value : looked;
    return asked.ok ? asked : failure(withoutSecrets(asked.problem, engine.redact));
  } catch (error) {
    if (error instanceof ProblemError) return failure(withoutSecrets(error.problem, engine.redact));
    if (!signal.aborted) throw error;
    return failure(silence(engine, name));
  }
}

function silence(engine: Engine, name: string): Problem {
  const job = engine.known(name);
  const host = job.ok ? new URL(job.value.settings.target.baseUrl).host : '';
  return { kind: 'unreachable', side: 'target', host, cause: 'time-out', waitedMs: longestMs, proxy: null };
}

/**
 * Asks about every attribute that accounts are to be matched by and were not before. One that the target cannot search by
 * is an error; where it could not be asked that is a warning, and the mapping can be kept.
 */
export async function askNewMatching(
  engine: Engine,
  name: string,
  mappings: readonly AttributeMapping[],
): Promise<readonly RuleFault[]> {
  const job = engine.known(name);
  const read = job.ok ? rulesOf(job.value.settings) : job;
  if (!job.ok || !read.ok) return [];
  const faults: RuleFault[] = [];
  for (const path of newMatching(mappings, read.value.rules.mappings)) {
    const asked = await askMatching(engine, name, path);
    if (!asked.ok) faults.push(ruleWarning(path, notAsked(job.value.profile, path)));
    else if (!asked.value.canSearch) faults.push(ruleError(path, asked.value.text));
  }
  return faults;
}

export const notAsked = ({ name }: Profile, path: string): string =>
  `${name} could not be asked whether it can search by ${path}.`;
