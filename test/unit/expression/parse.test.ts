import { describe, expect, test } from 'vitest';
import { attributesIn } from '../../../shared/expression/expression';
import { parseExpression } from '../../../shared/expression/parse';
import { printExpression } from '../../../shared/expression/print';

const errorsOf = (text: string) => parseExpression(text).faults.filter((fault) => fault.severity === 'error');
const marked = (text: string, { start, end }: { start: number; end: number }) => text.slice(start, end);

describe('a slip is shown at its place, with what was meant', () => {
  test.each([
    [
      'NormaliseDiacritics([surname])',
      'NormaliseDiacritics',
      'Unknown function NormaliseDiacritics. Did you mean NormalizeDiacritics?',
      'NormalizeDiacritics',
    ],
    ['Frobnicate([surname])', 'Frobnicate', 'Unknown function Frobnicate.', null],
    ['Now()', 'Now', 'Now is a function of the service that Inseam does not evaluate.', null],
    ['ToLower([mail)', '[mail', 'The attribute that begins here has no closing bracket.', '[mail]'],
    ['ToLower([])', '[]', 'An attribute name is expected between the brackets.', null],
    ['Append([mail], "x)', '"x)', 'The text that begins here has no closing quotation mark.', '"x)"'],
    ['ToLower([mail]', '(', 'The parenthesis that opens after ToLower is never closed.', null],
    ['ToLower([mail]))', ')', 'This parenthesis closes nothing.', ''],
    ['ToLower([mail] [surname])', '[surname]', 'A comma or a closing parenthesis is expected here.', null],
    ['Append([mail]; "x")', ';', 'Arguments are separated by commas.', ','],
    ['Append([mail], “x”)', '“', 'Texts are written in straight quotation marks.', '"'],
    ["Append([mail], 'x')", "'", 'Texts are written in double quotation marks.', '"'],
    [
      'ToLower(mail)',
      'mail',
      'Unknown word mail. An attribute stands in brackets: [mail]; a text in quotation marks.',
      '[mail]',
    ],
    ['IIF(True, "a", "b")', 'True', 'True and False are written as texts: "True".', '"True"'],
    [
      'InStr([mail], "a", 1, vbTextCompar)',
      'vbTextCompar',
      'Unknown word vbTextCompar. Did you mean vbTextCompare?',
      'vbTextCompare',
    ],
    ['ToLower', 'ToLower', 'ToLower is a function: its arguments follow in parentheses.', null],
    ['Left([mail])', 'Left', 'Left needs numChars as argument 2. It is written Left(string, numChars).', null],
    ['Append([mail], , )', 'Append', 'Append needs suffix as argument 2. It is written Append(source, suffix).', null],
    [
      'StripSpaces([mail], "x")',
      '"x"',
      'StripSpaces has no use for argument 2. It is written StripSpaces(source).',
      null,
    ],
    [
      'Switch([mail], "d", "a")',
      'Switch',
      'Switch needs value1 as argument 4. It is written Switch(source, defaultValue?, key1, value1, …).',
      null,
    ],
    [
      'Switch([mail], "d", "a", "1", "b")',
      '"b"',
      'Switch takes its keys and values in pairs: a value is expected after each key.',
      null,
    ],
    ['[a] = "b"', '=', 'A comparison stands inside IIF or CBool.', null],
    ['ToLower([a] = "b")', '[a] = "b"', 'A comparison stands as the condition of IIF or CBool.', null],
    ['IIF([a] = "b" = "c", "1", "2")', '=', 'Only two values can be compared. Nest another IIF.', null],
    ['ToLower(vbTextCompare)', 'vbTextCompare', 'vbTextCompare cannot stand here.', null],
    [
      'ToLower(IgnoreFlowIfNullOrEmpty([a]))',
      'IgnoreFlowIfNullOrEmpty',
      'IgnoreFlowIfNullOrEmpty goes around the whole expression, or is a whole branch of it.',
      null,
    ],
    [
      'ToLower(IIF([a] = "b", IgnoreFlowIfNullOrEmpty([a]), "c"))',
      'IgnoreFlowIfNullOrEmpty',
      'IgnoreFlowIfNullOrEmpty goes around the whole expression, or is a whole branch of it.',
      null,
    ],
    ['IIF([a] = "b", IgnoreObjectFlow, "c")', 'IgnoreObjectFlow', 'IgnoreObjectFlow is not supported by Inseam.', null],
    ['Replace([a], , "(x", , "", , )', '"(x"', 'Not a valid pattern: “(” is never closed.', null],
    ['[a] [b]', '[b]', 'The expression should end here. To put values together, use Append or Join.', null],
    ['', '', 'The expression ends here. A function, an [attribute] or a "text" is expected.', null],
    ['Append([a], %)', '%', '“%” cannot stand here. A function, an [attribute] or a "text" is expected.', null],
  ])('%s', (text, place, message, suggestion) => {
    const [fault, ...others] = errorsOf(text);
    expect(others).toEqual([]);
    expect(fault && { place: marked(text, fault.range), message: fault.message, suggestion: fault.suggestion }).toEqual(
      {
        place,
        message,
        suggestion,
      },
    );
    expect(parseExpression(text).tree).toBeNull();
  });

  test('Replace with arguments that do not go together names the combinations', () => {
    expect(errorsOf('Replace([a], "x", , , , [b], )')[0]?.message).toContain('oldValue and replacementValue;');
  });

  test('an expression over 10,000 characters is refused', () => {
    expect(errorsOf(`"${'x'.repeat(9_999)}"`)[0]?.message).toBe(
      'The expression has 10001 characters; the service takes at most 10000.',
    );
  });

  test('calls that nest too deep are refused instead of ending the process', () => {
    expect(errorsOf(`${'Not('.repeat(2_000)}[a]${')'.repeat(1_990)}`)[0]?.message).toContain('200 deep');
  });
});

