import { describe, expect, test } from 'vitest';
import { completionsAt } from '../../../shared/expression/completions-at';
import { highlight } from '../../../shared/expression/highlight';
import { nodeAt } from '../../../shared/expression/node-at';
import { parseExpression } from '../../../shared/expression/parse';
import { printExpression } from '../../../shared/expression/print';
import { signatureAt } from '../../../shared/expression/signature-at';

/** The caret is where `|` stands. */
function caret(marked: string): { text: string; position: number } {
  const position = marked.indexOf('|');
  return { text: marked.slice(0, position) + marked.slice(position + 1), position };
}

describe('every piece of an expression has its colour, also in a broken one', () => {
  test.each([
    ['ToLower([mail])', 'function:ToLower punctuation:( attribute:[mail] punctuation:)'],
    [
      'IIF([a] <> "b", 12, &HF)',
      'function:IIF punctuation:( attribute:[a] relation:<> text:"b" punctuation:, number:12 punctuation:, number:&HF punctuation:)',
    ],
    [
      'InStr([a], vbTextCompare)',
      'function:InStr punctuation:( attribute:[a] punctuation:, word:vbTextCompare punctuation:)',
    ],
    ['Guess(ToLower, ~', 'wrong:Guess punctuation:( wrong:ToLower punctuation:, wrong:~'],
    ['Append([mail, "x)', 'function:Append punctuation:( attribute:[mail punctuation:, text:"x punctuation:)'],
    ["“a” ; 'b'", "text:“a” punctuation:; text:'b'"],
    ['', ''],
  ])('%s', (text, expected) => {
    const pieces = highlight(text).map(({ range, class: kind }) => `${kind}:${text.slice(range.start, range.end)}`);
    expect(pieces.join(' ')).toBe(expected);
  });
});

describe('while a call is filled in, its parameter at the caret is known', () => {
  test.each([
    ['Left(|', 'Left', 0, 'string'],
    ['Left([mail], |', 'Left', 1, 'numChars'],
    ['Left([mail], |)', 'Left', 1, 'numChars'],
    ['Left(ToLower([ma|', 'ToLower', 0, 'source'],
    ['Left(ToLower([mail])|, 3)', 'Left', 0, 'string'],
    ['left(Trim|([mail]), 3)', 'Left', 0, 'string'],
    ['Replace([a], , "(x", |', 'Replace', 3, 'regexGroupName?'],
    ['Join(", ", "a, b", [c]|', 'Join', 2, 'source1'],
    ['Switch([a], "d", "k", "v", |', 'Switch', 4, 'key1'],
    ['Switch([a], "d", "k", "v", "k", |', 'Switch', 5, 'value1'],
    ['IIF(([a] = "b"|), "x", "y")', 'IIF', 0, 'condition'],
  ])('%s', (marked, name, place, parameter) => {
    const { text, position } = caret(marked);
    const found = signatureAt(text, position);
    expect(found).toMatchObject({ row: { name }, place });
    const { start, end } = found?.parameterRange ?? { start: 0, end: 0 };
    expect(found?.signature.slice(start, end)).toBe(parameter);
  });

  test.each(['|Left([mail], 1)', 'Left([mail], 1)|', 'Guess(|', '[mail|]', '|'])('none: %s', (marked) => {
    const { text, position } = caret(marked);
    expect(signatureAt(text, position)).toBeNull();
  });

  test('one argument too many has no parameter', () => {
    expect(signatureAt('ToLower([a], "b", ', 18)).toMatchObject({ place: 2, parameter: null, parameterRange: null });
  });
});

describe('what can stand at the caret', () => {
  const attributes = [
    { name: 'mail', label: 'Mail' },
    { name: 'mobile', label: 'Mobile phone' },
  ];
  const at = (marked: string) => {
    const { text, position } = caret(marked);
    const found = completionsAt(text, position, attributes);
    return found === null
      ? null
      : {
          replaces: text.slice(found.range.start, found.range.end),
          kinds: [...new Set(found.options.map(({ kind }) => kind))],
        };
  };

  test.each([
    ['|', '', ['function', 'attribute']],
    ['To|', 'To', ['function', 'attribute']],
    ['To|Lo([mail])', 'ToLo', ['function']],
    ['ToLower(|', '', ['function', 'attribute']],
    ['ToLower(|)', '', ['function', 'attribute']],
    ['ToLower([|', '', ['attribute']],
    ['ToLower([ma|', 'ma', ['attribute']],
    ['ToLower([ma|il])', 'mail', ['attribute']],
    ['ToLower([mail|])', 'mail', ['attribute']],
    ['InStr([mail], "a", 1, vb|', 'vb', ['word', 'function', 'attribute']],
    ['IIF([mail] = "a", Ig|', 'Ig', ['word', 'function', 'attribute']],
    ['IIF([mail] |', '', ['relation']],
    ['IIF([mail] = |', '', ['function', 'attribute']],
    ['[mail] & |', '', ['function', 'attribute']],
  ])('%s', (marked, replaces, kinds) => {
    expect(at(marked)).toEqual({ replaces, kinds });
  });

  test.each([
    'Append("a|',
    'Append("a|b")',
    'Left([mail], 1|2)',
    '[mail] |',
    'Left([mail] |',
    'ToLower([mail])|',
    'IIF([mail] = "a" |',
  ])('nothing: %s', (marked) => {
    expect(at(marked)).toBeNull();
  });

  test('a chosen one is put in with what belongs to it, and the caret goes where one types on', () => {
    const chosen = (marked: string, label: string): string => {
      const { text, position } = caret(marked);
      const found = completionsAt(text, position, attributes);
      const option = found?.options.find((each) => each.label === label);
      if (!found || option === undefined) return '';
      const done = text.slice(0, found.range.start) + option.insert + text.slice(found.range.end);
      const to = found.range.start + option.caret;
      return `${done.slice(0, to)}|${done.slice(to)}`;
    };
    expect(chosen('To|', 'ToLower')).toBe('ToLower(|)');
    expect(chosen('To|([mail])', 'ToLower')).toBe('ToLower(|[mail])');
    expect(chosen('ToLower([mo|', 'mobile')).toBe('ToLower([mobile]|');
    expect(chosen('ToLower([m|ail])', 'mobile')).toBe('ToLower([mobile]|)');
    expect(chosen('ToLower(mo|)', '[mobile]')).toBe('ToLower([mobile]|)');
  });
});

describe('the part of an expression at a position', () => {
  test.each([
    ['|Left([mail], 1)', 'Left([mail], 1)', true, 0],
    ['Left|([mail], 1)', 'Left([mail], 1)', false, 0],
    ['Left([m|ail], 1)', '[mail]', false, 1],
    ['Left(Trim([mail|]), 1)', '[mail]', false, 2],
    ['Left(Tr|im([mail]), 1)', 'Trim([mail])', true, 1],
    ['IIF([a] = "|b", "c", "d")', '"b"', false, 2],
    ['IIF([a] |= "b", "c", "d")', '[a] = "b"', false, 1],
    ['Left(Trim([ma|il], "x', '[mail]', false, 2],
  ])('%s', (marked, printed, isOnName, around) => {
    const { text, position } = caret(marked);
    const { partial } = parseExpression(text);
    const found = partial && nodeAt(partial, position);
    expect(
      found && { printed: printExpression(found.node), isOnName: found.isOnName, around: found.around.length },
    ).toEqual({ printed, isOnName, around });
  });

  test('beyond the end there is none', () => {
    const { partial } = parseExpression('[mail]');
    expect(partial && nodeAt(partial, 6)).toBeNull();
  });
});
