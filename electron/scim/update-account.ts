import type { TargetId } from '../../shared/ids';
import type { Change, ReferenceChange, ScimResource } from '../../shared/mapping/target-value';
import type { Outcome } from '../../shared/outcome';
import type { UpdatedAccount } from '../edges';
import { patchOnce } from './patch-account';
import { putOnce } from './put-account';
import type { Connection } from './send-request';
import { readAgain, type Update } from './update';

/** One user's changes in one request: PATCH, or PUT for a service that wants it, and again for as long as something is learnt. */
export async function updateAccount(
  connection: Connection,
  id: TargetId,
  changes: readonly Change[],
  references: readonly ReferenceChange[],
  current: ScimResource | null,
  signal: AbortSignal,
): Promise<Outcome<UpdatedAccount>> {
  const update: Update = {
    id,
    changes,
    references,
    current,
    refused: [],
    tried: new Set(),
    otherForm: false,
    isFresh: false,
    lostAnswers: 0,
  };
  for (let requests = 0; ; requests += 1) {
    if (needsFresh(connection, update)) {
      const problem = await readAgain(connection, update, signal);
      if (problem !== null) return problem;
    }
    const isRepeat = requests > 0;
    const step =
      connection.findings.updateBy === 'put'
        ? await putOnce(connection, update, isRepeat, signal)
        : await patchOnce(connection, update, isRepeat, signal);
    if (step.kind === 'done') return step.outcome;
  }
}

/** A whole list or a whole resource is sent back only as it is now: from an older one, other people's edits would be lost. */
function needsFresh({ findings, profile }: Connection, { changes, isFresh }: Update): boolean {
  if (isFresh) return false;
  if (findings.updateBy === 'put') return true;
  const lists = changes.filter(({ path }) => path.includes('['));
  return lists.some(({ path }) => !profile.patch.valuePath || /\]\.primary$/i.test(path));
}
