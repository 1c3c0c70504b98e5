import { z } from 'zod';
import { sourceId } from '../../shared/ids';
import type { Problem } from '../../shared/log/problem';
import { ProblemError } from '../../shared/outcome';
import type { GraphValue } from '../../shared/person';
import { securityAttributes } from '../../shared/schema/attribute-names';
import type { SecurityAttributesOf } from '../edges';
import type { GraphConnection } from './graph-request';
import { readSecurityAttributesNeeds } from './permissions';
import { readPages } from './read-pages';

const user = z.looseObject({ id: z.string(), [securityAttributes]: z.json().nullish() });

/**
 * Custom security attributes of everybody. They are read beside the people, because no delta round watches them. Without its
 * permission Graph may answer null as if there were none: that is found out first, and never taken for an answer.
 */
export async function* readSecurityAttributes(
  connection: GraphConnection,
  signal: AbortSignal,
): AsyncGenerator<readonly SecurityAttributesOf[]> {
  await proveSecurityPermission(connection, [securityAttributes], signal);
  const path = `/users?$select=id,${securityAttributes}&$top=999`;
  for await (const page of readPages(connection, { path, signal }, user, noUsers))
    yield page.map((one) => ({ id: sourceId(one.id), value: (one[securityAttributes] ?? null) as GraphValue }));
}

const noUsers: Problem = { kind: 'source-refused', status: 404, code: '', detail: 'It knows no users.' };

const claims = z.object({ roles: z.array(z.string()) });

/** Throws where the token says itself that it may not read them; a token that tells nothing is left to Graph. */
export async function proveSecurityPermission(
  { signIn }: GraphConnection,
  properties: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  if (!properties.includes(securityAttributes)) return;
  const token = await signIn.token({ refused: null, signal });
  if (!token.ok) throw new ProblemError(token.problem);
  const roles = rolesIn(token.value);
  if (roles === null || roles.some((role) => /^CustomSecAttributeAssignment\.Read(Write)?\.All$/.test(role))) return;
  throw new ProblemError({ kind: 'source-permission-missing', ...readSecurityAttributesNeeds });
}

function rolesIn(token: string): readonly string[] | null {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
    const read = claims.safeParse(JSON.parse(payload));
    return read.success ? read.data.roles : null;
  } catch {
    return null;
  }
}
