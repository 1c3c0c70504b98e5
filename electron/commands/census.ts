import type { ExitStatus } from '../../shared/log/problem-traits';
import { shownValue } from '../../shared/mapping/shown-value';
import { personName } from '../../shared/person';
import { type Census, type CensusLine, type CensusStanding, countCensus, listCensus } from '../ledger/census';
import type { Database } from '../ledger/database';
import { countDrift, type DriftRow, listDrift } from '../ledger/drift';
import type { Command, Invocation, OpenedJob } from './command';
import { printProblem } from './print-problem';

const atOnce = 1000;

function* everyLine(database: Database, standing: CensusStanding): Generator<CensusLine> {
  for (let offset = 0; ; offset += atOnce) {
    const { lines } = listCensus(database, standing, '', offset, atOnce);
    yield* lines;
    if (lines.length < atOnce) return;
  }
}

function* everyDrift(database: Database): Generator<DriftRow> {
  for (let offset = 0; ; offset += atOnce) {
    const rows = listDrift(database, offset, atOnce);
    yield* rows;
    if (rows.length < atOnce) return;
  }
}

const accountOf = ({ accountId, name, detail, active, sourceId, personName: person, why }: CensusLine) => ({
  targetId: accountId,
  name,
  userName: detail,
  active,
  ...(sourceId === null ? {} : { sourceId, person }),
  ...(why === '' ? {} : { why }),
});

function printJson({ voice }: Invocation, { job, database }: OpenedJob, census: Census): void {
  const accounts = (standing: CensusStanding) => [...everyLine(database, standing)].map(accountOf);
  voice.out(
    JSON.stringify({
      job: job.name,
      census: census,
      counts: countCensus(database),
      matched: accounts('matched'),
      doubtful: accounts('doubtful'),
      onlyThere: accounts('only-there'),
      onlyHere: [...everyLine(database, 'only-here')].map(({ sourceId, name, detail }) => ({
        sourceId,
        name,
        mail: detail,
      })),
      changedByHand: [...everyDrift(database)],
    }),
  );
}

const times = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

function printWords({ voice }: Invocation, { job, database }: OpenedJob, census: Census): void {
  const target = job.profile.name;
  const counts = countCensus(database);
  const read = census.peopleReadAt === null ? '' : ` People as read ${census.peopleReadAt}.`;
  voice.out(`${times(counts.accounts, 'account', 'accounts')} in ${target}, listed ${census.takenAt}.${read}`);
  voice.out(`  ${counts.linked} linked to a person`);
  voice.out(`  ${counts.matched} matched, and linked in the next cycle`);
  voice.out(`  ${counts.doubtful} doubtful`);
  voice.out(`  ${counts.onlyThere} only in ${target}`);
  voice.out(`${times(counts.onlyHere, 'person', 'people')} in scope without an account`);
  const section = (title: string, lines: Iterable<string>): void => {
    let isFirst = true;
    for (const line of lines) {
      if (isFirst) voice.out(`\n${title}`);
      isFirst = false;
      voice.out(`  ${line}`);
    }
  };
  const named = ({ name, detail, accountId }: CensusLine): string =>
    `${name}${detail === '' || detail === name ? '' : `  <${detail}>`}${accountId === null ? '' : `  ${accountId}`}`;
  function* lines(standing: CensusStanding, more: (line: CensusLine) => string): Generator<string> {
    for (const line of everyLine(database, standing)) yield `${named(line)}${more(line)}`;
  }
  section(
    'Doubtful',
    lines('doubtful', ({ why }) => `\n      ${why}`),
  );
  section(
    `Only in ${target}: nobody in scope matches them, and Inseam never touches them`,
    lines('only-there', ({ active }) => (active === false ? '  disabled' : '')),
  );
  section(
    'Matched, not linked yet',
    lines('matched', ({ personName: person }) => `  ${person ?? ''}`),
  );
  section(
    'Only in Microsoft Entra ID: in scope, without an account',
    lines('only-here', () => ''),
  );
  function* drift(): Generator<string> {
    const accounts = new Map(countDrift(database).map((each) => [each.attribute, each.accounts]));
    let path = '';
    for (const row of everyDrift(database)) {
      if (row.path !== path) yield `${row.path}: ${times(accounts.get(row.path) ?? 0, 'account', 'accounts')}`;
      path = row.path;
      const values = `${shownValue(row.found) ?? '(nothing)'}, wanted ${shownValue(row.wanted) ?? '(nothing)'}`;
      yield `  ${row.name}: ${values}; ${row.policy === 'report' ? 'left alone' : 'to be put back'}, seen ${row.seenAt}`;
    }
  }
  section('Changed by hand', drift());
}

