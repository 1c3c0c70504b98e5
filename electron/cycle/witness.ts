import type { StepName } from '../../shared/log/log-row';
import type { Account, Source, Target } from '../edges';
import type { Job } from './cycle';

/** What the two ends were asked about one person, and what they answered. */
export interface Seen {
  /** Each search by a matching attribute, in the order in which they were made. */
  readonly searches: { readonly path: string; readonly value: string; readonly found: readonly Account[] }[];
  /** The linked account as it was read; null: it is not there; undefined: it was not read. */
  account: Account | null | undefined;
  /** With what status the target answered the change; null: nothing was changed, or it did not say. */
  status: number | null;
  /** The step that was gone into last. */
  step: StepName | null;
  readonly tookMs: Record<StepName, number>;
}

/**
 * The job with both its ends watched: on demand the admin sees what was asked and answered, step by step and while it
 * happens, and the pipeline knows nothing of it.
 */
export function watch(job: Job, onStep: (step: StepName) => void): { readonly job: Job; readonly seen: Seen } {
  const seen: Seen = {
    searches: [],
    account: undefined,
    status: null,
    step: null,
    tookMs: { import: 0, scope: 0, match: 0, action: 0 },
  };
  const enter = (step: StepName): void => {
    if (seen.step === step) return;
    seen.step = step;
    onStep(step);
  };
  async function timed<T>(step: StepName, work: () => Promise<T>): Promise<T> {
    enter(step);
    const began = job.now();
    try {
      return await work();
    } finally {
      seen.tookMs[step] += job.now() - began;
    }
  }
  async function* timedPages<T>(step: StepName, pages: AsyncIterable<T>): AsyncGenerator<T> {
    enter(step);
    const began = job.now();
    try {
      yield* pages;
    } finally {
      seen.tookMs[step] += job.now() - began;
    }
  }
  const { source, target } = job;
  const watchedSource: Source = {
    ...source,
    findPerson: (idOrName, properties, signal) =>
      timed('import', () => source.findPerson(idOrName, properties, signal)),
    locatePerson: (id, signal) => timed('import', () => source.locatePerson(id, signal)),
    readAssignments: (servicePrincipalId, roleNames, signal) =>
      timedPages('scope', source.readAssignments(servicePrincipalId, roleNames, signal)),
    readGroupMembers: (groupIds, signal) => timedPages('scope', source.readGroupMembers(groupIds, signal)),
  };
  const watchedTarget: Target = {
    ...target,
    async find(path, value, signal) {
      const answer = await timed('match', () => target.find(path, value, signal));
      if (answer.ok) seen.searches.push({ path, value, found: answer.value });
      return answer;
    },
    async read(id, signal) {
      // A deletion is proved first: that read belongs to the action.
      const answer = await timed(seen.step === 'action' ? 'action' : 'match', () => target.read(id, signal));
      if (answer.ok && seen.step !== 'action') seen.account = answer.value;
      return answer;
    },
    async create(values, signal) {
      const answer = await timed('action', () => target.create(values, signal));
      if (answer.ok) seen.status = answer.value.status ?? null;
      return answer;
    },
    async update(id, changes, references, current, signal) {
      const answer = await timed('action', () => target.update(id, changes, references, current, signal));
      // The manager's own request says nothing of what the first one came to.
      if (answer.ok && changes.length > 0) seen.status = answer.value.status ?? null;
      else if (answer.ok && seen.status === null) seen.status = answer.value.status ?? null;
      return answer;
    },
    remove: (id, signal) => timed('action', () => target.remove(id, signal)),
  };
  return { job: { ...job, source: watchedSource, target: watchedTarget }, seen };
}
