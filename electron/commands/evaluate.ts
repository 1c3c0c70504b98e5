import { callsIn } from '../../shared/expression/calls-in';
import { type EvaluatedNode, evaluateTree } from '../../shared/expression/evaluate-tree';
import type { Evaluation } from '../../shared/expression/evaluation';
import {
  attributesIn,
  type Expression,
  type ExpressionFault,
  type TextRange,
} from '../../shared/expression/expression';
import { parseExpression } from '../../shared/expression/parse';
import { printExpression } from '../../shared/expression/print';
import { booleanOf, isList, type Value, valueText } from '../../shared/expression/value';
import { failure, type Outcome, success } from '../../shared/outcome';
import { personName } from '../../shared/person';
import {
  findSourceAttribute,
  readAttribute,
  type SourceAttribute,
  suggestSourceAttribute,
} from '../../shared/schema/attribute-names';
import { type SubjectRead, subjectOf } from '../cycle/subject-of';
import { surroundingsAt } from '../cycle/surroundings-at';
import type { Command, Invocation } from './command';
import { faultLines } from './fault-lines';
import { printProblem } from './print-problem';

export const evaluate: Command = {
  name: 'evaluate',
  usage: 'EXPRESSION [--user U] [--set attribute=value,…]',
  mostWords: 1,
  takesJob: true,
  help: 'Prints what a mapping expression comes to for a person, with the value of each of its parts; --set gives attributes a value without a person, or another one. Writes nothing.',
  flags: [],
  options: ['user', 'set'],
  async run(invocation) {
    const { voice, json } = invocation;
    const [text] = invocation.words;
    if (text === undefined) return usage(invocation, 'Which expression? Put it in quotation marks');
    const parsed = parseExpression(text);
    const names = new Set(attributesIn(parsed.tree ?? parsed.partial ?? nothing).map(({ name }) => name));
    const given = readGiven(invocation.options['set'] ?? '', (name) => names.has(name));
    if (!given.ok) return usage(invocation, given.wrong);
    const faults = [...parsed.faults, ...(parsed.tree === null ? [] : unknownAttributes(parsed.tree, given.values))];
    const { tree } = parsed;
    if (tree === null || faults.some(({ severity }) => severity === 'error')) {
      if (json) voice.out(JSON.stringify({ expression: null, value: null, skipped: false, tree: null, faults }));
      for (const fault of faults) for (const line of faultLines(text, fault)) voice.err(line);
      return 2;
    }
    const subject = await personFor(invocation, tree);
    if (!subject.ok) return printProblem(invocation, subject.problem, null);
    const lacking = attributesOf(tree).filter((name) => subject.value === null && !given.values.has(fold(name)));
    if (lacking.length > 0) {
      const lacked = lacking.map((name) => `[${name}]`).join(', ');
      return usage(
        invocation,
        `The expression reads ${lacked}. Give a person with --user, or values with --set ${lacking[0]}=…`,
      );
    }
    if (subject.value === null && callsIn(tree, 'DefaultDomain').length > 0)
      return usage(invocation, 'DefaultDomain() is the domain of a tenant. Give a person of it with --user');
    const read = (name: string): Value =>
      given.values.get(fold(name)) ??
      (given.values.has(fold(name)) || subject.value === null ? null : readAttribute(subject.value.subject, name));
    const { root } = evaluateTree(tree, read, surroundingsAt(Date.now(), subject.value?.defaultDomain ?? null));
    const result = root.evaluation;
    const failed = result?.kind === 'error' ? [failedFault(result)] : [];
    if (json)
      voice.out(
        JSON.stringify({
          expression: printExpression(tree),
          value: textsOf(result),
          skipped: result?.kind === 'ignore',
          person: subject.value === null ? null : subject.value.subject.person.id,
          tree: nodeJson(root),
          faults: [...faults, ...failed],
        }),
      );
    else {
      if (subject.value !== null) voice.out(`For ${personName(subject.value.subject.person)}, ${subject.value.from}:`);
      for (const line of nodeLines(root, 0)) voice.out(line);
    }
    for (const fault of [...faults, ...failed]) for (const line of faultLines(text, fault)) voice.err(line);
    // Of constants the expression itself is to blame, of a person's values the person is not provisioned.
    return failed.length === 0 ? 0 : subject.value === null ? 2 : 4;
  },
};

const usage = (invocation: Invocation, detail: string) => printProblem(invocation, { kind: 'usage', detail }, null);
const nothing: Expression = { kind: 'text', value: '', range: { start: 0, end: 0 } };
const fold = (name: string): string => findSourceAttribute(name)?.name ?? name;
const attributesOf = (tree: Expression): readonly string[] => [
  ...new Set(attributesIn(tree).map(({ name }) => fold(name))),
];

type Given = ReadonlyMap<string, Value>;

/**
 * `givenName=Ada,surname=Lovelace`; a comma inside a value is written `\,`. A name alone has no value, one that is there
 * twice is a list. Names that only the expression knows are taken, so that any published expression can be tried.
 */