async function take(invocation: Invocation, opened: OpenedJob): Promise<ExitStatus> {
  const { engine, job } = opened;
  const outcome = await invocation.runner(engine).census(job.name);
  if (!outcome.ok) return printProblem(invocation, outcome.problem, job.profile);
  (invocation.json ? printJson : printWords)(invocation, opened, outcome.value);
  return 0;
}

async function link(invocation: Invocation, { engine, job }: OpenedJob, person: string, account: string) {
  const outcome = await invocation.runner(engine).link(job.name, person, account);
  if (!outcome.ok) return printProblem(invocation, outcome.problem, job.profile);
  const { person: who, account: which, inScope } = outcome.value;
  const { voice, json } = invocation;
  if (json) voice.out(JSON.stringify({ job: job.name, linked: { sourceId: who.id, targetId: which, inScope } }));
  else {
    voice.out(`${personName(who)} is linked to the ${job.profile.name} account ${which}. Nothing was written there.`);
    voice.out(
      inScope
        ? '  The next cycle brings it into step (inseam plan shows how).'
        : `  They are out of scope: the next cycle would disable the account. To keep it: inseam hold ${who.id}`,
    );
  }
  return 0;
}

async function unlink(invocation: Invocation, { engine, job }: OpenedJob, person: string) {
  const outcome = await invocation.runner(engine).unlink(job.name, person);
  if (!outcome.ok) return printProblem(invocation, outcome.problem, job.profile);
  const { person: who, account, inScope } = outcome.value;
  const { voice, json } = invocation;
  if (json) voice.out(JSON.stringify({ job: job.name, unlinked: { sourceId: who.id, targetId: account } }));
  else {
    voice.out(
      `${personName(who)} is no longer linked to the ${job.profile.name} account ${account}, which stays as it is.`,
    );
    if (inScope)
      voice.out(`  The next cycle matches ${personName(who)} again. To keep it from doing so: inseam hold ${who.id}`);
  }
  return 0;
}

const usage = (detail: string) => ({ kind: 'usage', detail }) as const;

export const census: Command = {
  name: 'census',
  usage: '[link USER ACCOUNT | unlink USER]',
  mostWords: 3,
  takesJob: true,
  help: 'Lists the accounts of the target: linked, matched, doubtful, only there; who has none; what was changed by hand. link and unlink say by hand whose account it is. Writes nothing at the target.',
  flags: [],
  options: [],
  async run(invocation) {
    const [word, person, account] = invocation.words;
    const count = invocation.words.length;
    if (word !== undefined && word !== 'link' && word !== 'unlink')
      return printProblem(invocation, usage(`census takes link or unlink, not ${word}`), null);
    if (word === 'link' && count !== 3)
      return printProblem(invocation, usage('census link takes a person and an account'), null);
    if (word === 'unlink' && count !== 2)
      return printProblem(invocation, usage('census unlink takes a person, and nothing else'), null);
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    if (word === undefined) return take(invocation, opened.value);
    return word === 'link'
      ? link(invocation, opened.value, person ?? '', account ?? '')
      : unlink(invocation, opened.value, person ?? '');
  },
};
