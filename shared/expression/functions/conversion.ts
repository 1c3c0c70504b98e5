import { type Refusal, refuse } from '../evaluation';
import { asText, asWhole, type FunctionRow, optional, text, whole, word } from './function-row';

/** Conversions, entra-mapping-language.md 3.4. Written out because shared/ has neither Node's Buffer nor the DOM's btoa. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const utf16Bytes = (source: string): number[] =>
  Array.from({ length: source.length }, (_, place) => source.charCodeAt(place)).flatMap((unit) => [
    unit & 0xff,
    unit >> 8,
  ]);

function utf8Bytes(source: string): number[] {
  const bytes: number[] = [];
  for (const character of source) {
    const code = character.codePointAt(0) ?? 0;
    // Half of a surrogate pair alone is no character; .NET writes U+FFFD for it.
    const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    else
      bytes.push(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 0x3f),
        0x80 | ((point >> 6) & 0x3f),
        0x80 | (point & 0x3f),
      );
  }
  return bytes;
}

function toBase64(bytes: readonly number[]): string {
  let result = '';
  for (let place = 0; place < bytes.length; place += 3) {
    const [first = 0, second, third] = bytes.slice(place, place + 3);
    const group = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    result += `${alphabet[group >> 18]}${alphabet[(group >> 12) & 63]}`;
    result += second === undefined ? '=' : alphabet[(group >> 6) & 63];
    result += third === undefined ? '=' : alphabet[group & 63];
  }
  return result;
}

function fromBase64(source: string): number[] | null {
  const digits = source.replace(/\s+/g, '');
  if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return null;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of digits.replace(/=+$/, '')) {
    bits = (bits << 6) | alphabet.indexOf(digit);
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 0xff);
      bits &= (1 << held) - 1;
    }
  }
  return bytes;
}

function decode(bytes: readonly number[], encoding: string): string | Refusal {
  if (encoding === 'ASCII') return bytes.map((byte) => String.fromCharCode(byte < 0x80 ? byte : 0x3f)).join('');
  if (encoding === 'UTF8') {
    try {
      return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
    } catch {
      return refuse('The decoded bytes are not UTF-8.', 0);
    }
  }
  if (bytes.length % 2 !== 0) return refuse('The decoded bytes are not UTF-16.', 0);
  let decoded = '';
  for (let place = 0; place < bytes.length; place += 2) {
    decoded += String.fromCharCode((bytes[place] ?? 0) | ((bytes[place + 1] ?? 0) << 8));
  }
  return decoded;
}

export const conversionFunctions: readonly FunctionRow[] = [
  {
    name: 'BitAnd',
    parameters: [whole('value1', 'A whole number.'), whole('value2', 'Another one.')],
    returns: 'number',
    help: 'The bits that are set in both whole numbers. &H stands before a hexadecimal number.',
    example: 'BitAnd(&HF, &HF7)',
    exampleResult: '7',
    evaluate: ([value1, value2]) => {
      const [left, right] = [asWhole(value1), asWhole(value2)];
      return left === null || right === null ? null : left & right;
    },
  },
  {
    name: 'ConvertFromBase64',
    parameters: [
      text('source', 'The Base64 code.'),
      optional(word('encoding', 'How the text was encoded: Unicode is UTF-16.', 'Unicode', 'ASCII', 'UTF8')),
    ],
    returns: 'text',
    help: 'The text of a Base64 code; UTF-16 unless another encoding is named.',
    example: 'ConvertFromBase64([extensionAttribute1], UTF8)',
    exampleSource: { extensionAttribute1: 'SGVsbG8gd29ybGQh' },
    exampleResult: 'Hello world!',
    evaluate: ([source, encoding]) => {
      const bytes = fromBase64(asText(source) ?? '');
      return bytes === null ? refuse('This is not Base64.', 0) : decode(bytes, asText(encoding) ?? 'Unicode');
    },
  },
  {
    name: 'ConvertToBase64',
    parameters: [text('source', 'The text.')],
    returns: 'text',
    help: 'The Base64 code of a text in UTF-16.',
    example: 'ConvertToBase64("Hello world!")',
    exampleResult: 'SABlAGwAbABvACAAdwBvAHIAbABkACEA',
    evaluate: ([source]) => toBase64(utf16Bytes(asText(source) ?? '')),
  },
  {
    name: 'ConvertToUTF8Hex',
    parameters: [text('source', 'The text.')],
    returns: 'text',
    help: 'The UTF-8 bytes of a text as hexadecimal digits.',
    example: 'ConvertToUTF8Hex("Hello world!")',
    exampleResult: '48656C6C6F20776F726C6421',
    evaluate: ([source]) =>
      utf8Bytes(asText(source) ?? '')
        .map((byte) => byte.toString(16).toUpperCase().padStart(2, '0'))
        .join(''),
  },
];
