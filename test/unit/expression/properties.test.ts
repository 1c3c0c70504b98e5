import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileExpression } from '../../../shared/expression/compile';
import { completionsAt } from '../../../shared/expression/completions-at';
import { evaluateTree } from '../../../shared/expression/evaluate-tree';
import { evaluateWithSteps } from '../../../shared/expression/evaluate-with-steps';
import type { Evaluation } from '../../../shared/expression/evaluation';
import type { Expression } from '../../../shared/expression/expression';
import { partsOf } from '../../../shared/expression/expression';
import { formatExpression } from '../../../shared/expression/format';
import { highlight } from '../../../shared/expression/highlight';
import { nodeAt } from '../../../shared/expression/node-at';
import { parseExpression } from '../../../shared/expression/parse';
import { findAll, findFirst } from '../../../shared/expression/pattern/find';
import { readPattern } from '../../../shared/expression/pattern/read-pattern';
import { printExpression } from '../../../shared/expression/print';
import { signatureAt } from '../../../shared/expression/signature-at';
import { type Value, valueText } from '../../../shared/expression/value';
import { sourceAttributes } from '../../../shared/schema/attribute-names';
import { testSurroundings } from '../../surroundings';
import { readTable } from '../../tables/read-table';
import { anyPattern, anyText, anyTree, fittingTree, mistyped, oversized, scrambled } from './random-expressions';

/** A failure prints its seed and its smallest example; `fc.assert(…, { seed, path })` runs it again. */

const published = (readTable('expression-vectors') as readonly { readonly expression: string }[]).map(
  ({ expression }) => expression,
);
const surroundings = testSurroundings();

/** A tree without its places in the text. */
function shape(node: Expression): unknown {
  const { range: _, ...rest } = node;
  if (node.kind === 'call') return [node.name, ...node.arguments.map((argument) => argument && shape(argument))];
  if (node.kind === 'relation') return { ...rest, left: shape(node.left), right: shape(node.right) };
  return rest;
}

