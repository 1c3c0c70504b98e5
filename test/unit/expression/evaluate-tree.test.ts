import { describe, expect, test } from 'vitest';
import { type EvaluatedNode, evaluateTree } from '../../../shared/expression/evaluate-tree';
import { stepsOf } from '../../../shared/expression/evaluate-with-steps';
import { explainFailure } from '../../../shared/expression/explain-failure';
import { formatExpression } from '../../../shared/expression/format';
import { parseExpression } from '../../../shared/expression/parse';
import { printExpression } from '../../../shared/expression/print';
import { type Value, valueText } from '../../../shared/expression/value';
import { testSurroundings } from '../../surroundings';

const person: Readonly<Record<string, Value>> = {
  givenName: 'Ada',
  surname: 'Lovelace',
  country: 'GB',
  proxyAddresses: ['SMTP:ada@oxbow.example'],
};
const read = (name: string): Value => person[name] ?? null;

function evaluated(text: string) {
  const { tree } = parseExpression(text);
  if (tree === null) throw new Error(`no tree: ${text}`);
  return { tree, ...evaluateTree(tree, read, testSurroundings()) };
}

/** Each part on a line, indented under the one around it. */
function lines(part: EvaluatedNode | null, depth = 0): string[] {
  const indent = '  '.repeat(depth);
  if (part === null) return [`${indent}omitted`];
  const { node, evaluation, children } = part;
  const value =
    evaluation === null
      ? 'not taken'
      : evaluation.kind === 'value'
        ? (valueText(evaluation.value) ?? 'null')
        : evaluation.kind === 'error'
          ? `error: ${evaluation.message}`
          : evaluation.kind;
  return [`${indent}${printExpression(node)} → ${value}`, ...children.flatMap((child) => lines(child, depth + 1))];
}

describe('every part of an expression with what it came to', () => {
  test('calls, attributes and texts, in the places of the call', () => {
    expect(lines(evaluated('Append(Left([givenName], 1), [surname])').root)).toEqual([
      'Append(Left([givenName], 1), [surname]) → ALovelace',
      '  Left([givenName], 1) → A',
      '    [givenName] → Ada',
      '    1 → 1',
      '  [surname] → Lovelace',
    ]);
  });

  test('a branch that was not taken, and an omitted place', () => {
    expect(lines(evaluated('Switch([country], , "SE", Error("x"), "GB", [surname])').root)).toEqual([
      'Switch([country], , "SE", Error("x"), "GB", [surname]) → Lovelace',
      '  [country] → GB',
      '  omitted',
      '  "SE" → SE',
      '  Error("x") → not taken',
      '    "x" → not taken',
      '  "GB" → GB',
      '  [surname] → Lovelace',
    ]);
  });

  test('both sides of a comparison', () => {
    expect(lines(evaluated('IIF([country] = "GB", IgnoreAttributeFlow, "x")').root)).toEqual([
      'IIF([country] = "GB", IgnoreAttributeFlow, "x") → ignore',
      '  [country] = "GB" → True',
      '    [country] → GB',
      '    "GB" → GB',
      '  IgnoreAttributeFlow → ignore',
      '  "x" → not taken',
    ]);
  });

  test('an error stands at the part where it happened, and at those around it', () => {
    const [whole, inner] = lines(evaluated('ToLower(Item([proxyAddresses], 3))').root);
    expect(whole).toContain('→ error:');
    expect(inner).toContain('Item([proxyAddresses], 3) → error:');
  });

  test('as a list: what was taken, inner first, each part once', () => {
    const steps = stepsOf(evaluated('IIF([country] = "GB", Append([surname], [surname]), [givenName])').root);
    expect(steps.map(({ expression }) => expression)).toEqual([
      '[country]',
      '[country] = "GB"',
      '[surname]',
      'Append([surname], [surname])',
      'IIF([country] = "GB", Append([surname], [surname]), [givenName])',
    ]);
  });
});

describe('a failure says which part failed, and with what', () => {
  test.each([
    [
      'ToLower(Item([proxyAddresses], 3))',
      'In Item([proxyAddresses], 3), [proxyAddresses] is “SMTP:ada@oxbow.example”.',
    ],
    [
      'Append("x", ToLower([proxyAddresses]))',
      'In ToLower([proxyAddresses]), [proxyAddresses] is “SMTP:ada@oxbow.example”.',
    ],
    ['IIF([surname] > 3, "a", "b")', 'In [surname] > 3, [surname] is “Lovelace”.'],
    [
      'Left([givenName], [surname])',
      'In Left([givenName], [surname]), [givenName] is “Ada” and [surname] is “Lovelace”.',
    ],
    ['Append([givenName], Error("No name"))', 'No name. It is in Error("No name").'],
    ['Error("No name")', 'No name'],
  ])('%s', (text, expected) => {
    const { tree, result } = evaluated(text);
    if (result.kind !== 'error') throw new Error('no failure');
    const explained = explainFailure(tree, read, testSurroundings(), result);
    expect(explained.startsWith(result.message)).toBe(true);
    expect(explained.endsWith(expected)).toBe(true);
  });
});

describe('over several lines', () => {
  test.each([
    ['Append([a], "b")', 40, ['Append([a], "b")']],
    [
      'IIF([a] = "b", Append([givenName], [surname]), Replace([mail], "x", , , "y"))',
      40,
      ['IIF(', '  [a] = "b",', '  Append([givenName], [surname]),', '  Replace([mail], "x", , , "y")', ')'],
    ],
    ['Replace([mail], "example", , , "other")', 20, ['Replace(', '  [mail],', '  "example",', '  , , "other"', ')']],
  ])('%s', (text, width, expected) => {
    expect(formatExpression(evaluated(text).tree, width).split('\n')).toEqual(expected);
  });
});
