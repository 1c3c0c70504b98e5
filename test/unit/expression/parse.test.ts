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
    [
      'CRef([dn])',
      'CRef',
      'CRef is a function of the service that Inseam does not evaluate: it refers to an entry of a directory on premises, and a SCIM service has none.',
      null,
    ],
    [
      'Append(SelectUniqueValue("a", "b"), "c")',
      'SelectUniqueValue',
      'SelectUniqueValue goes around the whole expression. It cannot stand inside another.',
      null,
    ],
    [
      'SelectUniqueValue("a")',
      'SelectUniqueValue',
      'SelectUniqueValue needs rule2 as argument 2. It is written SelectUniqueValue(rule1, rule2, …).',
      null,
    ],
    ['ToLower([a], "no culture")', '"no culture"', '“no culture” is not the name of a culture, such as en-US.', null],
    [
      'DateAdd("M", 1, Now())',
      '"M"',
      '“M” is no interval. There are yyyy (year), m (month), d (day), ww (week), h (hour), n (minute) and s (second).',
      null,
    ],
    [
      'FormatDateTime([a], , "yyyy-MM-dd", "H")',
      '"H"',
      'A format of one character stands for a whole format, and “H” for none. Write %H for the letter alone.',
      null,
    ],
    ['FormatDateTime([a], "ffffffff", "yyyy")', '"ffffffff"', '“f” stands at most 7 times in a row.', null],
    [
      'FormatDateTime([a], "AssumeLocal", "yyyy", "yy")',
      '"AssumeLocal"',
      'AssumeLocal is not supported: a mapping has no local time zone. Use AssumeUniversal.',
      null,
    ],
    ['RandomString(3, 1, 1, 1, 1)', '3', 'The least numbers come to 4, and the length is only 3.', null],
    ['RandomString(257, 0, 0, 0, 0)', '257', 'A random text has 0 to 256 characters, and 257 are asked for.', null],
    ['RandomString(3, 1, 0, 0, 0, "0123456789")', '"0123456789"', 'No digits are left to choose from.', null],
    ['Replace([a], , "(x)", "n", "y", , )', '"n"', 'The pattern has no group named “n”.', null],
    ['ToLower([mail)', '[mail', 'The attribute that begins here has no closing bracket.', '[mail]'],
    ['ToLower([])', '[]', 'An attribute name is expected between the brackets.', null],
    ['Append([mail], "x)', '"x', 'The text that begins here has no closing quotation mark.', '"x"'],
    ['ToLower([mail]', '', 'A closing parenthesis is expected: the one that opens after ToLower is never closed.', ')'],
    ['ToLower([mail]))', ')', 'This parenthesis closes nothing.', ''],
    [
      'ToLower([mail] [surname])',
      '[surname]',
      'A comma or a closing parenthesis is expected before “[surname]”.',
      ', [surname]',
    ],
    ['Append([mail]; "x")', ';', 'Arguments are separated by commas.', ','],
    ['Append([mail], “x”)', '“x”', 'Texts are written in straight quotation marks.', '"x"'],
    ["Append([mail], 'x')", "'x'", 'Texts are written in double quotation marks.', '"x"'],
    ['ToLower(mail)', 'mail', 'mail is an attribute: it stands in brackets, [mail].', '[mail]'],
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
    ['BitAnd(&HXYZ, 1)', '&HXYZ', 'After &H come the digits of a hexadecimal number: 0 to 9 and A to F.', null],
    ['BitAnd(&H, 1)', '&H', 'After &H come the digits of a hexadecimal number: 0 to 9 and A to F.', null],
    ['ToLower(user.mail)', 'user.mail', 'An attribute stands in brackets, by its name alone.', '[mail]'],
    ['ToLower([mail]\u200b)', '\u200b', 'An invisible character (U+200B) stands here.', ''],
    ['[a] = "b"', '[a] = "b"', 'A comparison stands inside a function.', 'CBool([a] = "b")'],
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
    [
      'Replace([a], , "(x", , "", , )',
      '"(x"',
      'Not a valid pattern: “(” is never closed (character 1 of the pattern).',
      null,
    ],
    ['[a] [b]', '[b]', 'The expression should end here. To put values together, use Append, Join or &.', '& [b]'],
    ['', '', 'The expression ends here. A function, an [attribute] or a "text" is expected.', null],
    ['Append([a], %)', '%', '“%” cannot stand here; the language does not calculate.', null],
    ['Append([a], ~)', '~', '“~” cannot stand here. A function, an [attribute] or a "text" is expected.', null],
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

const mend = (text: string): string =>
  errorsOf(text).reduceRight(
    (all, { range, suggestion }) => all.slice(0, range.start) + (suggestion ?? '') + all.slice(range.end),
    text,
  );

