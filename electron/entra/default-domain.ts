import { z } from 'zod';
import { type GraphConnection, getGraph } from './graph-request';

const organization = z.object({
  value: z.array(
    z.looseObject({ verifiedDomains: z.array(z.looseObject({ name: z.string(), isDefault: z.boolean().nullish() })) }),
  ),
});

/** The tenant's verified domain that is marked default (Microsoft Graph, "organization" and "verifiedDomain"); null: none is. */
export async function readDefaultDomain(connection: GraphConnection, signal: AbortSignal): Promise<string | null> {
  const path = '/organization?$select=id,verifiedDomains';
  const { value } = await getGraph(connection, { path, signal }, organization);
  const domains = value.flatMap(({ verifiedDomains }) => verifiedDomains);
  return domains.find(({ isDefault }) => isDefault === true)?.name ?? null;
}