function readGiven(
  text: string,
  isRead: (name: string) => boolean,
): { readonly ok: true; readonly values: Given } | { readonly ok: false; readonly wrong: string } {
  const values = new Map<string, Value>();
  for (const part of text === '' ? [] : text.split(/(?<!\\),/)) {
    const [written = '', ...rest] = part.split('=');
    const name = written.trim().replace(/^\[|\]$/g, '');
    const known = findSourceAttribute(name);
    const isKnown = known !== null || isRead(name);
    if (name === '' || (rest.length === 0 && !isKnown))
      return { ok: false, wrong: `--set takes attribute=value, not “${part}”` };
    if (!isKnown) {
      const near = suggestSourceAttribute(name);
      return { ok: false, wrong: `Unknown attribute ${name}.${near === null ? '' : ` Did you mean ${near}?`}` };
    }
    const key = known?.name ?? name;
    if (rest.length === 0) values.set(key, null);
    else values.set(key, joined(values.get(key), rest.join('=').replaceAll('\\,', ','), known));
  }
  return { ok: true, values };
}

function joined(before: Value | undefined, text: string, known: SourceAttribute | null): Value {
  if (known?.type === 'boolean') return booleanOf(text) ?? text;
  if (isList(before)) return [...before, text];
  if (typeof before === 'string') return [before, text];
  return known?.type === 'list' ? [text] : text;
}

function unknownAttributes(tree: Expression, given: Given): readonly ExpressionFault[] {
  return attributesIn(tree).flatMap(({ name, range }): readonly ExpressionFault[] => {
    if (findSourceAttribute(name) !== null) return [];
    const near = suggestSourceAttribute(name);
    const suggestion = near === null ? null : `[${near}]`;
    if (given.has(name)) {
      const message = `People in Microsoft Entra ID have no attribute ${name}; its value is the one given.`;
      return [{ range, message, suggestion, severity: 'warning' }];
    }
    const hint = near === null ? '' : ` Did you mean ${near}?`;
    return [{ range, message: `Unknown attribute ${name}.${hint}`, suggestion, severity: 'error' }];
  });
}

/** null: no person was asked for. */
async function personFor(invocation: Invocation, tree: Expression): Promise<Outcome<SubjectRead | null>> {
  const wanted = invocation.options['user'];
  if (wanted === undefined) return success(null);
  if (wanted.trim() === '')
    return failure({ kind: 'usage', detail: '--user takes an object id or a userPrincipalName' });
  const opened = invocation.openJob();
  if (!opened.ok) return opened;
  return subjectOf(opened.value.engine, opened.value.job, wanted.trim(), attributesOf(tree), printExpression(tree));
}

const failedFault = ({ range, message }: { readonly range: TextRange; readonly message: string }): ExpressionFault => ({
  range,
  message,
  suggestion: null,
  severity: 'error',
});

/** Texts of a value; null: there is none. */
function textsOf(evaluation: Evaluation | null): readonly string[] | null {
  if (evaluation === null) return null;
  if (evaluation.kind === 'candidates') return evaluation.values;
  if (evaluation.kind !== 'value' || evaluation.value === null) return null;
  const { value } = evaluation;
  return isList(value) ? value : [valueText(value) ?? ''];
}

function shown(evaluation: Evaluation | null): string {
  switch (evaluation?.kind) {
    case undefined:
      return 'not taken';
    case 'ignore':
      return 'left out of the request';
    case 'error':
      return 'fails';
    case 'candidates':
      return `the first that nobody has: ${evaluation.values.map((each) => `"${each}"`).join(', ')}`;
    case 'value': {
      const { value } = evaluation;
      if (value === null) return 'no value';
      if (isList(value)) return `(${value.map((each) => `"${each}"`).join(', ')})`;
      const text = valueText(value) ?? '';
      return typeof value === 'string' ? `"${text}"` : text;
    }
  }
}

/** The whole first, its parts below it; what is written out needs no line of its own. */
function* nodeLines({ node, evaluation, children }: EvaluatedNode, depth: number): Iterable<string> {
  yield `${'  '.repeat(depth)}${printExpression(node)}  =  ${shown(evaluation)}`;
  for (const child of children) if (child !== null && !isWrittenOut(child.node)) yield* nodeLines(child, depth + 1);
}

const isWrittenOut = ({ kind }: Expression): boolean => kind === 'text' || kind === 'number' || kind === 'word';

interface NodeJson {
  readonly expression: string;
  readonly range: TextRange;
  readonly value: readonly string[] | null;
  readonly taken: boolean;
  readonly skipped: boolean;
  readonly error: string | null;
  readonly parts: readonly NodeJson[];
}

const nodeJson = ({ node, evaluation, children }: EvaluatedNode): NodeJson => ({
  expression: printExpression(node),
  range: node.range,
  value: textsOf(evaluation),
  taken: evaluation !== null,
  skipped: evaluation?.kind === 'ignore',
  error: evaluation?.kind === 'error' ? evaluation.message : null,
  parts: children.flatMap((child) => (child === null || isWrittenOut(child.node) ? [] : [nodeJson(child)])),
});
