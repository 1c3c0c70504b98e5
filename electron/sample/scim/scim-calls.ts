import { z } from 'zod';
import { AdminRefusal, adminCall } from '../admin-server';
import { faultCalls } from '../fault-calls';
import type { FaultPlan } from '../fault-plan';
import type { Recording } from '../recording';
import type { AccountRow, AccountStore } from './account-store';

export interface TargetState {
  readonly store: AccountStore;
  readonly faults: FaultPlan;
  token: string;
}

const resource = z.record(z.string(), z.json());

/** What the target's admin endpoint does. Accounts are named by id or userName. Rules do not bind its own console. */
export function scimCalls(state: TargetState, recording: Recording) {
  const { store } = state;
  return {
    ...faultCalls(state.faults, recording),

    /** All accounts as they are stored. */
    accounts: adminCall([], () => store.all()),
    account: adminCall([z.string()], (which) => find(store, which)),
    count: adminCall([], () => store.size),
    /** Gives the new id. */
    addAccount: adminCall([resource], (account) => stored(store.write(account)).id),
    /** By hand at the target: the attributes given are replaced as a whole, null takes one away. */
    changeAccount: adminCall([z.string(), resource], (which, changed) => {
      const account = find(store, which);
      const merged = Object.entries({ ...account, ...changed }).filter(([, value]) => value !== null);
      stored(store.write(Object.fromEntries(merged), account.id));
    }),
    removeAccount: adminCall([z.string()], (which) => store.remove(find(store, which).id)),
    removeAllAccounts: adminCall([], () => {
      for (const { id } of store.all()) store.remove(id);
    }),
    /** A new token replaces the old one at once, as in BlueJeans' console. */
    setToken: adminCall([z.string().min(1)], (token) => {
      state.token = token;
    }),
  };
}

export type ScimCalls = ReturnType<typeof scimCalls>;

function find(store: AccountStore, which: string): AccountRow {
  const account = store.get(which) ?? store.byUserName(which);
  if (account === undefined) throw new AdminRefusal(`No account is called ${which}`);
  return account;
}

function stored(row: AccountRow | 'taken'): AccountRow {
  if (row === 'taken') throw new AdminRefusal('userName is taken');
  return row;
}
