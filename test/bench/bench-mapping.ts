import { compileExpression } from '../../shared/expression/compile';
import { parseExpression } from '../../shared/expression/parse';
import type { Surroundings } from '../../shared/expression/surroundings';
import type { Value } from '../../shared/expression/value';
import { compileRules, type MappedPerson, mapPerson } from '../../shared/mapping/map-person';
import type { MappingSubject } from '../../shared/mapping/subject';
import { bluejeans } from '../../shared/profiles/bluejeans';
import { defaultRules } from '../../shared/schema/default-schema';
import { testSurroundings } from '../surroundings';

/**
 * What a mapping costs: the default BlueJeans mapping as the cycle runs it, beside hand-written JavaScript that makes the
 * same of a person, in the same run because absolute times are noise on a shared machine; and a usual set of expressions.
 */
const people = 10_000;
const rounds = 15;
const mostTimesHandWritten = 3;
const fewestEvaluations = 200_000;

const manager = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager';

function someone(index: number): MappingSubject {
  const name = `person${index}`;
  const isGuest = index % 20 === 0;
  return {
    person: {
      id: `id-${index}`,
      managerId: index === 0 ? null : `id-${Math.floor(index / 8)}`,
      properties: {
        id: `id-${index}`,
        userPrincipalName: isGuest ? `${name}_partner.example#EXT#@oxbow.example` : `${name}@oxbow.example`,
        displayName: `Person ${index}`,
        givenName: 'Zoë',
        surname: `Ångström${index}`,
        mail: `${name}@oxbow.example`,
        jobTitle: index % 7 === 0 ? null : 'Engineer',
        department: index % 3 === 0 ? 'Sales' : 'Research',
        country: index % 5 === 0 ? null : 'NO',
        businessPhones: index % 2 === 0 ? [`+47 555 ${index}`] : [],
        proxyAddresses: [`SMTP:${name}@oxbow.example`, `smtp:${name}@old.example`],
        accountEnabled: index % 50 !== 0,
      },
    },
    isSoftDeleted: index % 50 === 0,
    appRoles: [],
  } as unknown as MappingSubject;
}

/** The same account as the default BlueJeans mapping makes, as somebody would write it who knows that mapping only. */
function mapByHand({ person, isSoftDeleted }: MappingSubject, isCreate: boolean): MappedPerson {
  const values: MappedPerson['values'][number][] = [];
  const leaving: MappedPerson['values'][number][] = [];
  const emptied: string[] = [];
  const problems: MappedPerson['problems'][number][] = [];
  const { properties } = person;
  const add = (path: string, value: unknown): void => {
    if (value === undefined || value === null || value === '') emptied.push(path);
    else values.push({ path, value: String(value), flowType: 'Always' });
  };
  const stored = properties['userPrincipalName'];
  let userName: string | null = null;
  if (typeof stored === 'string') {
    const mark = stored.toUpperCase().indexOf('#EXT#');
    const alias = mark === -1 ? stored : stored.slice(0, mark);
    const underscore = mark === -1 ? -1 : alias.lastIndexOf('_');
    userName = underscore === -1 ? alias : `${alias.slice(0, underscore)}@${alias.slice(underscore + 1)}`;
    const length = [...userName].length;
    if (length > 30)
      problems.push({ kind: 'value-too-long', attribute: 'userName', value: userName, length, limit: 30 });
    else add('userName', userName);
  } else if (isCreate) problems.push({ kind: 'value-required', attribute: 'userName' });
  const active = { path: 'active', value: !isSoftDeleted, flowType: 'Always' } as const;
  values.push(active);
  leaving.push(active);
  add('title', properties['jobTitle']);
  add('emails[type eq "work"].value', properties['mail']);
  add('name.givenName', properties['givenName']);
  add('name.familyName', properties['surname']);
  const phones = properties['businessPhones'];
  add('phoneNumbers[type eq "work"].value', Array.isArray(phones) ? phones[0] : null);
  return {
    values,
    leaving,
    references: [{ path: manager, person: person.managerId }],
    emptied,
    problems,
    matching: [{ path: 'userName', value: userName, priority: 1 }],
  };
}

