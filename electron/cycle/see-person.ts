import { createHash } from 'node:crypto';
import type { LogRow, LogStep, StepName } from '../../shared/log/log-row';
import type { Problem } from '../../shared/log/problem';
import { redactedBy } from '../../shared/mapping/redacted';
import { redactedText, shownUnless } from '../../shared/mapping/shown-value';
import { readPath } from '../../shared/mapping/target-path';
import type { Sight, SightFact, SightState, SightStep } from '../../shared/on-demand/sight';
import {
  clauseText,
  doneText,
  importText,
  inScopeText,
  intendedText,
  noMatchText,
} from '../../shared/on-demand/step-texts';
import type { GraphValue } from '../../shared/person';
import { scopeSentence } from '../../shared/scoping/decide-scope';
import type { Account } from '../edges';
import type { Job } from './cycle';
import { type Evaluated, filtersFor } from './evaluate-person';
import type { Seen } from './witness';

const states: Readonly<Record<LogStep['status'], SightState>> = {
  success: 'passed',
  failure: 'failed',
  skipped: 'skipped',
  warning: 'attention',
  notReached: 'not-reached',
};

/** The row that tells what became of a person: a manager set in a second step is part of it. */
export function mainRow(rows: readonly LogRow[]): LogRow | null {
  return rows.find(({ action }) => action !== 'none' && action !== 'link') ?? rows[0] ?? null;
}

/** The four steps of one person with their inputs and results, from what the pipeline decided and both ends said. */
export function seePerson(
  job: Job,
  {
    evaluated,
    rows,
    seen,
    done,
  }: { readonly evaluated: Evaluated; readonly rows: readonly LogRow[]; readonly seen: Seen; readonly done: boolean },
): Sight {
  const main = mainRow(rows);
  if (main === null) throw new Error('Nothing was recorded of a person on demand');
  const { story } = evaluated;
  const changes = rows.flatMap(({ modified }) => modified);
  const problem = rows.find((row) => row.problem !== null)?.problem ?? null;
  const sends = main.action !== 'none' && !main.staged && main.status !== 'failure' && main.status !== 'skipped';
  const steps = [
    importOf(job, evaluated, problem),
    scopeOf(job, evaluated),
    matchOf(job, evaluated, main, seen),
    actionOf(),
  ].map((step): SightStep => ({ ...step, durationMs: tookOf(step.step, seen, done) }));
  return {
    personId: story.person.id,
    name: main.sourceName,
    mail: main.sourceMail,
    steps: problem?.kind === 'matching-value-missing' ? afterImport(steps) : steps,
    action: main.action,
    changes,
    token: sends && !done ? tokenOf(job, evaluated) : null,
    done: done && sends,
    problem,
  };

  function actionOf(): SightStep {
    const logged = main?.steps.find(({ step }) => step === 'action');
    const matchFailed = main?.steps.some(({ step, status }) => step === 'match' && status === 'failure') === true;
    const unreached = matchFailed || (!story.verdict.inScope && evaluated.link === null);
    if (main === null || logged === undefined || unreached) return blank('action');
    const base = { step: 'action', durationMs: null, facts: factsOf(logged.details) } as const;
    if (!sends) {
      const { operation } = evaluated;
      const inStep = problem === null && operation.action === 'none' && operation.reason.kind === 'in-step';
      return { ...base, state: states[logged.status], text: inStep ? 'Nothing to change.' : logged.text };
    }
    const { action } = main;
    if (!done) return { ...base, state: 'waits', text: intendedText(action, changes.length) };
    return {
      ...base,
      state: main.status === 'warning' || problem !== null ? 'attention' : 'passed',
      text: action === 'none' ? logged.text : doneText(action, job.profile.name, seen.status),
    };
  }
}

const blank = (step: StepName): SightStep => ({
  step,
  state: 'not-reached',
  text: 'Not reached.',
  durationMs: null,
  facts: [],
});

/** Without a value to match by, the import fails and scope is not judged (entra-provisioning 3). */
function afterImport([first, ...rest]: readonly SightStep[]): readonly SightStep[] {
  return first === undefined ? [] : [first, ...rest.map(({ step }) => blank(step === 'connection' ? 'import' : step))];
}

/** Nothing took time where nothing was asked. */
function tookOf(step: SightStep['step'], seen: Seen, done: boolean): number | null {
  if (step === 'connection' || (step === 'action' && !done)) return null;
  return seen.tookMs[step] === 0 && step !== 'scope' ? null : Math.round(seen.tookMs[step]);
}

