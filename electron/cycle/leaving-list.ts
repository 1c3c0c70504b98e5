import { deletionDate, leftWords } from '../../shared/guard/leaving-calendar';
import type { LeaverView } from '../../shared/ipc/contract';
import type { JobSettings } from '../../shared/settings/settings';
import type { Database } from '../ledger/database';
import { holdOf } from '../ledger/holds';
import { countingSince, listLeavers } from '../ledger/leaving';
import { isProtected } from './guard-person';

/** The calendar of two-stage leaving: whose disabled account is deleted when, and whose is not. */
export function leavingList(
  database: Database,
  settings: JobSettings,
  now: number,
): { readonly afterDays: number | null; readonly people: LeaverView[] } {
  const { deleteAfterDays } = settings.safety;
  const since = countingSince(database, deleteAfterDays, new Date(now).toISOString());
  const people = listLeavers(database, since ?? '').map((leaver): LeaverView => {
    const { person, name, mail, countedFrom, kept } = leaver;
    const spared = holdOf(database, person) !== null ? 'On hold.' : isProtected(settings, person) ? 'Protected.' : null;
    const never = kept || spared !== null || deleteAfterDays === null;
    return {
      sourceId: person,
      name,
      mail,
      reason: spared === null ? leftWords(leaver.leftBecause) : `${spared} ${leftWords(leaver.leftBecause)}`,
      leftAt: countedFrom,
      deletedAt: never ? null : deletionDate(countedFrom, deleteAfterDays),
      kept,
    };
  });
  return { afterDays: deleteAfterDays, people };
}
