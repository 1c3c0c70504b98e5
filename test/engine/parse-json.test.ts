import { expect, test } from 'vitest';
import { parseJson } from '../../electron/settings/parse-json';

test.each(['{}', '\uFEFF{ "a": [1, -2.5e3, true, null, "\\u00e9\\\\"] }', ' "text"\r\n'])('%j is taken', (text) => {
  expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text.replace('\uFEFF', '')) });
});

test.each([
  { text: '', says: 'It is empty.' },
  { text: '\uFEFF \r\n', says: 'It is empty.' },
  { text: 'eyJhbGciOiJub25l', says: /^Line 1, column 1: a value .* is needed here\.$/ },
  { text: '{\n  "a": 1\n  "b": 2\n}', says: 'Line 3, column 3: a comma or } is needed here.' },
  { text: '{\r\n  "a": 1,\r\n}', says: 'Line 3, column 1: a name in double quotes is needed here.' },
  { text: '{ "a": [1, 2 }', says: 'Line 1, column 14: a comma or ] is needed here.' },
  { text: '{ "a" 1 }', says: 'Line 1, column 7: a colon is needed here.' },
  { text: "{ 'a': 1 }", says: 'Line 1, column 3: a name in double quotes or } is needed here.' },
  { text: '{ "a": True }', says: /^Line 1, column 8: a value .* is needed here\.$/ },
  { text: '{ "a": 01 }', says: /^Line 1, column 8: a value .* is needed here\.$/ },
  {
    text: '{ "a": "C:\\certs" }',
    says: 'Line 1, column 8: this text does not end on its line, or holds a \\ that has to be written \\\\.',
  },
  { text: '{ "jobs": {', says: 'It ends too early: a name in double quotes or } is needed at its end.' },
  { text: '{ "a": 1 } x', says: 'Line 1, column 12: the end is needed here.' },
  { text: '// a note\n{}', says: /^Line 1, column 1/ },
])('$text stops where it stops, and quotes nothing', ({ text, says }) => {
  const parsed = parseJson(text);
  expect(parsed).toEqual({ ok: false, detail: typeof says === 'string' ? says : expect.stringMatching(says) });
});
