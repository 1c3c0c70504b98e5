import { describe, expect, test } from 'vitest';
import { compileExpression } from '../../../shared/expression/compile';
import { evaluateWithSteps } from '../../../shared/expression/evaluate-with-steps';
import type { Evaluation } from '../../../shared/expression/evaluation';
import { functionRows } from '../../../shared/expression/functions';
import { signatureOf } from '../../../shared/expression/functions/function-row';
import { parseExpression } from '../../../shared/expression/parse';
import { isList, numberOf, type Value, valueText } from '../../../shared/expression/value';
import { testSurroundings } from '../../surroundings';

const source: Readonly<Record<string, Value>> = {
  given: 'Siobhán',
  family: 'Ní Bhriain',
  empty: '',
  yes: true,
  no: false,
  three: 3,
  numeric: '42',
  long: 132539615990000001n,
  mails: ['SMTP:a@x', 'smtp:b@x'],
  none: [],
  roles: { roles: [{ id: '1', value: '', displayName: 'Reader' }] },
};

function evaluate(text: string): Evaluation {
  const { tree, faults } = parseExpression(text);
  if (tree === null) throw new Error(faults.map((fault) => fault.message).join(' '));
  return compileExpression(tree, testSurroundings()).evaluate((name) => source[name] ?? null);
}

function outcome(text: string): unknown {
  const evaluation = evaluate(text);
  if (evaluation.kind === 'ignore') return 'ignored';
  if (evaluation.kind === 'error')
    return { at: text.slice(evaluation.range.start, evaluation.range.end), says: evaluation.message };
  if (evaluation.kind === 'candidates') return { candidates: evaluation.values };
  return isList(evaluation.value) ? evaluation.value : valueText(evaluation.value);
}

describe('null in text functions (8.4)', () => {
  test.each([
    ['Append([nothing], "x")', 'x'],
    ['Append("x", [nothing])', 'x'],
    ['Append([nothing], [nothing])', null],
    ['Left([nothing], 3)', ''],
    ['Word([nothing], 1, " ")', ''],
    ['Len([nothing])', '0'],
    ['Len([empty])', '0'],
    ['Mid([nothing], 1, 2)', null],
    ['ToLower([nothing])', null],
    ['NormalizeDiacritics([nothing])', null],
    ['Split([nothing], ",")', null],
    ['Replace([nothing], "a", , , "b", , )', null],
    ['Join(",", [nothing], [empty])', ''],
    ['Join([nothing], "a", "b")', 'ab'],
    ['Count([nothing])', '0'],
    ['Coalesce([nothing], [empty])', ''],
    ['Coalesce([nothing], [nothing])', null],
    ['CStr([nothing])', null],
    ['SingleAppRoleAssignment([nothing])', null],
  ])('%s', (text, expected) => expect(outcome(text)).toBe(expected));
});

describe('edges where the reference chooses (8.5)', () => {
  test.each<[string, unknown]>([
    ['Mid("abc", 0, 1)', { at: '0', says: 'The first character is number 1.' }],
    ['Mid("abc", 4, 1)', ''],
    ['Mid("abc", 2, 99)', 'bc'],
    ['Mid("abc", 2)', 'bc'],
    ['Mid("abc", 1, -1)', { at: '-1', says: 'A length cannot be negative.' }],
    ['Mid("abc", "2", 1)', 'b'],
    ['Mid("abc", "two", 1)', { at: '"two"', says: 'Mid takes a whole number here, and “two” is none.' }],
    ['Mid("abc", [nothing], 1)', { at: '[nothing]', says: 'Mid takes a whole number here.' }],
    ['Left("abc", 99)', 'abc'],
    ['InStr("abc", "B")', '0'],
    ['InStr("aİc", "C", 1, vbTextCompare)', '3'],
    ['InStr("abc", "a", 0)', { at: '0', says: 'The first character is number 1.' }],
    ['Split("", ",")', []],
    ['Split("a,, b ,", ",")', ['a', 'b']],
    ['Word("a--b-c", 2, "-")', 'b'],
    ['Item([mails], 0)', { at: '0', says: 'There is no value number 0: the list has 2.' }],
    ['Item("single", 1)', 'single'],
    ['Count("single")', '1'],
    ['Count([none])', '0'],
    ['Replace("abc", "", , , "x", , )', 'abc'],
    ['CBool("maybe")', { at: '"maybe"', says: '“maybe” is neither True or False nor a number.' }],
    ['CBool(2)', 'True'],
    ['CBool("0")', 'False'],
    ['Not("anything")', 'True'],
    ['Not([nothing])', 'True'],
    ['Not("True")', 'False'],
    ['IsNull([empty])', 'False'],
    ['IsString([mails])', 'False'],
    ['Trim([mails])', ['SMTP:a@x', 'smtp:b@x']],
    ['Join("+", "x", [mails])', 'x+SMTP:a@x+smtp:b@x'],
    ['ToUpper("straße")', 'STRAßE'],
    ['ToUpper("istanbul", "tr-TR")', 'İSTANBUL'],
    [
      'ToLower("ÀÉ", Append("no ", "culture"))',
      { at: 'Append("no ", "culture")', says: '“no culture” is not the name of a culture, such as en-US.' },
    ],
    ['PCase("o\'neil-SMITH  x")', "O'Neil-Smith  X"],
    ['NormalizeDiacritics("Đorđe Łukasz Nguyễn ø ß")', 'Đorđe Lukasz Nguyen oe ss'],
    ['Append([three], [yes])', '3True'],
    ['BitAnd([long], 1)', '1'],
    ['CStr([long])', '132539615990000001'],
    ['SingleAppRoleAssignment([roles])', 'Reader'],
    ['Error("No name")', { at: 'Error("No name")', says: 'No name' }],
  ])('%s', (text, expected) => expect(outcome(text)).toEqual(expected));
});

