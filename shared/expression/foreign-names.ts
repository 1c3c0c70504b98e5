import type { Relation } from './expression';

/** Functions by the names that spreadsheets, Visual Basic, SQL and .NET have for them. */
const functions: Readonly<Record<string, string>> = {
  concat: 'Append',
  concatenate: 'Append',
  if: 'IIF',
  iff: 'IIF',
  case: 'Switch',
  substring: 'Mid',
  substr: 'Mid',
  upper: 'ToUpper',
  ucase: 'ToUpper',
  toupperinvariant: 'ToUpper',
  lower: 'ToLower',
  lcase: 'ToLower',
  tolowerinvariant: 'ToLower',
  proper: 'PCase',
  totitlecase: 'PCase',
  length: 'Len',
  indexof: 'InStr',
  find: 'InStr',
  isblank: 'IsNullOrEmpty',
  isempty: 'IsNullOrEmpty',
  ifnull: 'Coalesce',
  isnullorwhitespace: 'IsNullOrEmpty',
  regexreplace: 'Replace',
  today: 'Now',
  getdate: 'Now',
  newguid: 'Guid',
};

export const functionByForeignName = (name: string): string | null => functions[name.toLowerCase()] ?? null;

/** Comparisons in words, as in filters of SCIM, in SQL and in shells. */
const comparisons: Readonly<Record<string, Relation>> = {
  is: '=',
  equals: '=',
  eq: '=',
  ne: '<>',
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
};

export const relationByForeignName = (name: string): Relation | null => comparisons[name.toLowerCase()] ?? null;
