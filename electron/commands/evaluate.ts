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
import { isList, type Value, valueText } from '../../shared/expression/value';
import { failure, type Outcome, success } from '../../shared/outcome';
import { personName } from '../../shared/person';
import { findSourceAttribute, readAttribute, suggestSourceAttribute } from '../../shared/schema/attribute-names';
import { type SubjectRead, subjectOf } from '../cycle/subject-of';
import { surroundingsAt } from '../cycle/surroundings-at';
import type { Command, Invocation } from './command';
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
    const given = readGiven(invocation.options['set'] ?? '');
    if (!given.ok) return usage(invocation, given.wrong);
    const parsed = parseExpression(text);
    const faults = [...parsed.faults, ...(parsed.tree === null ? [] : unknownAttributes(parsed.tree))];
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
      const names = lacking.map((name) => `[${name}]`).join(', ');
      return usage(
        invocation,
        `The expression reads ${names}. Give a person with --user, or values with --set ${lacking[0]}=…`,
      );
    }
    if (subject.value === null && callsIn(tree, 'DefaultDomain').length > 0)
      return usage(invocation, 'DefaultDomain() is the domain of a tenant. Give a person of it with --user');
    const read = (name: string): Value =>
      given.values.get(fold(name)) ?? (subject.value === null ? null : readAttribute(subject.value.subject, name));
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
const fold = (name: string): string => findSourceAttribute(name)?.name ?? name;
const attributesOf = (tree: Expression): readonly string[] => [
  ...new Set(attributesIn(tree).map(({ name }) => fold(name))),
];

/** `givenName=Ada,surname=Lovelace`; a comma inside a value is written `\,`. */
function readGiven(
  text: string,
):
  | { readonly ok: true; readonly values: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly wrong: string } {
  const values = new Map<string, string>();
  for (const part of text === '' ? [] : text.split(/(?<!\\),/)) {
    const at = part.indexOf('=');
    const name = part
      .slice(0, at)
      .trim()
      .replace(/^\[|\]$/g, '');
    if (at < 1) return { ok: false, wrong: `--set takes attribute=value, not “${part}”` };
    const known = findSourceAttribute(name);
    if (known === null) {
      const near = suggestSourceAttribute(name);
      return { ok: false, wrong: `Unknown attribute ${name}.${near === null ? '' : ` Did you mean ${near}?`}` };
    }
    values.set(known.name, part.slice(at + 1).replaceAll('\\,', ','));
  }
  return { ok: true, values };
}

function unknownAttributes(tree: Expression): readonly ExpressionFault[] {
  return attributesIn(tree).flatMap((node) => {
    if (findSourceAttribute(node.name) !== null) return [];
    const near = suggestSourceAttribute(node.name);
    const hint = near === null ? '' : ` Did you mean ${near}?`;
    const suggestion = near === null ? null : `[${near}]`;
    const message = `Unknown attribute ${node.name}.${hint}`;
    return [{ range: node.range, message, suggestion, severity: 'error' as const }];
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

/** The line that the place is in, with a mark under it. */
function faultLines(text: string, { range, message, severity }: ExpressionFault): readonly string[] {
  const start = text.lastIndexOf('\n', Math.max(0, range.start - 1)) + 1;
  const next = text.indexOf('\n', range.start);
  const line = text.slice(start, next === -1 ? text.length : next);
  const before = line.slice(0, range.start - start).replace(/[^\t]/g, ' ');
  const marked = Math.max(1, Math.min(range.end, start + line.length) - range.start);
  return [`${severity === 'error' ? '' : 'Warning: '}${message}`, `  ${line}`, `  ${before}${'^'.repeat(marked)}`];
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
