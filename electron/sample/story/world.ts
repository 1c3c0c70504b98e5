import type { AdminClient } from '../admin-client';
import { oxbowId } from '../company';
import type { EntraCalls } from '../entra/entra-calls';
import type { ScimCalls } from '../scim/scim-calls';

/** What the year's events can do, and what of it must be true in the end. */
export interface World {
  readonly entra: AdminClient<EntraCalls>;
  readonly scim: AdminClient<ScimCalls>;
  /** A new token, made in the target's console and pasted into Inseam. */
  readonly renewToken: () => Promise<void>;
  /** Object ids by the part of the userPrincipalName before the @, of joiners too. */
  readonly ids: Map<string, string>;
  /** Every removal that the year means to happen, in its order. */
  readonly meant: { readonly who: string; readonly action: 'disable' | 'delete' }[];
}

export const idOf = ({ ids }: World, alias: string): string => ids.get(alias) ?? oxbowId(alias);

export async function joins(
  world: World,
  alias: string,
  givenName: string,
  surname: string,
  jobTitle: string,
  into: 'assigned' | 'group' | 'nowhere',
): Promise<string> {
  const mail = `${alias}@oxbow.example`;
  const id = await world.entra.createPerson({
    displayName: `${givenName} ${surname}`,
    givenName,
    surname,
    userPrincipalName: mail,
    mail,
    mailNickname: alias,
    jobTitle,
    accountEnabled: true,
  });
  world.ids.set(alias, id);
  if (into === 'assigned') await world.entra.assign(id);
  if (into === 'group') await world.entra.addMember('BlueJeans Users', id);
  return id;
}

/** Says that the person is to lose access by what happens now. */
export function losesAccess(world: World, alias: string, action: 'disable' | 'delete' = 'disable'): void {
  world.meant.push({ who: idOf(world, alias), action });
}