describe('lists are not taken for text', () => {
  test.each([
    ['ToLower([mails])', 'ToLower takes one text, and this is a list. Take one value with Item, or all with Join.'],
    ['IIF([mails] = "a", "b", "c")', 'A list cannot be compared. Take one value with Item, or all with Join.'],
    ['ToLower([roles])', 'The roles of a person are read by SingleAppRoleAssignment([appRoleAssignments]).'],
  ])('%s', (text, says) => expect(outcome(text)).toMatchObject({ says }));
});

describe('comparisons (2.4, 8.6)', () => {
  test.each<[string, unknown]>([
    ['"1" = 1', 'yes'],
    ['"01" = "1"', 'yes'],
    ['"a" = "A"', 'no'],
    ['"a" <> "A"', 'yes'],
    ['[numeric] > 5', 'yes'],
    ['[long] > 132539615990000000', 'yes'],
    ['[nothing] = ""', 'yes'],
    ['[nothing] = "x"', 'no'],
    ['[nothing] <> "x"', 'yes'],
    ['[nothing] < 5', 'no'],
    ['[yes] = "True"', 'yes'],
    ['"abc" < 5', { at: '"abc"', says: '“abc” is not a number, so < cannot compare it.' }],
    ['5 < "abc"', { at: '"abc"', says: '“abc” is not a number, so < cannot compare it.' }],
  ])('%s', (text, expected) => expect(outcome(`IIF(${text}, "yes", "no")`)).toEqual(expected));
});

describe('only what is returned is evaluated', () => {
  test.each<[string, unknown]>([
    ['IIF([yes], "a", Error("b"))', 'a'],
    ['IIF([nothing], Error("a"), "b")', 'b'],
    ['Switch([given], Error("d"), "Siobhán", "a", Error("k"), "b")', 'a'],
    ['Coalesce([given], Error("b"))', 'Siobhán'],
    ['IIF([given], "a", "b")', { at: '[given]', says: '“Siobhán” is neither True or False nor a number.' }],
  ])('%s', (text, expected) => expect(outcome(text)).toEqual(expected));
});

describe('an attribute is left out of the request', () => {
  test.each([
    ['IgnoreFlowIfNullOrEmpty([empty])', 'ignored'],
    ['IIF([yes], IgnoreFlowIfNullOrEmpty([nothing]), "b")', 'ignored'],
    ['IIF([yes], IgnoreAttributeFlow, "b")', 'ignored'],
    ['Switch([given], IgnoreAttributeFlow, "x", "y")', 'ignored'],
    ['IgnoreFlowIfNullOrEmpty([given])', 'Siobhán'],
  ])('%s', (text, expected) => expect(outcome(text)).toBe(expected));
});

describe('Switch', () => {
  test.each<[string, unknown]>([
    ['Switch([given], , "x", "y")', null],
    ['Switch([nothing], "d", "", "none")', 'none'],
    ['Switch([empty], "d", "", "none")', 'none'],
    ['Switch([given], "d", "SIOBHÁN", "case")', 'd'],
    ['Switch([no], , "False", "True", "True", "False")', 'True'],
  ])('%s', (text, expected) => expect(outcome(text)).toBe(expected));
});

