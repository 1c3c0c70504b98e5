import { describe, expect, test } from 'vitest';
import { compileExpression } from '../../../shared/expression/compile';
import type { Evaluation } from '../../../shared/expression/evaluation';
import { findFunction, functionRows, unsupportedFunctions } from '../../../shared/expression/functions';
import { parseExpression } from '../../../shared/expression/parse';
import { printExpression } from '../../../shared/expression/print';
import { type AppRole, isList, type Value, valueText } from '../../../shared/expression/value';
import { testSurroundings } from '../../surroundings';
import { readTable } from '../../tables/read-table';

interface Vector {
  readonly function: string;
  readonly expression: string;
  readonly source: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
  readonly from: string;
}

const vectors = readTable('expression-vectors') as readonly Vector[];

/** What Microsoft documents and Inseam does not evaluate. A function that is added leaves this list. */
const notInTheLanguage = [
  'AppRoleAssignmentsComplex',
  'AssertiveAppRoleAssignmentsComplex',
  'CDate',
  'DateAdd',
  'DateDiff',
  'DateFromNum',
  'DefaultDomain',
  'FormatDateTime',
  'Guid',
  'Now',
  'NumFromDate',
  'RandomString',
  'Redact',
  'SelectUniqueValue',
];

const functionsIn = (expression: string): string[] =>
  [...expression.replace(/"(?:\\.|[^"\\])*"/g, '""').matchAll(/([A-Za-z]\w*)\s*\(/g)].map((match) => match[1] ?? '');

const missingIn = ({ expression }: Vector) =>
  functionsIn(expression).filter((name) => findFunction(name) === undefined);

function toValue(raw: unknown): Value {
  if (raw === undefined || raw === null) return null;
  if (typeof raw === 'string' || typeof raw === 'boolean' || typeof raw === 'number') return raw;
  const items = raw as readonly unknown[];
  return items.every((item) => typeof item === 'string') ? items : { roles: items as AppRole[] };
}

/** The outcome in the form in which the vectors have it. */
function outcome(evaluation: Evaluation): unknown {
  if (evaluation.kind === 'ignore') return { skip: true };
  if (evaluation.kind === 'error')
    return { error: evaluation.message.includes('no value number') ? 'index' : evaluation.message };
  if (evaluation.kind === 'candidates') return { candidates: evaluation.values };
  return isList(evaluation.value) ? evaluation.value : valueText(evaluation.value);
}

describe("Microsoft's published examples", () => {
  const ours = vectors.filter((vector) => missingIn(vector).length === 0);
  const theirs = vectors.filter((vector) => missingIn(vector).length > 0);

  test.each(ours)('$function: $expression ($from)', ({ expression, source, expected }) => {
    const { tree, faults } = parseExpression(expression);
    expect(faults.filter((fault) => fault.severity === 'error')).toEqual([]);
    if (tree === null) throw new Error('no tree');
    expect(outcome(compileExpression(tree, testSurroundings()).evaluate((name) => toValue(source[name])))).toEqual(
      expected,
    );
  });

  test.each(ours)('printing and reading again changes nothing: $expression', ({ expression }) => {
    const { tree } = parseExpression(expression);
    if (tree === null) throw new Error('no tree');
    const printed = printExpression(tree);
    const again = parseExpression(printed);
    expect(again.tree === null ? null : printExpression(again.tree)).toBe(printed);
  });

  test('an example is left out only for a function that is known to be missing', () => {
    expect([...new Set(theirs.flatMap(missingIn))].sort()).toEqual([...notInTheLanguage].sort());
    expect(unsupportedFunctions).toEqual(expect.arrayContaining(notInTheLanguage));
  });

  test.each(theirs)('a missing function is named, not called a slip: $expression', (vector) => {
    const { tree, faults } = parseExpression(vector.expression);
    expect(tree).toBeNull();
    expect(faults.map((fault) => fault.message).join(' ')).toContain(
      `${missingIn(vector)[0]} is a function of the service`,
    );
  });

  test.each(functionRows)('$name has a published example', ({ name }) => {
    expect(vectors.some((vector) => functionsIn(vector.expression).includes(name))).toBe(true);
  });

  test.each(functionRows)('the example in the help of $name can be read', ({ example }) => {
    const errors = parseExpression(example).faults.filter((fault) => fault.severity === 'error');
    expect(errors).toEqual([]);
  });
});