describe('what is printed reads as the same tree', () => {
  test('trees of every shape', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const printed = printExpression(tree);
        fc.pre(printed.length <= 10_000);
        const { partial } = parseExpression(printed);
        expect(partial && shape(partial)).toEqual(shape(tree));
      }),
      { numRuns: 1200 },
    );
  });

  test('trees over several lines', () => {
    fc.assert(
      fc.property(anyTree, fc.integer({ min: 1, max: 100 }), (tree, width) => {
        const formatted = formatExpression(tree, width);
        fc.pre(formatted.length <= 10_000);
        const { partial } = parseExpression(formatted);
        expect(partial && shape(partial)).toEqual(shape(tree));
      }),
      { numRuns: 500 },
    );
  });

  test('what was read, printed and read again', () => {
    fc.assert(
      fc.property(fc.oneof(mistyped(fc.constantFrom(...published)), scrambled), (text) => {
        const { tree } = parseExpression(text);
        if (tree === null) return;
        const printed = printExpression(tree);
        fc.pre(printed.length <= 10_000);
        const again = parseExpression(printed);
        expect(again.tree && shape(again.tree)).toEqual(shape(tree));
        expect(
          again.faults.filter(({ message }) => message.includes('spells') || message.includes('backslash')),
        ).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

const anyValue: fc.Arbitrary<Value> = fc.oneof(
  fc.constant(null),
  anyText,
  fc.boolean(),
  fc.integer(),
  fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  fc.array(anyText, { maxLength: 4 }),
  fc
    .array(fc.record({ id: fc.string(), value: fc.option(anyText), displayName: fc.option(anyText) }), { maxLength: 3 })
    .map((roles) => ({ roles })),
);

/** Thousands of texts with dozens of pieces each: `expect` for every one would take most of the time. */
function hold(holds: boolean, rule: string, text: string): void {
  if (!holds) throw new Error(`${rule}: ${JSON.stringify(text)}`);
}

function checkRanges(node: Expression, text: string): void {
  const { start, end } = node.range;
  hold(0 <= start && start <= end && end <= text.length, 'a part lies in the text', text);
  for (const part of partsOf(node)) {
    hold(start <= part.range.start && part.range.end <= end, 'a part lies in the one around it', text);
    checkRanges(part, text);
  }
}

/** All that is ever done with a text that somebody types. */
function typeIn(text: string, values: readonly Value[], where: number): void {
  let end = 0;
  for (const { range } of highlight(text)) {
    hold(text.slice(end, range.start).trim() === '', 'only blanks have no colour', text);
    hold(range.end > range.start, 'every piece has characters', text);
    end = range.end;
  }
  hold(text.slice(end).trim() === '', 'colours go to the end', text);

  const { tree, partial, faults } = parseExpression(text);
  hold((tree === null) === faults.some(({ severity }) => severity === 'error'), 'a tree, or an error', text);
  for (const [index, { range, message, suggestion }] of faults.entries()) {
    hold(message !== '', 'a fault says something', text);
    hold(0 <= range.start && range.start <= range.end && range.end <= text.length, 'a fault lies in the text', text);
    // Of a very long text a few are enough for the time that this may take.
    if (suggestion !== null && (index < 3 || text.length < 1000))
      parseExpression(text.slice(0, range.start) + suggestion + text.slice(range.end));
  }

  const position = Math.round(where * text.length);
  const completions = completionsAt(text, position, sourceAttributes)?.range ?? { start: 0, end: 0 };
  hold(completions.start <= position && completions.end <= text.length, 'completions are for the caret', text);
  const signature = signatureAt(text, position);
  const { start = 0, end: stop = 0 } = signature?.parameterRange ?? {};
  const named = signature?.signature.slice(start, stop).replace('?', '');
  hold(named === (signature?.parameter?.name ?? signature?.signature.slice(0, 0)), 'the parameter is marked', text);
  if (partial !== null) {
    checkRanges(partial, text);
    nodeAt(partial, position);
    printExpression(partial);
  }
  if (tree !== null) evaluateAll(tree, values);
}

const valueKind = (evaluation: Evaluation): string =>
  evaluation.kind === 'value' ? `value ${valueText(evaluation.value)}` : evaluation.kind;

function evaluateAll(tree: Expression, values: readonly Value[]): void {
  const read = (name: string): Value => values[name.length % values.length] ?? null;
  const plain = compileExpression(tree, testSurroundings()).evaluate(read);
  const { root, result } = evaluateTree(tree, read, testSurroundings());
  hold(valueKind(result) === valueKind(plain), 'both evaluations come to the same', printExpression(tree));
  hold(root.evaluation !== null, 'the whole has a value', printExpression(tree));
  evaluateWithSteps(tree, read, surroundings);
}

const values = fc.array(anyValue, { minLength: 1, maxLength: 5 });
const where = fc.double({ min: 0, max: 1, noNaN: true });

/** All of these together take some ten seconds; a text that made the reader hang would take for ever. */
describe('nothing that is typed makes the reader, the editor or an evaluation fail or hang', {
  timeout: 60_000,
}, () => {
  test('published expressions, mistyped', () => {
    fc.assert(fc.property(mistyped(fc.constantFrom(...published)), values, where, typeIn), { numRuns: 5000 });
  });

  test('random expressions, mistyped', () => {
    fc.assert(fc.property(mistyped(anyTree.map(printExpression)), values, where, typeIn), { numRuns: 1200 });
  });

  test('pieces of the language in any order', () => {
    fc.assert(fc.property(scrambled, values, where, typeIn), { numRuns: 3000 });
  });

  test('any text at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), values, where, typeIn), { numRuns: 1000 });
  });

  test('as deep and as long as can be', () => {
    fc.assert(fc.property(oversized, values, where, typeIn), { numRuns: 120 });
  });

  test('expressions with fitting arguments, over every kind of value', () => {
    fc.assert(
      fc.property(fittingTree(3), values, (tree, given) => evaluateAll(tree, given)),
      { numRuns: 3000 },
    );
  });

  test('patterns, valid and not, over any text', () => {
    fc.assert(
      fc.property(
        anyPattern,
        fc.oneof(
          anyText,
          fc.nat(4096).map((length) => 'ab'.repeat(length / 2)),
        ),
        (source, text) => {
          const read = readPattern(source);
          if (!read.ok) return;
          const first = findFirst(read.pattern, text);
          const all = findAll(read.pattern, text);
          expect(first === null).toBe(all !== null && all.length === 0);
        },
      ),
      { numRuns: 1200 },
    );
  });
});
