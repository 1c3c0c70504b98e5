import type { Action } from '../log/log-row';
import type { DirectoryState } from '../person';
import type { FilterVerdict } from '../scoping/filter-groups';

/** "Found in Microsoft Entra ID: active, 11 attributes read." */
export function importText(state: DirectoryState, blocked: boolean, attributes: number): string {
  if (state === 'soft-deleted') return 'Found in the recycle bin of Microsoft Entra ID.';
  if (state === 'hard-deleted') return 'Deleted for good in Microsoft Entra ID; known from an earlier cycle.';
  return `Found in Microsoft Entra ID: ${blocked ? 'sign-in blocked' : 'active'}, ${attributesRead(attributes)} read.`;
}

export const attributesRead = (amount: number): string => (amount === 1 ? '1 attribute' : `${amount} attributes`);

/** Operators in words; another spelling stands for itself. */
const operatorWords: Readonly<Record<string, string>> = {
  equals: 'equals',
  notequals: 'does not equal',
  istrue: 'is true',
  isfalse: 'is false',
  isnull: 'is empty',
  isnotnull: 'is not empty',
  regexmatch: 'matches',
  notregexmatch: 'does not match',
  includes: 'includes',
  endswith: 'ends with',
  greaterthan: 'is greater than',
  greaterthanorequals: 'is at least',
};

/** "employeeType equals Employee", "mail is not empty" */
export function clauseText(clause: {
  readonly attribute: string;
  readonly operator: string;
  readonly values: readonly string[];
}): string {
  const word = operatorWords[clause.operator.toLowerCase().replace(/[\s_]+/g, '')] ?? clause.operator;
  return `${clause.attribute} ${word} ${clause.values.join(' or ')}`.trim();
}

/** Which filters let somebody in: "Filter “Employees” passed: employeeType equals Employee, mail is not empty." */
export const filterTexts = (filters: readonly FilterVerdict[]): readonly string[] =>
  filters.flatMap(({ results }) => {
    const passed = results.find((group) => group.passed);
    if (passed === undefined || passed.clauses.length === 0) return [];
    const name = passed.group === '' ? 'A filter' : `Filter “${passed.group}”`;
    return [`${name} passed: ${passed.clauses.map(clauseText).join(', ')}.`];
  });

/** The scope step of somebody who is in: "In scope: assigned directly. Filter … passed: …" */
export const inScopeText = (reason: string, filters: readonly FilterVerdict[]): string =>
  [
    `In scope: ${reason.charAt(0).toLowerCase()}${reason.slice(1).replace(/ in scope\.$/, '.')}`,
    ...filterTexts(filters),
  ].join(' ');

/** "No BlueJeans account has the userName ada@x, so one would be created." */
export function noMatchText(
  asked: readonly { readonly path: string; readonly value: string }[],
  targetName: string,
): string {
  const tried = asked.map(({ path, value }) => `the ${path} ${value}`).join(' or ');
  return `No ${targetName} account has ${tried}, so one would be created.`;
}

/** What the action would be, before it is done. Ends in a full stop; the button says the same. */
export function intendedText(action: Action, attributes: number): string {
  switch (action) {
    case 'create':
      return `Create one account with ${attributesRead(attributes)}.`;
    case 'update':
      return `Update ${attributesRead(attributes)}.`;
    case 'enable':
      return attributes < 2
        ? 'Enable this account.'
        : `Enable this account and update ${attributesRead(attributes - 1)}.`;
    case 'disable':
      return 'Disable this account.';
    case 'delete':
      return 'Delete this account.';
    case 'link':
      return 'Link this account, which stays as it is.';
    case 'none':
      return 'Nothing to change.';
  }
}

const past: Readonly<Record<Exclude<Action, 'none'>, string>> = {
  create: 'Created',
  update: 'Updated',
  enable: 'Enabled',
  disable: 'Disabled',
  delete: 'Deleted',
  link: 'Linked',
};

/** "Created just now. BlueJeans answered 201." */
export function doneText(action: Exclude<Action, 'none'>, targetName: string, status: number | null): string {
  return `${past[action]} just now.${status === null ? '' : ` ${targetName} answered ${status}.`}`;
}
