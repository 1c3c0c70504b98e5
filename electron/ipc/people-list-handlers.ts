import type { AccountState, ListedPerson, PeopleChip } from '../../shared/ipc/contract';
import { csvLine } from '../../shared/log/csv';
import type { Outcome } from '../../shared/outcome';
import { personName } from '../../shared/person';
import { scopeSentence } from '../../shared/scoping/decide-scope';
import { scopeOf } from '../cycle/evaluate-person';
import { rulesOf } from '../cycle/open-job';
import { countByChip, listNobodys, listPeople, type PersonLine } from '../ledger/people-list';
import type { Desk } from './desk';
import type { ChooseFile } from './log-handlers';
import { mailOf } from './people-handlers';
import type { Handlers } from './serve-contract';
import { wordsOf } from './words';

const rowsAtOnce = 500;

type ListVerb = 'people.page' | 'people.export';

export function peopleListHandlers(desk: Desk, chooseFile: ChooseFile): Handlers<ListVerb> {
  const rows = (job: string, state: PeopleChip, text: string, offset: number, limit: number): ListedPerson[] => {
    const database = desk.database(job);
    if (state === 'only-there') return listNobodys(database, text, offset, limit).map(nobodysLine);
    const listed = listing(desk, job);
    return listPeople(database, state, text, offset, limit).map(listed);
  };
  return {
    'people.page'({ job, state, text, offset, limit }) {
      const counts = countByChip(desk.database(job), text);
      return { total: counts[state] ?? 0, rows: rows(job, state, text, offset, limit), counts };
    },
    async 'people.export'({ job, state, text }) {
      const to = await chooseFile(`inseam-${job}-people.csv`);
      if (to === null) return { people: 0, file: null };
      let people = 0;
      try {
        to.write(csvLine(columns.map(([name]) => name)));
        for (let offset = 0; ; offset += rowsAtOnce) {
          const page = rows(job, state, text, offset, rowsAtOnce);
          for (const row of page) to.write(csvLine(columns.map(([, cell]) => cell(row))));
          people += page.length;
          if (page.length < rowsAtOnce) break;
        }
      } finally {
        to.close();
      }
      return { people, file: to.file };
    },
  };
}

const columns: readonly (readonly [string, (row: ListedPerson) => string])[] = [
  ['name', (row) => row.name],
  ['mail', (row) => row.mail],
  ['department', (row) => row.department ?? ''],
  ['account', (row) => row.account],
  ['why', (row) => row.why],
  ['failed times', (row) => (row.attempts === 0 ? '' : String(row.attempts))],
  ['next try', (row) => row.nextTryAt ?? ''],
  ['last change', (row) => row.changedAt ?? ''],
  ['id', (row) => row.id],
];

/** What stands for an account that nobody in scope matches. */
const nobodysLine = ({ id, name, userName }: ReturnType<typeof listNobodys>[number]): ListedPerson => ({
  id,
  name: name === '' ? id : name,
  mail: userName === name ? '' : userName,
  department: null,
  account: 'only-there',
  needsAttention: false,
  attempts: 0,
  nextTryAt: null,
  why: 'Nobody in scope matches it.',
  changedAt: null,
});

/** Makes the lines of a job's people; its rules are read once. */
export function listing(desk: Desk, job: string): (line: PersonLine) => ListedPerson {
  const { profile } = desk.known(job);
  const why = scopeSentences(desk, job);
  return (line) => {
    const { person, hold, problem } = line;
    const department = person.properties['department'];
    return {
      id: person.id,
      name: personName(person),
      mail: mailOf(person),
      department: typeof department === 'string' && department !== '' ? department : null,
      account: accountState(line),
      needsAttention: hold === null && problem !== null,
      attempts: line.attempts,
      nextTryAt: line.nextTryAt,
      why:
        hold !== null
          ? hold.reason
          : problem !== null
            ? `${wordsOf(problem, profile, personName(person)).title}.`
            : why(line),
      changedAt: hold?.since ?? line.changedAt,
    };
  };
}

/** How somebody comes into scope, or why not; '' where the rules cannot be read. */
export function scopeSentences(desk: Desk, job: string): (line: PersonLine) => string {
  const { settings } = desk.known(job);
  const rules: Outcome<Parameters<typeof scopeOf>[0]> = readRules();
  return (line) => (rules.ok ? scopeSentence(line.person, scopeOf(rules.value, line).reason) : '');

  function readRules(): Outcome<Parameters<typeof scopeOf>[0]> {
    const read = rulesOf(settings);
    return read.ok ? { ok: true, value: { settings, ...read.value } } : read;
  }
}

function accountState({ standing, inScope, link, hold, problem }: PersonLine): AccountState {
  if (hold !== null) return 'on-hold';
  if (standing === 'held') return 'held';
  if (standing === 'failed') return 'failed';
  if (standing === 'skipped' && problem !== null) return link === null ? 'no-account' : 'not-updated';
  if (link === null) return inScope || standing === 'unknown' ? 'waits' : 'no-account';
  if (!link.enabled) return 'disabled';
  return standing === 'in-step' ? 'in-step' : standing === 'out' ? 'left-alone' : 'waits';
}
