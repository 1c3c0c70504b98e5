import type { Operation } from '../../shared/decision/operation';
import type { TargetId } from '../../shared/ids';
import { type Advice, adviseOn } from '../../shared/log/advice';
import { guardReason } from '../../shared/log/guard-words';
import type { Action, LogRow, LogStatus, LogStep, ModifiedProperty } from '../../shared/log/log-row';
import type { Problem } from '../../shared/log/problem';
import {
  type ActionStory,
  actionStep,
  type ImportedAs,
  importStep,
  type MatchStory,
  matchStep,
  scopeStep,
} from '../../shared/log/steps';
import { shownChange } from '../../shared/mapping/shown-value';
import { type Person, personName } from '../../shared/person';
import { type ScopeVerdict, scopeSentence } from '../../shared/scoping/decide-scope';
import type { Cycle, Job } from './cycle';

/** Everything that was found out about a person in this cycle, ready to become a row of the provisioning log. */
export interface Story {
  readonly person: Person;
  readonly importedAs: ImportedAs;
  readonly verdict: ScopeVerdict;
  readonly match: MatchStory;
  readonly startedAt: number;
}

export interface Ending {
  readonly action: Action;
  readonly status: LogStatus;
  readonly staged: boolean;
  readonly target: TargetId | null;
  readonly problem: Problem | null;
  readonly story: ActionStory;
  readonly modified: readonly ModifiedProperty[];
  readonly notSent?: readonly string[] | undefined;
  /** Stands in for the reason of the scope; absent: that one. */
  readonly reason?: string | null;
}

export const adviceFor = (job: Job, problem: Problem, person: Person | null): Advice =>
  adviseOn(problem, {
    targetName: job.profile.name,
    profile: job.profile.advice,
    personName: person === null ? null : personName(person),
  });

export function logRow(cycle: Cycle, story: Story, ending: Ending): LogRow {
  const { job } = cycle;
  const { person, verdict } = story;
  const sentence = scopeSentence(person, verdict.reason);
  const now = job.now();
  const steps: LogStep[] = [
    importStep(story.importedAs),
    scopeStep(verdict.inScope, sentence, verdict.checks),
    matchStep(story.match, job.profile.name),
    actionStep(ending.story, job.profile.name),
  ];
  const text = (name: string): string => {
    const value = person.properties[name];
    return typeof value === 'string' ? value : '';
  };
  const row: LogRow = {
    id: job.newId(),
    cycleId: cycle.id,
    at: new Date(now).toISOString(),
    durationMs: Math.max(0, Math.round(now - story.startedAt)),
    sourceId: person.id,
    sourceName: personName(person),
    sourceMail: text('mail') === '' ? text('userPrincipalName') : text('mail'),
    targetId: ending.target,
    targetName: job.profile.name,
    action: ending.action,
    status: ending.status,
    staged: ending.staged,
    reason: reasonText(cycle, person, verdict, ending),
    problem: ending.problem,
    steps,
    modified: ending.modified,
    ...(ending.notSent === undefined || ending.notSent.length === 0 ? {} : { notSent: ending.notSent }),
  };
  // Only a problem can hold words of the other side, and some services echo what they were sent.
  return ending.problem === null ? row : withoutSecrets(row, job.redact);
}

/** Each text by itself, so that what is taken out cannot reach beyond it. */
export const withoutSecrets = <Kept extends object>(kept: Kept, redact: Job['redact']): Kept =>
  JSON.parse(JSON.stringify(kept), (_, value: unknown) => (typeof value === 'string' ? redact(value) : value)) as Kept;

function reasonText({ job, undoes }: Cycle, person: Person, verdict: ScopeVerdict, ending: Ending): string {
  if (ending.problem !== null) return adviceFor(job, ending.problem, person).title;
  const guarded = ending.story.kind === 'quiet' ? guardReason(ending.story.reason) : null;
  return undoes ?? ending.reason ?? guarded ?? scopeSentence(person, verdict.reason);
}

/** What an operation changes, attribute by attribute, before it is sent. */
export function modifiedBy(operation: Operation): readonly ModifiedProperty[] {
  switch (operation.action) {
    case 'create':
      return operation.values.map(({ value, ...one }) => shownChange({ ...one, from: null, to: value }));
    case 'update':
    case 'enable':
    case 'disable':
      return operation.changes.map(shownChange);
    default:
      return [];
  }
}