describe('all slips are told at once, and none that only follows from another', () => {
  const both = [
    ['NormaliseDiacritics', 'NormalizeDiacritics'],
    ['[mail', '[mail]'],
  ] as const;
  test.each<readonly [string, readonly (readonly [string, string | null])[]]>([
    ['Join(" ", NormaliseDiacritics([surname]), ToLower([mail), Left("abc, 3))', [...both, ['"abc', '"abc"']]],
    ['Join(" ", NormaliseDiacritics([surname]), ToLower([mail), "x', [...both, ['"x', '"x"'], ['', ')']]],
    [
      'IIF([a] == "b" AND [c] != \'d\', True, mail)',
      [
        ['==', '='],
        ['AND', null],
        ['!=', '<>'],
        ["'d'", '"d"'],
        ['True', '"True"'],
        ['mail', '[mail]'],
      ],
    ],
    ['IIF([a] = "b" && [c] = "d", "x", "y")', [['&&', null]]],
    ['IIF([a] = "b" or [c] = "d", "x", "y")', [['or', null]]],
    ['IIF(AND([a] = "b", [c] = "d"), "x", "y")', [['AND', null]]],
    ['IIF(!IsPresent([a]), "x", "y")', [['!', null]]],
    ['IIF(([a] = "b"), "x", "y")', [['([a] = "b")', '[a] = "b"']]],
    ['Append("say "hi" there", [mail])', [['"say "hi" there"', String.raw`"say \"hi\" there"`]]],
    ['Join(", [a], "b")', [['"', '""']]],
    [String.raw`Append([a], "DOMAIN\")`, [[String.raw`"DOMAIN\"`, String.raw`"DOMAIN\\"`]]],
    [String.raw`Append("DOMAIN\", [a])`, [[String.raw`"DOMAIN\"`, String.raw`"DOMAIN\\"`]]],
    [String.raw`Append(\"x\", [mail])`, [[String.raw`\"x\"`, '"x"']]],
    [
      'Append(“x”, ‘y’)',
      [
        ['“x”', '"x"'],
        ['‘y’', '"y"'],
      ],
    ],
    ['Append("x”, [mail])', [['"x”', '"x"']]],
    ['Append([mail], x")', [['x"', '"x"']]],
    [
      'Append(mail], {surname})',
      [
        ['mail]', '[mail]'],
        ['{surname}', '[surname]'],
      ],
    ],
    [
      'Append(businessPhones, hello world)',
      [
        ['businessPhones', '[telephoneNumber]'],
        ['hello world', '"hello world"'],
      ],
    ],
    ['ToLower[mail]', [['ToLower[mail]', 'ToLower([mail])']]],
    ['ToLower [mail]', [['ToLower [mail]', 'ToLower([mail])']]],
    [
      '[ToLower([mail])]',
      [
        ['[', ''],
        [']', ''],
      ],
    ],
    ['ToUpper(ToLower(Trim([mail]', [['', ')))']]],
    [
      'ToLower([mail])), Fooo("x")',
      [
        [')', ''],
        ['Fooo', null],
      ],
    ],
    [
      'Join(".", Fooo([a], "b"), Left([c]))',
      [
        ['Fooo', null],
        ['Left', null],
      ],
    ],
    ['Left([mail] 3)', [['3', ', 3']]],
    ['=Append([a], "b")', [['=', '']]],
    ['Append([a], "b"),', [[',', '']]],
    ['[a] + "x"', [['+', '&']]],
    [
      'Mid([x], 0x1F, .5)',
      [
        ['0x1F', '&H1F'],
        ['.5', '0.5'],
      ],
    ],
    ['Append([a], 12abc)', [['12abc', '"12abc"']]],
    ['IIF([a] = , "x", "y")', [[',', null]]],
    ['IIF([department] equals "Sales", "x", "y")', [['equals', '=']]],
    ['IIF([department] ne "Sales", "x", "y")', [['ne', '<>']]],
    ['"a" "b', [['"b', '"b"']]],
    ['Join("a" b, "c")', [['b', '"b"']]],
    [
      'ToLower($'.concat('{mail})'),
      [
        ['$', ''],
        ['{mail}', '[mail]'],
      ],
    ],
    [
      'Concat([a], Substring(@mail, 1, 2))',
      [
        ['Concat', 'Append'],
        ['Substring', 'Mid'],
        ['@', ''],
        ['mail', '[mail]'],
      ],
    ],
    ['Coalesce([a], null)', [['null', '""']]],
    [
      'Append（[a], "b"）',
      [
        ['（', '('],
        ['）', ')'],
      ],
    ],
  ])('%s', (text, expected) => {
    const errors = errorsOf(text);
    expect(errors.map(({ range, suggestion }) => [marked(text, range), suggestion])).toEqual(expected);
    // Where each has a proposal, taking them all, the last first, puts the text right in a round or two.
    if (expected.some(([, suggestion]) => suggestion === null)) return;
    const mended = mend(mend(text));
    expect(errorsOf(mended)).toEqual([]);
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
    [
      'IIF(Not(IsPresent([country])), "Other", [country])',
      'IsPresent([country])',
      'fails on a condition about an empty',
    ],
    ['CBool([country] <> "")', '[country] <> ""', 'fails on a condition about an empty attribute'],
    ['IIF([country] = "", "Other", [country])', '[country] = ""', 'fails on a condition about an empty attribute'],
    [
      'Switch(IsPresent([jobTitle]), "Default", "True", "yes")',
      'IsPresent([jobTitle])',
      'does not support IsPresent as the source of Switch',
    ],
    ['ToLower([a] = "b")', '[a] = "b"', 'This comparison becomes the text True or False.'],
    ['Switch([manager], , "a", "b")', '[manager]', 'Switch is not meant for references'],
    [String.raw`Replace([a], , "\d", , "", , )`, '\\', 'A backslash inside a text is written twice.'],
  ])('%s', (text, place, message) => {
    const { tree, faults } = parseExpression(text);
    expect(tree).not.toBeNull();
    expect(faults.map(({ severity, range }) => [severity, marked(text, range)])).toEqual([['warning', place]]);
    expect(faults[0]?.message).toContain(message);
  });
});

test('Microsoft’s own Switch with IsPresent is offered in the form that its service takes', () => {
  const text = 'Switch(IsPresent([jobTitle]), "None", "True", [jobTitle])';
  expect(parseExpression(text).faults).toMatchObject([
    {
      severity: 'warning',
      range: { start: 0, end: text.length },
      suggestion: 'Switch([jobTitle], [jobTitle], "", "None")',
    },
  ]);
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
