import { describe, expect, test } from 'vitest';
import { csvLine } from '../../../shared/log/csv';

describe('a CSV cell', () => {
  test.each([
    ['plain', 'plain'],
    ['a, b', '"a, b"'],
    ['says "no"', '"says ""no"""'],
    ['two\nlines', '"two\nlines"'],
    ['=SUM(A1)', "'=SUM(A1)"],
    ['+48 22 555', "'+48 22 555"],
    ['-1', "'-1"],
    ['@name', "'@name"],
    ['\tx', "'\tx"],
    ['', ''],
  ])('%j becomes %j', (cell, written) => expect(csvLine([cell])).toBe(`${written}\r\n`));
});
