import type { Facts } from './facts';
import { type Account, type Attribute, attributes, isSame, type Model } from './model';

/** What the target really has, as the model says it. */
export interface Seen {
  readonly id: string;
  readonly values: Record<Attribute, string | null>;
  readonly manager: string | null;
}

type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly userName: string };

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export function seen(row: Row): Seen {
  const text = (value: unknown): string | null =>
    value === undefined || value === null || value === '' ? null : String(value);
  const name = (row['name'] ?? {}) as { givenName?: string; familyName?: string };
  const first = (list: unknown): unknown =>
    Array.isArray(list) ? (list[0] as { value?: string } | undefined)?.value : undefined;
  const manager = ((row[enterprise] ?? {}) as { manager?: { value?: string } | string }).manager;
  return {
    id: row.id,
    values: {
      userName: row.userName,
      active: text(row['active'] ?? true),
      title: text(row['title']),
      email: text(first(row['emails'])),
      given: text(name.givenName),
      family: text(name.familyName),
      phone: text(first(row['phoneNumbers'])),
    },
    manager: text(typeof manager === 'object' ? manager.value : manager),
  };
}

export interface Difference {
  readonly who: string | null;
  readonly words: string;
}

/**
 * Where the target differs from the model. Ids are learned at the first sight of an account and are the account from
 * then on; what the rules leave open is taken over as it was seen.
 */
export function compare(model: Model, facts: Facts, rows: readonly Row[]): Difference[] {
  const differences: Difference[] = [];
  const owners = new Map([...model.links].map(([who, { account }]) => [account, who]));
  const left = new Map(rows.map((row) => [row.id, seen(row)]));
  const differ = (account: Account, words: string): void => {
    const who = owners.get(account) ?? null;
    const link = who === null ? undefined : model.links.get(who);
    const state =
      who === null ? 'nobody’s' : `${facts.people.get(who)?.state}, ${link?.managed ? 'managed' : 'let go of'}`;
    differences.push({ who, words: `${account.values.userName} (${state}): ${words}` });
  };
  for (const account of model.accounts) {
    if (account.id === null && account.exists) {
      const taken = new Set(model.accounts.map(({ id }) => id));
      const own = [...left.values()].find(
        ({ id, values }) => !taken.has(id) && isSame('userName', values.userName, account.values.userName),
      );
      if (own !== undefined) account.id = own.id;
    }
    const there = account.id === null ? undefined : left.get(account.id);
    if (account.id !== null) left.delete(account.id);
    if (account.exists !== (there !== undefined)) {
      const link = [...model.links.values()].find((one) => one.account === account);
      if (account.replaces !== null && link !== undefined) {
        account.exists = false;
        link.account = account.replaces;
      } else if (account.mayBeGone && account.exists) account.exists = false;
      else differ(account, account.exists ? 'is not there' : 'is still there');
      continue;
    }
    if (there === undefined) continue;
    for (const attribute of attributes) {
      const open = account.open.get(attribute) ?? [];
      const is = there.values[attribute];
      if (isSame(attribute, is, account.values[attribute])) {
        if (open.length > 0) account.byHand.delete(attribute);
      } else if (open.some((other) => isSame(attribute, is, other))) account.values[attribute] = is;
      else differ(account, `${attribute} is ${is}, not ${account.values[attribute]}`);
    }
  }
  // Managers last: an account that was met for the first time has its id only now.
  const seenById = new Map(rows.map((row) => [row.id, seen(row)]));
  for (const account of model.accounts) {
    const there = account.exists && account.id !== null ? seenById.get(account.id) : undefined;
    if (there === undefined || there.manager === (account.manager?.id ?? null)) continue;
    if (account.anyManagerOf.some((other) => (other?.id ?? null) === there.manager)) {
      account.manager = model.accounts.find(({ id }) => id === there.manager) ?? null;
    } else {
      const nameOf = (id: string | null): string =>
        id === null ? 'nobody' : String(model.accounts.find((other) => other.id === id)?.values.userName ?? id);
      differ(account, `manager is ${nameOf(there.manager)}, not ${nameOf(account.manager?.id ?? null)}`);
    }
  }
  for (const { values } of left.values()) differences.push({ who: null, words: `nobody wants ${values.userName}` });
  return differences;
}