function importOf(job: Job, { story }: Evaluated, problem: Problem | null): SightStep {
  const { person } = story;
  const redacted = redactedBy(job.rules);
  const facts = Object.entries(person.properties).flatMap(([name, value]) => {
    const text = graphText(value);
    return text === null ? [] : [{ name, value: redacted.property(name) ? redactedText : text }];
  });
  if (person.managerId !== null) facts.push({ name: 'manager', value: person.managerId });
  if (problem?.kind === 'matching-value-missing')
    return {
      step: 'import',
      state: 'failed',
      text: `Found, but without a value for ${problem.attributes.join(' or ')}, by which the account is matched.`,
      durationMs: null,
      facts,
    };
  const blocked = person.properties['accountEnabled'] === false;
  return {
    step: 'import',
    state: 'passed',
    text: importText(person.directoryState, blocked, facts.length),
    durationMs: null,
    facts,
  };
}

/** null: no value, and the attribute is absent as in the service. */
function graphText(value: GraphValue): string | null {
  if (value === null || value === '') return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((one) => graphText(one) ?? '').join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function scopeOf(job: Job, { item, story }: Evaluated): SightStep {
  const { verdict, person } = story;
  const filters = filtersFor(job, item);
  const redacted = redactedBy(job.rules);
  const checks = Object.entries(verdict.checks).filter(([name]) => name !== 'ScopeEvaluationResult');
  const clauses = filters.flatMap(({ results }) =>
    results.flatMap(({ group, clauses: all }) =>
      all.map((clause) => ({
        name: group === '' ? clauseText(clause) : `${group}: ${clauseText(clause)}`,
        value: `${clause.passed ? 'True' : 'False'}, ${clause.actual === null ? 'no value' : `has ${redacted.source(clause.attribute) ? redactedText : clause.actual}`}`,
      })),
    ),
  );
  const sentence = scopeSentence(person, verdict.reason);
  return {
    step: 'scope',
    state: verdict.inScope ? 'passed' : 'skipped',
    text: verdict.inScope ? inScopeText(sentence, filters) : sentence,
    durationMs: null,
    facts: [...checks.map(([name, value]) => ({ name, value })), ...clauses],
  };
}

function matchOf(job: Job, { story, link }: Evaluated, main: LogRow, seen: Seen): SightStep {
  const logged = main.steps.find(({ step }) => step === 'match');
  if (logged === undefined || logged.status === 'notReached') return blank('match');
  const tried = seen.searches.map(({ path, value, found }) => ({
    name: `${path} eq "${redactedBy(job.rules).target(path) ? redactedText : value}"`,
    value: found.length === 0 ? 'no account' : found.map(({ id }) => id).join(', '),
  }));
  const accounts =
    link === null ? seen.searches.flatMap(({ found }) => found) : seen.account == null ? [] : [seen.account];
  return {
    step: 'match',
    state: states[logged.status],
    text: story.match.kind === 'none' ? noMatchText(story.match.asked, job.profile.name) : logged.text,
    durationMs: null,
    facts: [...tried, ...accounts.flatMap((account) => propertiesOf(job, account, accounts.length > 1))],
  };
}

/** What an account has at the mapped attributes; which account, where there are several. */
function propertiesOf(job: Job, { id, resource }: Account, several: boolean): readonly SightFact[] {
  const values = job.rules.mappings.flatMap(({ target }) => {
    const value = shownUnless(redactedBy(job.rules).target(target), readPath(resource, target));
    return value === null ? [] : [{ name: several ? `${id} ${target}` : target, value }];
  });
  return [{ name: 'id', value: id }, ...values];
}

const factsOf = (details: Readonly<Record<string, string>>): readonly SightFact[] =>
  Object.entries(details).map(([name, value]) => ({ name, value }));

/**
 * Names what a decision rests on: the person as read, the ways into scope, the account as read, what is to be done.
 * Whoever changed in between has another.
 */
export function tokenOf(job: Job, { item, operation, mapped, resource }: Evaluated): string {
  const { person, entitlements, link } = item;
  const account = resource === null ? null : job.rules.mappings.map(({ target }) => readPath(resource, target));
  const references = (mapped?.references ?? []).map(({ path, person: other }) => [
    path,
    other,
    other === null
      ? null
      : (job.ledger.database.get('SELECT target_id FROM links WHERE source_id = ?', other)?.['target_id'] ?? null),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([person, entitlements, link?.targetId ?? null, account, operation, references]))
    .digest('hex');
}

/** The row in whose steps every detail stands, as `provision --json` prints it: one object for one person. */
export function detailedRow(rows: readonly LogRow[], sight: Sight): LogRow | null {
  const main = mainRow(rows);
  if (main === null) return null;
  return {
    ...main,
    modified: sight.changes,
    steps: main.steps.map((step) => {
      const seen = sight.steps.find((one) => one.step === step.step);
      return seen === undefined
        ? step
        : {
            ...step,
            status: statuses[seen.state],
            details: { ...step.details, ...Object.fromEntries(seen.facts.map(({ name, value }) => [name, value])) },
          };
    }),
  };
}

const statuses: Readonly<Record<SightState, LogStep['status']>> = {
  passed: 'success',
  failed: 'failure',
  skipped: 'skipped',
  attention: 'warning',
  'not-reached': 'notReached',
  waiting: 'notReached',
  running: 'notReached',
  waits: 'notReached',
};
