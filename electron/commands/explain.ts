import type { Explanation, Reading } from '../../shared/explain/explanation';
import { checkLine } from '../../shared/explain/scope-checks';
import { explainPerson } from '../cycle/explain-person';
import type { Command } from './command';
import { printProblem } from './print-problem';

const titles = { import: 'Import', scope: 'Scope', match: 'Match', action: 'Action' } as const;
const marks = { success: '✓', failure: '✗', skipped: '–', warning: '!', notReached: ' ' } as const;
const verdicts: Readonly<Record<Explanation['attributes'][number]['verdict'], string>> = {
  same: 'same',
  waits: 'waits',
  'too-long': 'too long',
  wrong: 'cannot be sent',
  'changed-by-hand': 'changed by hand',
  'left-alone': 'left alone',
  'not-read': 'not read',
};

/** The longest wait for an answer of both sides. */
const longestMs = 120_000;

export const explain: Command = {
  name: 'explain',
  usage: 'USER',
  mostWords: 1,
  takesJob: true,
  help: 'Says why this person is or is not provisioned, step by step (object id, userPrincipalName, or a name or mail that only one person has). Writes nothing.',
  flags: [],
  options: [],
  async run(invocation) {
    const { voice, json } = invocation;
    const [person] = invocation.words;
    if (person === undefined || person.trim() === '')
      return printProblem(
        invocation,
        { kind: 'usage', detail: 'Which person? Give an object id, a userPrincipalName or a name' },
        null,
      );
    const opened = invocation.openJob();
    if (!opened.ok) return printProblem(invocation, opened.problem, null);
    const { engine, job } = opened.value;
    const limit = new AbortController();
    const stop = (): void => limit.abort();
    invocation.signal.addEventListener('abort', stop, { once: true });
    const timer = setTimeout(stop, longestMs);
    try {
      const looked = await engine.lookAt(job.name, (ready) => explainPerson(ready, person, limit.signal));
      const outcome = looked.ok ? looked.value : looked;
      if (!outcome.ok) return printProblem(invocation, outcome.problem, job.profile);
      if (json) voice.out(JSON.stringify({ job: job.name, ...outcome.value }));
      else for (const line of explanationLines(outcome.value)) voice.out(line);
      return 0;
    } finally {
      clearTimeout(timer);
      invocation.signal.removeEventListener('abort', stop);
    }
  },
};

const indent = '      ';

/** The whole answer for a terminal: the four steps, each with what it rests on, and the conclusion last. */
function explanationLines(one: Explanation): readonly string[] {
  const { person, targetName } = one;
  const under: Readonly<Record<keyof typeof titles, readonly string[]>> = {
    import: readingLines('Microsoft Entra ID', one.source),
    scope: one.checks.map((check) => `${indent}${check.passed ? '✓' : '✗'} ${checkLine(check)}`),
    match: [
      ...one.asked.map(
        ({ attribute, value, found }) =>
          `${indent}${attribute} “${value}”: ${found.length === 0 ? 'no account' : found.join(', ')}`,
      ),
      ...readingLines(targetName, one.target),
    ],
    action: [
      ...one.operation.changes.map(
        ({ attribute, from, to }) => `${indent}${attribute}: ${from === null ? '' : `${from} → `}${to ?? '(none)'}`,
      ),
      ...(one.hold === null ? [] : [`${indent}On hold since ${one.hold.since}: ${one.hold.reason}`]),
      ...(one.escrow === null
        ? []
        : [
            `${indent}Failed ${timesText(one.escrow.attempts)} since ${one.escrow.firstFailedAt}; the next try is at ${one.escrow.nextTryAt}`,
          ]),
    ],
  };
  return [
    `${person.name}${person.mail === '' ? '' : `  <${person.mail}>`}  ${person.id}`,
    ...one.steps.flatMap(({ step, status, text }) => [
      `  ${marks[status]} ${titles[step].padEnd(7)} ${text}`,
      ...under[step],
    ]),
    ...(one.attributes.length === 0 ? [] : ['  Attributes']),
    ...attributeLines(one),
    ...(one.last === null
      ? []
      : [`  Last decision, ${one.last.at}: ${one.last.action}, ${one.last.status}. ${one.last.reason}`]),
    '',
    one.conclusion.sentence,
    ...(one.conclusion.nextStep === '' ? [] : [one.conclusion.nextStep]),
    'Nothing was written.',
  ];
}

/** An attribute a line; those that nothing is wanted for, for one and the same reason, are told together. */
function attributeLines({ attributes, targetName }: Explanation): readonly string[] {
  const alone = attributes.filter(({ wanted, note }) => wanted !== null || sharing(attributes, note).length < 2);
  const notes = [...new Set(attributes.filter((one) => !alone.includes(one)).map(({ note }) => note))];
  return [
    ...alone.map(
      ({ path, wanted, has, verdict, note }) =>
        `${indent}${path}: the mapping wants ${valueText(wanted)}, ${targetName} has ${valueText(has)}: ${verdicts[verdict]}${note === '' ? '' : ` (${note})`}`,
    ),
    ...notes.map((note) => {
      const paths = sharing(attributes, note).map(({ path }) => path);
      return `${indent}${verdicts['left-alone']}: ${paths.join(', ')}${note === '' ? '' : ` (${note})`}`;
    }),
  ];
}

const sharing = (attributes: Explanation['attributes'], note: string): Explanation['attributes'] =>
  attributes.filter((one) => one.wanted === null && one.verdict === 'left-alone' && one.note === note);

const timesText = (amount: number): string => (amount === 1 ? 'once' : amount === 2 ? 'twice' : `${amount} times`);
const valueText = (value: string | null): string => (value === null || value === '' ? 'nothing' : `“${value}”`);

const readingLines = (side: string, reading: Reading): readonly string[] =>
  reading.from === 'now' || reading.because === null
    ? []
    : [
        `${indent}${side}: ${reading.because.title}. This rests on what Inseam read last.`,
        `${indent}${reading.because.nextStep}`,
      ];