/** Of published mappings, and of the kinds that people write. */
const usualExpressions = [
  'Not([IsSoftDeleted])',
  'Switch([IsSoftDeleted], , "False", "True", "True", "False")',
  'Join(" ", [givenName], [surname])',
  'ToLower(Append(Append([givenName], "."), [surname]))',
  'NormalizeDiacritics([surname])',
  'Replace([userPrincipalName], "@oxbow.example", , , "@example.com", , )',
  'Replace([telephoneNumber], , "[()\\\\s-]+", , "", , )',
  'IIF([department] = "Sales", [displayName], [mail])',
  'Switch([country], "Other", "NO", "Norway", "SE", "Sweden")',
  'Coalesce([jobTitle], [department], "none")',
  'IgnoreFlowIfNullOrEmpty([jobTitle])',
  'Left(ToUpper([surname]), 3)',
  'Mid([userPrincipalName], 1, 20)',
  'Item([proxyAddresses], 1)',
];

/** The shortest of several runs: what the machine does besides lengthens a run and never shortens it. */
function shortest(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    run();
    best = Math.min(best, performance.now() - startedAt);
  }
  return best / 1000;
}

/** Compares what both make, so that the hand-written one cannot win by doing less. */
function checkSame(subjects: readonly MappingSubject[], mapped: (subject: MappingSubject) => MappedPerson): void {
  for (const subject of subjects) {
    const [ours, byHand] = [mapped(subject), mapByHand(subject, false)];
    for (const key of ['values', 'leaving', 'references', 'emptied', 'problems', 'matching'] as const) {
      const [left, right] = [JSON.stringify(ours[key]), JSON.stringify(byHand[key])];
      if (left !== right)
        throw new Error(`The mapping and the hand-written one differ in ${key}: ${left} and ${right}`);
    }
  }
}

export function benchMapping(): void {
  const surroundings: Surroundings = testSurroundings();
  const subjects = Array.from({ length: people }, (_, index) => someone(index));
  const compiled = compileRules(defaultRules(bluejeans), surroundings);
  const mapped = (subject: MappingSubject): MappedPerson => mapPerson(compiled, subject, bluejeans, 'update');
  checkSame(subjects, mapped);
  let kept = 0;
  const byHand = shortest(() => {
    for (const subject of subjects) kept += mapByHand(subject, false).values.length;
  });
  const byEngine = shortest(() => {
    for (const subject of subjects) kept += mapped(subject).values.length;
  });
  const ratio = byEngine / byHand;

  const runs = usualExpressions.map((text) => {
    const { tree } = parseExpression(text);
    if (tree === null) throw new Error(`This is no expression: ${text}`);
    return compileExpression(tree, surroundings);
  });
  const readers = subjects.map(({ person, isSoftDeleted }) => (name: string): Value => {
    if (name === 'IsSoftDeleted') return isSoftDeleted;
    if (name === 'telephoneNumber') return (person.properties['businessPhones'] as string[])[0] ?? null;
    return (person.properties[name] ?? null) as Value;
  });
  const evaluating = shortest(() => {
    for (const read of readers) for (const run of runs) kept += run.evaluate(read).kind.length;
  });
  const perSecond = (people * runs.length) / evaluating;
  if (kept === 0) throw new Error('Nothing was mapped');

  const perPerson = (seconds: number): string => `${((seconds / people) * 1e6).toFixed(2)} µs a person`;
  console.log('\nmapping');
  console.log(
    `default BlueJeans mapping  ${perPerson(byEngine)}, by hand ${perPerson(byHand)}: ${ratio.toFixed(2)} times (at most ${mostTimesHandWritten})`,
  );
  console.log(
    `usual expressions          ${Math.round(perSecond).toLocaleString('en')} evaluations a second on one core (at least ${fewestEvaluations.toLocaleString('en')})`,
  );
  if (ratio > mostTimesHandWritten) throw new Error('The mapping is too slow beside hand-written JavaScript');
  if (perSecond < fewestEvaluations) throw new Error('Expressions are evaluated too slowly');
}
