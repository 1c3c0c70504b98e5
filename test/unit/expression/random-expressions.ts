import fc from 'fast-check';
import type { Expression, Relation } from '../../../shared/expression/expression';
import { functionRows } from '../../../shared/expression/functions';
import { type Parameter, parameterAt } from '../../../shared/expression/functions/function-row';
import { knownWords } from '../../../shared/expression/words';
import { sourceAttributes } from '../../../shared/schema/attribute-names';

/** Expressions for properties: trees of every shape, and texts that somebody may have mistyped. */

const nowhere = { start: 0, end: 0 };

export const anyText = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    '"',
    '\\',
    '\\"',
    'a\nb',
    'a\r\n',
    ', [mail])',
    '$'.concat('{a}'),
    '(?<a>\\d+)',
    '\ud800',
    '’',
    '1',
    'True',
    '2020-03-16-07:00',
    '😀',
  ),
);

const attributeName = fc.oneof(
  fc.constantFrom(...sourceAttributes.map(({ name }) => name)),
  fc.constantFrom(
    'a',
    'Größe',
    'given name',
    'employeeOrgData.division',
    'extension_0123456789abcdef0123456789abcdef_badge',
  ),
);

const decimal = (text: string): number | bigint => {
  const number = Number(text);
  return text.includes('.') || Number.isSafeInteger(number) ? number : BigInt(text);
};
const numberNode: fc.Arbitrary<Expression> = fc
  .oneof(
    fc.integer().map(String),
    fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(String),
    fc.tuple(fc.integer({ min: -999, max: 999 }), fc.nat(999)).map(([whole, fraction]) => `${whole}.${fraction}`),
    fc.nat().map((value) => `&H${value.toString(16).toUpperCase()}`),
    fc.constantFrom('0', '-0', '007', '&hff', '0.50'),
  )
  .map((text) => ({
    kind: 'number',
    text,
    value: decimal(text.startsWith('&') ? String(Number(`0x${text.slice(2)}`)) : text),
    range: nowhere,
  }));

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  attributeName.map((name): Expression => ({ kind: 'attribute', name, range: nowhere })),
  anyText.map((value): Expression => ({ kind: 'text', value, range: nowhere })),
  numberNode,
  fc.constantFrom(...knownWords).map((name): Expression => ({ kind: 'word', name, range: nowhere })),
);

const relations: readonly Relation[] = ['=', '<>', '>', '>=', '<', '<='];

/** Trees as the grammar has them, whatever the functions think of their arguments. */
export const anyTree: fc.Arbitrary<Expression> = fc.letrec<{
  operand: Expression;
  call: Expression;
  argument: Expression | null;
}>((tie) => ({
  operand: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('call')),
  argument: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    tie('operand'),
    fc
      .tuple(tie('operand'), fc.constantFrom(...relations), tie('operand'))
      .map(([left, operator, right]): Expression => ({ kind: 'relation', operator, left, right, range: nowhere })),
  ),
  call: fc
    .tuple(fc.constantFrom(...functionRows), fc.array(tie('argument'), { maxLength: 5 }))
    .map(([{ name }, given]) => {
      const places = [...given];
      while (places.at(-1) === null) places.pop();
      return { kind: 'call', name, nameRange: nowhere, range: nowhere, arguments: places };
    }),
})).operand;

/** What a parameter takes; so that an evaluation comes further than the first refusal. */
const fitting = (parameter: Parameter | undefined, inner: fc.Arbitrary<Expression>): fc.Arbitrary<Expression> => {
  const words = parameter?.words ?? [];
  if (words.length > 0) return fc.constantFrom(...words).map((name) => ({ kind: 'word', name, range: nowhere }));
  if (parameter?.place === 'condition') {
    return fc
      .tuple(inner, fc.constantFrom(...relations), inner)
      .map(([left, operator, right]) => ({ kind: 'relation', operator, left, right, range: nowhere }));
  }
  return inner;
};

