import type { AttributeMapping } from '../../shared/mapping/rules';
import type { Trial } from '../../shared/mapping/trial';
import { failure, type Outcome, success } from '../../shared/outcome';
import type { Person } from '../../shared/person';
import { graphPropertiesFor } from '../../shared/schema/graph-properties';
import { askMatching, notAsked } from '../cycle/ask-matching';
import { domainFor } from '../cycle/domain-for';
import { faultsIn, rulesOf } from '../cycle/open-job';
import { readMissing } from '../cycle/read-missing';
import { surroundingsAt } from '../cycle/surroundings-at';
import { tryRules } from '../cycle/try-rules';
import { countPeople } from '../ledger/people';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';
import { withSource } from './with-source';

/** At most four times a second. */
const progressMs = 250;
/** How long what was read besides is taken as it was: a mapping is tried again and again while it is edited. */
const lifeMs = 120_000;

interface Extra {
  readonly key: string;
  readonly until: number;
  readonly people: ReadonlyMap<string, Person['properties']>;
}

function eitherOf(one: AbortSignal, other: AbortSignal): AbortSignal {
  const either = new AbortController();
  for (const signal of [one, other]) {
    if (signal.aborted) either.abort();
    signal.addEventListener('abort', () => either.abort(), { once: true });
  }
  return either.signal;
}

/** "Try on everyone", over what was read of people, and questions to the target. Nothing here writes. */
export function trialHandlers(desk: Desk): GroupHandlers<'trial'> {
  /** What stops the trial of a job that runs now; the next one takes its place. */
  const running = new Map<string, AbortController>();
  let kept: Extra | null = null;

  function openProgress(job: string): (done: number, expected: number) => void {
    let toldAt = Number.NEGATIVE_INFINITY;
    return (done, expected) => {
      const now = performance.now();
      if (now - toldAt < progressMs) return;
      toldAt = now;
      desk.tell({ kind: 'trial.progress', job, done: Math.min(done, expected), expected });
    };
  }

  /** What the edit needs besides; null: nothing, or the directory is silent. The trial then goes on without, and says so. */
  async function readExtra(
    job: string,
    missing: readonly string[],
    signal: AbortSignal,
    told: (people: number) => void,
  ): Promise<Extra['people'] | null> {
    if (missing.length === 0) return null;
    const now = desk.engine.now();
    const key = JSON.stringify([job, missing]);
    if (kept?.key === key && kept.until > now) return kept.people;
    kept = null;
    const read = await withSource(desk, job, (source, limit) =>
      readMissing(source, missing, eitherOf(signal, limit), told),
    ).catch(() => null);
    if (read?.ok !== true) return null;
    kept = { key, until: now + lifeMs, people: read.value };
    return read.value;
  }

  async function run(
    job: string,
    mappings: readonly AttributeMapping[],
    { signal }: AbortController,
  ): Promise<Outcome<Trial | null>> {
    const { settings, profile } = desk.known(job);
    const read = rulesOf(settings);
    if (!read.ok) return read;
    const { rules: current, scopeFilters } = read.value;
    const edited = { ...current, mappings };
    const wrong = faultsIn({ rules: edited, scopeFilters }, profile, settings.scope.mode).find(
      ({ severity }) => severity === 'error',
    );
    if (wrong !== undefined)
      return failure({ kind: 'schema-wrong', path: wrong.target ?? 'Mapping', detail: wrong.message });
    const database = desk.database(job);
    const expected = countPeople(database).directory;
    if (expected === 0) return failure({ kind: 'nobody-read' });
    const progress = openProgress(job);
    const known = graphPropertiesFor({ ...current, filters: [...current.filters, ...scopeFilters] });
    const missing = graphPropertiesFor(edited).filter((name) => !known.includes(name));
    const extra = await readExtra(job, missing, signal, (done) => progress(done, expected));
    if (signal.aborted) return success(null);
    const texts = mappings.flatMap(({ source }) => (source.kind === 'expression' ? [source.text] : []));
    const domain = await domainFor(desk.engine, job, database, texts).catch(() => null);
    const trial = await tryRules(
      {
        settings,
        profile,
        current,
        edited,
        scopeFilters,
        surroundings: surroundingsAt(desk.engine.now(), domain),
        people: database,
        properties: extra === null ? known : [...known, ...missing],
        ...(extra === null ? {} : { extra }),
      },
      { stopping: () => signal.aborted, progress },
    );
    return success(trial);
  }

  return {
    async 'trial.run'({ job, mappings }) {
      running.get(job)?.abort();
      const mine = new AbortController();
      running.set(job, mine);
      try {
        const outcome = await run(job, mappings, mine);
        return outcome.ok
          ? { trial: outcome.value, problem: null }
          : { trial: null, problem: desk.problemWords(job, outcome.problem) };
      } finally {
        if (running.get(job) === mine) running.delete(job);
      }
    },
    'trial.cancel'({ job }) {
      running.get(job)?.abort();
      return {};
    },
    async 'trial.askMatching'({ job, path }) {
      const asked = await askMatching(desk.engine, job, path);
      if (asked.ok) return { canSearch: asked.value.canSearch, text: asked.value.text, problem: null };
      const text = notAsked(desk.known(job).profile, path);
      return { canSearch: true, text, problem: desk.problemWords(job, asked.problem) };
    },
  };
}
