import { limitText } from '../../shared/guard/deletion-threshold';
import { type CycleSummary, changedAccounts, type JobState } from '../../shared/health/job-state';
import { stateSentence } from '../../shared/health/state-sentence';

/** A notification of the desktop; a click opens `address`. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly address: string;
}

/** What was told of one job: the cause that still lasts, and whether its first cycle is still to come. */
export interface Told {
  readonly cause: string | null;
  readonly firstCycleToCome: boolean;
}

/**
 * What a job's new state is worth telling: one notification a cause until it is cured, and of successes the first cycle
 * only. `before` is undefined for a state never seen, and nothing that had ended before then is told.
 */
export function noticesOf(before: Told | undefined, state: JobState, now: number): { told: Told; notices: Notice[] } {
  const notices: Notice[] = [];
  const address = `#/${encodeURIComponent(state.job)}/overview`;
  const finished = state.lastCycle?.finishedAt ? state.lastCycle : null;
  const firstCycleToCome = finished === null && (before?.firstCycleToCome ?? true);

  const cause = causeOf(state, now);
  if (cause !== null && cause.key !== before?.cause) notices.push({ ...cause.notice, address });
  if (before?.firstCycleToCome && finished !== null && endedWell(finished) && cause?.key !== 'deletions-held') {
    notices.push({ title: 'The first cycle is done', body: countsInWords(finished, state), address });
  }
  // A cycle that runs cures nothing yet: the same people may fail again at its end.
  const lasting = state.condition.kind === 'running' ? (before?.cause ?? null) : (cause?.key ?? null);
  return { told: { cause: lasting, firstCycleToCome }, notices };
}

function causeOf(state: JobState, now: number): { key: string; notice: Omit<Notice, 'address'> } | null {
  const { condition, targetName } = state;
  switch (condition.kind) {
    case 'quarantined': {
      const title = stateSentence(state, now).sentence.replace(/^Stopped: /, '');
      return {
        key: `quarantined ${condition.problem.kind}`,
        notice: {
          title: `${title.slice(0, 1).toUpperCase()}${title.slice(1)}`,
          body:
            condition.problem.kind === 'too-many-failures'
              ? 'Syncing has stopped. What was done stays done. Open to see why.'
              : 'Syncing has stopped. Everyone keeps the access they have.',
        },
      };
    }
    case 'deletions-held': {
      const { people, limit, percent } = condition;
      return {
        key: 'deletions-held',
        notice: {
          title: people === 1 ? '1 deletion is held' : `${people} deletions are held`,
          body: `One cycle would disable ${people} ${targetName} ${people === 1 ? 'account' : 'accounts'}; your limit is ${limitText({ limit, percent: percent ?? null })}. Nothing was sent.`,
        },
      };
    }
    case 'people-fail': {
      const { people } = condition;
      return {
        key: 'people-fail',
        notice: {
          title: `${people} ${people === 1 ? 'person' : 'people'} could not be updated`,
          body: 'Inseam tries again by itself. Open to see why.',
        },
      };
    }
    case 'keychain-locked':
      return {
        key: 'keychain-locked',
        notice: { title: 'The keychain is locked', body: 'Inseam waits until you unlock it.' },
      };
    default:
      return null;
  }
}

const endedWell = ({ state }: CycleSummary): boolean => state === 'succeeded' || state === 'succeededWithErrors';

/** "9 accounts created, 7 updated. 3 people need attention." */
function countsInWords({ counts }: CycleSummary, { people }: JobState): string {
  const parts = [
    [counts.created, 'created'],
    [counts.updated, 'updated'],
    [counts.enabled, 'enabled'],
    [counts.disabled, 'disabled'],
    [counts.deleted, 'deleted'],
  ] as const;
  const [first, ...rest] = parts.filter(([amount]) => amount > 0);
  const changed =
    first === undefined || changedAccounts(counts) === 0
      ? 'Nothing had to be changed.'
      : `${[`${first[0]} ${first[0] === 1 ? 'account' : 'accounts'} ${first[1]}`, ...rest.map((part) => part.join(' '))].join(', ')}.`;
  const need = people.needAttention;
  if (need === 0) return changed;
  return `${changed} ${need === 1 ? '1 person needs' : `${need} people need`} attention.`;
}