/** Trees whose calls have the arguments that their functions ask for. */
export function fittingTree(depth: number): fc.Arbitrary<Expression> {
  const plain = fc.oneof(
    attributeName.map((name): Expression => ({ kind: 'attribute', name, range: nowhere })),
    anyText.map((value): Expression => ({ kind: 'text', value, range: nowhere })),
    numberNode,
  );
  if (depth === 0) return plain;
  const inner = fittingTree(depth - 1);
  const call = fc.tuple(fc.constantFrom(...functionRows), fc.nat(4)).chain(([row, more]): fc.Arbitrary<Expression> => {
    const required = row.parameters.filter(({ optional }) => !optional).length;
    const count = Math.min(required + more, row.parameters.at(-1)?.repeats ? 8 : row.parameters.length);
    const places = Array.from({ length: count }, (_, place): fc.Arbitrary<Expression | null> => {
      const parameter = parameterAt(row, place);
      const given = fitting(parameter, inner);
      return parameter?.optional ? fc.option(given, { nil: null }) : given;
    });
    return fc
      .tuple(...places)
      .map((given) => ({ kind: 'call', name: row.name, nameRange: nowhere, range: nowhere, arguments: given }));
  });
  return fc.oneof({ weight: 1, arbitrary: plain }, { weight: 4, arbitrary: call });
}

const pieces = [
  '(',
  ')',
  '[',
  ']',
  ',',
  ';',
  '"',
  "'",
  '“',
  '”',
  '\\',
  '\\"',
  '&',
  '&&',
  '||',
  '&H',
  '=',
  '==',
  '<>',
  '!=',
  '<',
  '>',
  '+',
  '-',
  '.',
  '{',
  '}',
  ' ',
  '\n',
  '\t',
  ' AND ',
  ' or ',
  'True',
  'null',
  '0x1F',
  '12',
  '-3.5',
  '999999999999999999',
  'vbTextCompare',
  'ToLower',
  'NormaliseDiacritics(',
  'Switch(',
  'IIF(',
  'Replace(',
  '[mail]',
  '[',
  'mail',
  'businessPhones',
  '"x"',
  '"(?<a>',
  '\u0000',
  '\uFEFF',
  '\ud83d',
  '😀',
  'é',
  'İ',
  '（',
  '，',
];

/** What happens to a text between two keystrokes. */
const edit = fc.record({
  kind: fc.constantFrom('delete', 'insert', 'swap', 'repeat', 'cut'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 6 }),
  piece: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 3 })),
});

function edited(
  text: string,
  { kind, at, length, piece }: { kind: string; at: number; length: number; piece: string },
): string {
  const start = Math.floor(at * text.length);
  const [before, there, after] = [text.slice(0, start), text.slice(start, start + length), text.slice(start + length)];
  switch (kind) {
    case 'delete':
      return before + after;
    case 'insert':
      return before + piece + there + after;
    case 'swap':
      return before + after.slice(0, length) + there + after.slice(length);
    case 'repeat':
      return before + there.repeat(length) + after;
    default:
      return before;
  }
}

/** A text of which the edits have made something else. */
export const mistyped = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(texts, fc.array(edit, { minLength: 1, maxLength: 4 })).map(([text, edits]) => edits.reduce(edited, text));

/** Pieces of the language in any order. */
export const scrambled: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...pieces),
      fc.constantFrom(...functionRows.map(({ name }) => `${name}(`)),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((all) => all.join(''));

/** As deep, as long and as wide as somebody could make it. */
export const oversized: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...pieces, 'Not(', 'ToLower([', 'IIF([a] = ', '"a"b', '[a] & ', 'a ', "'a", 'Append("x, '),
    fc.integer({ min: 1, max: 10_200 }),
  )
  .map(([piece, length]) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length));

const patternPieces = [
  '(',
  ')',
  '(?:',
  '(?<n>',
  '(?=',
  '(?!',
  '[',
  ']',
  '[^',
  '|',
  '*',
  '+',
  '?',
  '*?',
  '{2,5}',
  '{1000}',
  '{',
  '}',
  '\\d',
  '\\w',
  '\\s',
  '\\b',
  '\\',
  '\\1',
  '\\k<n>',
  '\\p{L}',
  '^',
  '$',
  '.',
  'a',
  'b',
  '-',
  '\\u0041',
  '\\x41',
  '(?i)',
  '\\A',
  '(a+)+',
  '(a|a)*',
  ',',
  '😀',
];

/** Regular expressions, valid and not. */
export const anyPattern: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...patternPieces), { maxLength: 14 }).map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 10 }),
);