test('the steps show what each part came to, inner first, and only the branch that was taken', () => {
  const text = 'IIF(Len([given]) > 3, Left([given], 1), [family])';
  const { tree } = parseExpression(text);
  if (tree === null) throw new Error('no tree');
  const { steps, result } = evaluateWithSteps(tree, (name) => source[name] ?? null, testSurroundings());
  expect(
    steps.map(({ expression, evaluation }) => [expression, evaluation.kind === 'value' && valueText(evaluation.value)]),
  ).toEqual([
    ['[given]', 'Siobhán'],
    ['Len([given])', '7'],
    ['Len([given]) > 3', 'True'],
    ['Left([given], 1)', 'S'],
    [text, 'S'],
  ]);
  expect(result).toEqual({ kind: 'value', value: 'S' });
});

describe('what is redacted is not shown', () => {
  const shown = (text: string) => {
    const { tree } = parseExpression(text);
    if (tree === null) throw new Error('no tree');
    return evaluateWithSteps(tree, (name) => source[name] ?? null, testSurroundings());
  };
  test('in no step, not even the attribute inside, wherever it stands', () => {
    const { steps, result } = shown('Join("-", [given], Redact(ToLower([given])), [family])');
    expect(steps.map(({ expression, evaluation }) => [expression, evaluation])).toEqual([
      ['[given]', { kind: 'value', value: '[Redact]', redacted: true }],
      ['ToLower([given])', { kind: 'value', value: '[Redact]', redacted: true }],
      ['Redact(ToLower([given]))', { kind: 'value', value: '[Redact]', redacted: true }],
      ['[family]', { kind: 'value', value: 'Ní Bhriain' }],
      ['Join("-", [given], Redact(ToLower([given])), [family])', { kind: 'value', value: '[Redact]', redacted: true }],
    ]);
    expect(result).toEqual({ kind: 'value', value: 'Siobhán-siobhán-Ní Bhriain', redacted: true });
  });
  test.each([
    'CDate(Redact([given]))',
    'Redact(CDate([given]))',
    'Error(Redact([given]))',
    'IIF(Redact([given]) < 5, "a", "b")',
    'Append("x", IIF(Redact([yes]), CDate(Redact([given])), "b"))',
  ])('nor quoted by the error of %s', (text) => {
    const { steps, result } = shown(text);
    expect(result).toMatchObject({ kind: 'error', message: expect.stringContaining('redacted') });
    expect(JSON.stringify([steps, result])).not.toContain('Siobhán');
  });
  test('candidates are hidden, too', () =>
    expect(evaluate('SelectUniqueValue([given], Redact([family]))')).toEqual({
      kind: 'candidates',
      values: ['Siobhán', 'Ní Bhriain'],
      redacted: true,
    }));
});

describe('no text grows without end', () => {
  const grow = (times: number): string =>
    times === 0 ? '"aaaaaaaaaa"' : `Replace(${grow(times - 1)}, "a", , , "aaaaaaaaaa", , )`;
  test('by replacing texts', () =>
    expect(outcome(grow(30))).toMatchObject({ says: expect.stringContaining('longer') }));
  test('by putting texts together', () => {
    let text = '[given]';
    for (let times = 0; times < 9; times++) text = `Join("", ${text}, ${text})`;
    expect(outcome(`Replace(${text}, "b", , , ${grow(4)}, , )`)).toMatchObject({
      says: expect.stringContaining('longer than 100,000 characters'),
    });
  });
});

describe('random texts favour no character', () => {
  test('bytes that would favour the first ones are not taken', () => {
    const bytes = [255, 250, 249, 3];
    const surroundings = testSurroundings({ randomBytes: () => Uint8Array.of(bytes.shift() ?? 0) });
    const { tree } = parseExpression('RandomString(2, 2, 0, 0, 0)');
    if (tree === null) throw new Error('no tree');
    // Ten digits: 250 to 255 are dropped, 249 is 9, 3 is 3; the order is then drawn by 0.
    expect(compileExpression(tree, surroundings).evaluate(() => null)).toEqual({ kind: 'value', value: '39' });
  });
});

test.each([
  [null, null],
  [true, 'True'],
  [1e-7, '0.0000001'],
  [4.5, '4.5'],
  [132539615990000001n, '132539615990000001'],
  [['a', 'b'], 'a, b'],
] as const)('the text form of %s is %s', (value, text) => expect(valueText(value)).toBe(text));

test.each([
  ['042', 42],
  [' 7 ', 7],
  ['132539615990000001', 132539615990000001n],
  ['1e3', null],
  ['', null],
  [true, null],
] as const)('the number of %j is %s', (value, number) => expect(numberOf(value)).toBe(number));

test.each(functionRows)('$name says what it does and how it is written', (row) => {
  expect(row.help).toMatch(/^[A-Z].*\.$/);
  expect(signatureOf(row)).toMatch(new RegExp(`^${row.name}\\(.*\\)$`));
});
