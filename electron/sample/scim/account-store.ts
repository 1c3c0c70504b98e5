import { randomUUID } from 'node:crypto';
import type { StartingAccount } from '../starting-accounts';

/** A SCIM resource as stored. */
export type AccountRow = Readonly<Record<string, unknown>> & { readonly id: string; readonly userName: string };

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterpriseSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** The target's accounts in memory. A userName is taken whatever its letter case (RFC 7643 section 4.1.1). */
export class AccountStore {
  readonly #rows = new Map<string, AccountRow>();
  readonly #idsByUserName = new Map<string, string>();

  get size(): number {
    return this.#rows.size;
  }

  all(): AccountRow[] {
    return [...this.#rows.values()];
  }

  get(id: string): AccountRow | undefined {
    return this.#rows.get(id);
  }

  byUserName(userName: string): AccountRow | undefined {
    return this.#rows.get(this.#idsByUserName.get(userName.toLowerCase()) ?? '');
  }

  /** Stores the whole resource, under a new id where none is given; 'taken': the userName is another account's. */
  write(resource: Readonly<Record<string, unknown>>, id: string = randomUUID()): AccountRow | 'taken' {
    const userName = String(resource['userName']);
    const holder = this.#idsByUserName.get(userName.toLowerCase());
    if (holder !== undefined && holder !== id) return 'taken';
    const before = this.#rows.get(id);
    const now = new Date().toISOString();
    const created = (before?.['meta'] as { created?: string } | undefined)?.created ?? now;
    const row = { ...resource, id, userName, meta: { resourceType: 'User', created, lastModified: now } };
    if (before !== undefined) this.#idsByUserName.delete(before.userName.toLowerCase());
    this.#rows.set(id, row);
    this.#idsByUserName.set(userName.toLowerCase(), id);
    return row;
  }

  remove(id: string): boolean {
    const row = this.#rows.get(id);
    if (row !== undefined) this.#idsByUserName.delete(row.userName.toLowerCase());
    return this.#rows.delete(id);
  }

  fill(accounts: readonly StartingAccount[]): void {
    for (const { id, managerId, ...account } of accounts) {
      const extension = managerId === undefined ? {} : { [enterpriseSchema]: { manager: { value: managerId } } };
      const schemas = managerId === undefined ? [userSchema] : [userSchema, enterpriseSchema];
      this.write({ schemas, ...account, ...extension }, id);
    }
  }
}
