import { describe, expect, test } from 'vitest';
import { fillTemplate, readTemplate } from '../../../shared/expression/pattern/fill-template';
import { findAll, findFirst, maximumTextLength } from '../../../shared/expression/pattern/find';
import { type Pattern, readPattern } from '../../../shared/expression/pattern/read-pattern';

function patternOf(source: string): Pattern {
  const read = readPattern(source);
  if (!read.ok) throw new Error(read.message);
  return read.pattern;
}

const raw = String.raw;

describe('patterns that JavaScript reads alike find the same', () => {
  const texts = [
    '',
    'a',
    'aaa',
    'abcabc',
    'foo bar_baz-9',
    '+44 20 7946 0958',
    'x@contoso.com',
    'line\nline2',
    'John.Smith',
    '0012345',
    'aXbXc',
    '<b>c</b>',
  ];
  test.each([
    'a',
    'a*',
    'a+?',
    '(a|b)*c',
    '(a|ab)(c|bcd)?',
    'x?y?z?',
    '[a-c]+',
    '[^a-c]+',
    raw`\d+`,
    raw`\D+`,
    raw`\w+\s`,
    raw`^\w+`,
    raw`\w+$`,
    raw`\bb\w*`,
    raw`\Ba`,
    '.*',
    '.+?',
    'a{2}',
    'a{1,2}',
    'a{2,}',
    'a{0}b?',
    '(?:ab)+',
    '(?<n>a)(b)',
    '(?=b)b',
    'a(?!a)',
    raw`\.`,
    raw`[\s.-]`,
    raw`[a\]]`,
    raw`(\.)*$`,
    '(a*)*',
    '(a*)+b',
    '(a|b|c|d)+',
    '(?:a?){3}',
    '(a+)+$',
    '^0+',
    '^(.*?)(?<id>.{0,3})$',
    'X|b',
    '(?:)',
    '<.+?>',
    'b{',
    '{a}',
    raw`\x61\u0062`,
    '[a-]+',
    '[-a]+',
  ])('%s', (source) => {
    const pattern = patternOf(source);
    for (const text of texts) {
      const theirs = [...text.matchAll(new RegExp(source, 'g'))].map((match) => [match.index, match[0]]);
      const ours = (findAll(pattern, text) ?? []).map(({ start, end }) => [start, text.slice(start, end)]);
      expect(ours, text).toEqual(theirs);
    }
  });

  test.each([
    ['(a)|(b)', 'b'],
    ['(a+)(a*)', 'aaa'],
    ['(a+?)(a*)', 'aaa'],
    ['(a|ab)(c|bcd)(d*)', 'abcd'],
    ['((a)|b)+', 'ab'],
    ['(?:(\\d+)-)?(\\d+)', '12-34'],
    ['(x)?y', 'y'],
    ['(?=(a+))a', 'aaa'],
  ])('the groups of %s in %s', (source, text) => {
    const found = findFirst(patternOf(source), text);
    if (found === null || found === 'too-long') throw new Error('not found');
    const theirs = new RegExp(source).exec(text);
    const ours = (theirs ?? []).slice(1).map((_, index) => {
      const group = found.group(String(index + 1));
      return group === null ? undefined : text.slice(group.start, group.end);
    });
    // .NET keeps what a group matched in an earlier round of a repetition; JavaScript forgets it.
    expect(ours).toEqual(source === '((a)|b)+' ? ['b', 'a'] : (theirs ?? []).slice(1));
  });
});

describe('patterns as .NET reads them', () => {
  test.each([
    [raw`^\d+$`, '٣٤', true],
    [raw`^\w+$`, 'Ní', true],
    [raw`^\w+$`, 'naïve', true],
    ['^a$', 'a\n', true],
    [raw`^a\z`, 'a\n', false],
    [raw`\Aa\Z`, 'a\n', true],
    ['a.b', 'a\rb', true],
    ['a.b', 'a\nb', false],
    ['(?i)sales', 'SALES', true],
    ['(?i:s)ales', 'SALES', false],
    ['(?i:s)ales', 'Sales', true],
    ['a(?i)b', 'aB', true],
    ['(a(?i)b)c', 'aBC', false],
    ['[a-z-[aeiou]]', 'aei', false],
    ['[a-z-[aeiou]]', 'aex', true],
    ['[]a]', ']', true],
    ['(?i)[^a]', 'A', false],
    ['(?i)[b-y]', 'C', true],
    ['(?i)[a-z]', 'İ', false],
    ['(?i)S', 'ſ', false],
    [raw`(?i)\p{Lu}`, 'a', false],
    ['(?s)a.b', 'a\nb', true],
    ['(?s-s:a.b)', 'a\nb', false],
    ['^b$', 'a\nb\nc', false],
    ['(?m)^b$', 'a\nb\nc', true],
    [raw`(?m)\Ab`, 'a\nb', false],
    ['(?x) a b # and c\n +', 'abbb', true],
    ['(?x)a b', 'a b', false],
    ['(?x)a[ ]b', 'a b', true],
    ['(?im)^B', 'a\nb', true],
    [raw`a\b`, 'a\u200db', false],
    [raw`\p{Lu}`, 'É', true],
    [raw`[\P{L}]`, 'é', false],
    ["(?'n'a)", 'a', true],
    ['a(?#a comment)b', 'ab', true],
    [raw`\<\@\;`, '<@;', true],
    [raw`[\b]`, '\b', true],
  ])('%s on %j', (source, text, found) => expect(findFirst(patternOf(source), text) !== null).toBe(found));

  test('unnamed groups are numbered before named ones', () => {
    expect([...patternOf('(?<year>y)(m)').groupNumbers]).toEqual([
      ['0', 0],
      ['1', 1],
      ['2', 2],
      ['year', 2],
    ]);
  });
});

