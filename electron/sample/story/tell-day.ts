import type { CycleSummary } from '../../../shared/health/job-state';
import { adviseOn } from '../../../shared/log/advice';
import type { LogRow, StepName } from '../../../shared/log/log-row';
import type { Problem } from '../../../shared/log/problem';
import type { Profile } from '../../../shared/profiles/profile';

/** More people than this with whom the same happened are told together. */
const mostByName = 4;

/** What the story has said before: a problem that lasts is told once, a removal that was held has an end to be told. */
export interface Told {
  readonly problems: Map<string, string>;
  readonly held: Set<string>;
}

export const nothingTold = (): Told => ({ problems: new Map(), held: new Set() });

/**
 * One cycle as its admin would tell it, out of nothing but the provisioning log: what happened to whom, why, and what it
 * meant for their access. Nothing to tell gives no line.
 */
export function tellCycle(
  cycle: CycleSummary,
  rows: readonly LogRow[],
  profile: Profile,
  told: Told,
): readonly string[] {
  if (cycle.problem !== null) return problemLines(cycle.problem, profile, null);
  const lines = [...relieved(rows, told)];
  const fates = onePerPerson(rows.filter((row) => isNews(row, told)));
  for (const group of grouped(fates)) {
    const [first] = group;
    if (first !== undefined && group.length > mostByName) lines.push(...manyLines(group, first, profile));
    else for (const row of group) lines.push(...rowLines(row, profile));
  }
  return lines;
}

function isNews(row: LogRow, { problems, held }: Told): boolean {
  if (row.staged) held.add(row.sourceId);
  const said = row.problem === null ? '' : JSON.stringify(row.problem);
  const isOld = said !== '' && problems.get(row.sourceId) === said;
  if (said === '') problems.delete(row.sourceId);
  else problems.set(row.sourceId, said);
  return !isOld && (row.staged || row.problem !== null || row.action !== 'none' || isLetGo(row));
}

/** Somebody who is gone for good, whose account stays as it is. */
const isLetGo = (row: LogRow): boolean => row.action === 'none' && /deleted for good/.test(row.reason);

/** Removals that were held and are not wanted any more. */
function relieved(rows: readonly LogRow[], { held }: Told): readonly string[] {
  const back = rows.filter((row) => held.has(row.sourceId) && !row.staged && row.action === 'none');
  for (const { sourceId } of back) held.delete(sourceId);
  if (back.length === 0) return [];
  return [
    `${back.length} people whose removal was held are in scope again. Nothing was sent for them.`,
    `  ${back.map(({ sourceName }) => sourceName).join(', ')}`,
    '  Nobody lost access.',
  ];
}

/** A manager is set by a request of its own; to the person it is one change, or belongs to the new account. */
function onePerPerson(rows: readonly LogRow[]): readonly LogRow[] {
  const people = new Map<string, LogRow>();
  for (const row of rows) {
    const before = people.get(row.sourceId);
    const isMore = before !== undefined && before.problem === null && row.problem === null;
    const both = isMore ? { ...before, modified: [...before.modified, ...row.modified] } : row;
    people.set(row.sourceId, before?.action === 'link' ? { ...both, action: row.action } : both);
  }
  return [...people.values()];
}

function grouped(rows: readonly LogRow[]): readonly (readonly LogRow[])[] {
  const groups = new Map<string, LogRow[]>();
  for (const row of rows) {
    const key = `${row.action} ${row.staged} ${row.problem?.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

function manyLines(group: readonly LogRow[], first: LogRow, profile: Profile): readonly string[] {
  return [
    `${group.length} people: ${titleOf(first, profile)}.`,
    `  ${group.map(({ sourceName }) => sourceName).join(', ')}`,
    `  ${meaningOf(first, profile)}`,
  ];
}

function rowLines(row: LogRow, profile: Profile): readonly string[] {
  if (isProblem(row)) return problemLines(row.problem, profile, row.sourceName);
  const changes = row.action === 'update' ? ` (${changesText(row, profile)})` : '';
  // An update is explained by what made Inseam look, everything else by the person's place in the directory.
  const why = row.action === 'update' ? textOf(row, 'import') : row.reason;
  return [`${row.sourceName}: ${titleOf(row, profile)}${changes}. ${why}`, `  ${meaningOf(row, profile)}`];
}

const isProblem = (row: LogRow): row is LogRow & { readonly problem: Problem } =>
  row.problem !== null && row.status !== 'success';

const textOf = (row: LogRow, name: StepName): string => row.steps.find(({ step }) => step === name)?.text ?? '';

function problemLines(problem: Problem, profile: Profile, personName: string | null): readonly string[] {
  const { title, meaning, nextStep } = adviseOn(problem, {
    targetName: profile.name,
    profile: profile.advice,
    personName,
  });
  return [`${personName === null ? '' : `${personName}: `}${title}.`, `  ${meaning} ${nextStep}`];
}

function changesText({ modified }: LogRow, { attributes }: Profile): string {
  return modified
    .map(({ attribute, from, to }) => {
      const label = attributes.find(({ path }) => path === attribute)?.label ?? attribute;
      // Of the old manager the log knows the account's id only.
      return label === 'manager' || from === null ? `${label}: ${to ?? 'none'}` : `${label}: ${from} → ${to ?? 'none'}`;
    })
    .join('; ');
}

function titleOf(row: LogRow, profile: Profile): string {
  if (row.staged) return 'the removal is held, for too many would lose access at once';
  if (isProblem(row))
    return adviseOn(row.problem, { targetName: profile.name, profile: profile.advice, personName: null }).title;
  return titles[row.action];
}

const titles: Readonly<Record<LogRow['action'], string>> = {
  create: 'a new account',
  update: 'brought up to date',
  enable: 'enabled again',
  disable: 'disabled',
  delete: 'deleted',
  link: 'the account that was there is linked',
  none: 'nothing is sent',
};

function meaningOf(row: LogRow, profile: Profile): string {
  if (row.staged) return 'Everyone keeps the access they have until the admin decides, or the cause is gone.';
  switch (row.action) {
    case 'create':
      return `Can use ${profile.name} from now on.`;
    case 'update':
      return 'Access is as it was.';
    case 'enable':
      return `Can use ${profile.name} again, with the same account and all that is in it.`;
    case 'disable':
      return `Cannot use ${profile.name} any more; the account and all that is in it are kept.`;
    case 'delete':
      return 'The account is gone for good.';
    case 'link':
      return 'Nothing was changed.';
    case 'none':
      return textOf(row, 'action');
  }
}