describe('what the service itself would stumble over gets a warning and still works', () => {
  test.each([
    ['tolower([mail])', 'tolower', 'The service spells this function ToLower.'],
    [
      'IIF(IsNullOrEmpty([country]), "Other", [country])',
      'IsNullOrEmpty([country])',
      'fails on a condition about an empty attribute',
    ],
    ['IIF([country] = "", "Other", [country])', '[country] = ""', 'fails on a condition about an empty attribute'],
    [
      'Switch(IsPresent([jobTitle]), "Default", "True", [jobTitle])',
      'IsPresent([jobTitle])',
      'does not support IsPresent as the source of Switch',
    ],
    ['Switch([manager], , "a", "b")', '[manager]', 'Switch is not meant for references'],
    [String.raw`Replace([a], , "\d", , "", , )`, '\\', 'A backslash inside a text is written twice.'],
  ])('%s', (text, place, message) => {
    const { tree, faults } = parseExpression(text);
    expect(tree).not.toBeNull();
    expect(faults.map(({ severity, range }) => [severity, marked(text, range)])).toEqual([['warning', place]]);
    expect(faults[0]?.message).toContain(message);
  });
});

describe('printing gives the canonical text', () => {
  test.each([
    [
      ' switch( [IsSoftDeleted] ,, "False","True" , "True" ,"False" , )',
      'Switch([IsSoftDeleted], , "False", "True", "True", "False")',
    ],
    ['[givenName] & "." & [surname]', 'Append(Append([givenName], "."), [surname])'],
    ['BitAnd(&HF, -12)', 'BitAnd(&HF, -12)'],
    ['IIF([a]<>"b",[a],"c")', 'IIF([a] <> "b", [a], "c")'],
    [String.raw`Replace([a], , "\d\\w\"", , "", , )`, String.raw`Replace([a], , "\\d\\w\"", , "")`],
    ['ToLower\n ( [mail] )', 'ToLower([mail])'],
    ['InStr([a], "b", 1, VBTEXTCOMPARE)', 'InStr([a], "b", 1, vbTextCompare)'],
    ['[extension_0123456789abcdef0123456789abcdef_badge]', '[extension_0123456789abcdef0123456789abcdef_badge]'],
  ])('%s', (text, printed) => {
    const { tree } = parseExpression(text);
    expect(tree && printExpression(tree)).toBe(printed);
  });
});

test('every node knows the text it was read from', () => {
  const text = 'Join(".", [givenName], Left([surname], 1))';
  const { tree } = parseExpression(text);
  if (tree?.kind !== 'call') throw new Error('no call');
  expect(tree.arguments.map((argument) => argument && marked(text, argument.range))).toEqual([
    '"."',
    '[givenName]',
    'Left([surname], 1)',
  ]);
  expect(marked(text, tree.nameRange)).toBe('Join');
  expect(attributesIn(tree).map(({ name, range }) => [name, marked(text, range)])).toEqual([
    ['givenName', '[givenName]'],
    ['surname', '[surname]'],
  ]);
});