describe('what cannot be read is refused with its reason', () => {
  test.each([
    ['(', '“(” is never closed.', 0],
    ['a)', '“)” closes nothing.', 1],
    ['[a', '“[” is never closed.', 0],
    ['*a', '“*” has nothing to repeat.', 0],
    ['a**', 'a repetition cannot be repeated; use parentheses.', 2],
    ['a{3,2}', 'the numbers in braces are the wrong way round.', 0],
    ['a{5000}', 'a repetition of more than 1000 times is not supported.', 0],
    ['(a{900}){900}', 'its repetitions are too large.', 0],
    ['[z-a]', 'the range “z-a” is the wrong way round.', 1],
    [raw`[\d-z]`, 'a range needs a character at each end.', 1],
    ['a\\', 'it ends with a backslash.', 1],
    [raw`(a)\1`, 'references back to a group are not supported.', 3],
    [raw`\k<a>`, 'references back to a group are not supported.', 0],
    [raw`\y`, raw`“\y” has no meaning.`, 0],
    [raw`\G`, raw`“\G” is not supported.`, 0],
    [raw`\p{IsGreek}`, raw`the character class “\p{IsGreek}” is not supported.`, 0],
    ['(?<=a)b', 'looking behind is not supported.', 0],
    ['(?>a)', 'this kind of group is not supported.', 0],
    ['(?(a)b)', 'this kind of group is not supported.', 0],
    ['(?<a-b>c)', '“a-b” is no name for a group.', 0],
    ['(?y)a b', 'this kind of group is not supported.', 0],
    ['^*', 'a position cannot be repeated.', 0],
    ['('.repeat(60), 'groups nest more than 50 deep.', 50],
  ])('%s', (source, message, position) => expect(readPattern(source)).toEqual({ ok: false, message, position }));
});

describe('a pattern cannot hang', () => {
  // Each takes JavaScript's own engine longer than a life on these texts.
  test.each([
    ['^(a+)+$', `${'a'.repeat(4000)}!`],
    ['^(a|aa)+$', `${'a'.repeat(4000)}!`],
    ['(.*)(.*)(.*)(.*)x$', 'a'.repeat(4000)],
    [raw`^([A-Za-z]+\s?)+$`, `${'word '.repeat(800)}9`],
    ['^(?=(a+)+$)b', `${'a'.repeat(4000)}!`],
  ])('%s', (source, text) => expect(findFirst(patternOf(source), text)).toBeNull());

  // Each match starts anew, so that these would take a square of the length, many times over.
  test.each([
    [`(?:(?:${'a|'.repeat(300)}a)*b)?`, 'a'.repeat(4096)],
    ['(?=(a))'.repeat(300), 'a'.repeat(4096)],
  ])('the work on one text is limited: %#', (source, text) => expect(findAll(patternOf(source), text)).toBeNull());

  test('unnamed groups do not count with the option n', () =>
    expect([...patternOf('(?n)(a)(?<b>c)').groupNumbers.keys()]).toEqual(['0', '1', 'b']));

  test('a text that is too long is not searched', () => {
    const text = 'a'.repeat(maximumTextLength + 1);
    expect(findFirst(patternOf('a'), text)).toBe('too-long');
    expect(findAll(patternOf('a'), text)).toBeNull();
  });
});

describe('substitutions', () => {
  const named = (name: string) => ['$', '{', name, '}'].join('');
  test.each([
    [`${named('n')}!`, 'b!'],
    ['$1-$2', 'a-b'],
    ['[$&]', '[ab]'],
    ['$$1', '$1'],
    [`${named('other')}$9`, `${named('other')}$9`],
    [named('n') + named('n'), 'bb'],
    ['$01', 'a'],
    ["$`|$'|$_|$+", 'x|x|xabx|b'],
    ['$', '$'],
    ['$-', '$-'],
  ])('%s', (template, filled) => {
    const pattern = patternOf('(a)(?<n>b)');
    const found = findFirst(pattern, 'xabx');
    if (found === null || found === 'too-long') throw new Error('not found');
    expect(fillTemplate(readTemplate(template, pattern), 'xabx', found, 1000)).toBe(filled);
  });
});
