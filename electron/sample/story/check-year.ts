import type { LogRow } from '../../../shared/log/log-row';
import type { World } from './world';
import { endOfYear, tooLong } from './year';

/**
 * Whether the year ended as it was meant to: each removal in the log was meant, in number and in kind, and the target has
 * an account that works for everybody it should have one for. Answers what is not so, in words.
 */
export async function checkYear(world: World, rows: readonly LogRow[]): Promise<readonly string[]> {
  const faults: string[] = [];
  const removals = rows.filter(
    ({ action, staged, status }) => (action === 'disable' || action === 'delete') && !staged && status === 'success',
  );
  const left = world.meant.map(({ who, action }) => `${action} ${who}`);
  for (const { action, sourceId, sourceName } of removals) {
    const at = left.indexOf(`${action} ${sourceId}`);
    if (at === -1) faults.push(`${sourceName} lost access by mistake (${action}).`);
    else left.splice(at, 1);
  }
  for (const one of left) faults.push(`This never happened: ${one}.`);

  const accounts = new Map((await world.scim.accounts()).map((row) => [row.userName.toLowerCase(), row]));
  for (const { properties, deletedAt } of await world.entra.people()) {
    const upn = String(properties['userPrincipalName']).toLowerCase();
    if (deletedAt !== null || tooLong.some((alias) => upn.startsWith(`${alias}@`))) continue;
    const name = upn.includes('#ext#') ? String(properties['mail']).toLowerCase() : upn;
    const account = accounts.get(name);
    const wanted = endOfYear[name] ?? 'active';
    const is = account === undefined ? 'none' : account['active'] === false ? 'disabled' : 'active';
    if (is !== wanted) faults.push(`The account ${name} is ${is} and not ${wanted}.`);
  }
  for (const [name, wanted] of Object.entries(endOfYear)) {
    const account = accounts.get(name);
    const is = account === undefined ? 'none' : account['active'] === false ? 'disabled' : 'active';
    if (is !== wanted) faults.push(`The account ${name} is ${is} and not ${wanted}.`);
  }
  return faults;
}
