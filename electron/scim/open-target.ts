import type { TargetId } from '../../shared/ids';
import type { ScimResource } from '../../shared/mapping/target-value';
import type { Target } from '../edges';
import { askSearch } from './ask-search';
import { createAccount } from './create-account';
import { discover } from './discover';
import { findAccounts } from './find-account';
import type { Findings } from './findings';
import { listAccounts } from './list-accounts';
import { readAccountById } from './read-account';
import { removeAccount } from './remove-account';
import { openConnection, type TargetOptions } from './send-request';
import { updateAccount } from './update-account';

/** A target with what its answers taught, for the admin to see. */
export interface ScimTarget extends Target {
  readonly findings: Readonly<Findings>;
}

/**
 * The conversation with one SCIM service. Nothing is sent before the first call; the service is asked what it supports
 * once, before the first change to an account that exists.
 */
export function openTarget(options: TargetOptions): ScimTarget {
  const connection = openConnection(options);
  let asked: Promise<void> | null = null;

  const learn = (signal: AbortSignal): Promise<void> => {
    asked ??= discover(connection, signal).then(
      ({ etag, patch }) => {
        connection.findings.usesEntityTags = etag === true;
        if (patch === false) connection.findings.updateBy = 'put';
      },
      (error: unknown) => {
        asked = null;
        throw error;
      },
    );
    return asked;
  };

  return {
    requests: connection.requests,
    findings: connection.findings,
    find: (path, value, signal) => findAccounts(connection, path, value, signal),
    searchBy: (path, signal) => askSearch(connection, path, signal),
    list: (signal) => listAccounts(connection, signal),
    read: (id, signal) => readAccountById(connection, id, signal),
    create: (values, signal) => createAccount(connection, values, signal),
    async update(id: TargetId, changes, references, current: ScimResource | null, signal) {
      if (changes.length + references.length === 0) return { ok: true, value: { resource: current, refused: [] } };
      await learn(signal);
      return updateAccount(connection, id, changes, references, current, signal);
    },
    async remove(id, signal) {
      return removeAccount(connection, id, signal);
    },
    close: async () => {},
  };
}
