import type { Cloud } from './settings';

/** Microsoft's admin centre in each cloud (Microsoft Entra, "national clouds"). */
const centres = {
  global: 'https://entra.microsoft.com',
  usGov: 'https://entra.microsoft.us',
  usGovDoD: 'https://entra.microsoft.us',
  china: 'https://entra.microsoftonline.cn',
} as const satisfies Record<Extract<Cloud, string>, string>;

/**
 * Where an administrator adds missing permissions to this app registration and grants them: its "API permissions", in
 * its own tenant. A cloud of the admin's own has no admin centre that we know: there it is the consent prompt of its
 * authority (Microsoft identity platform, "grant tenant-wide admin consent").
 */
export function consentPage(source: {
  readonly tenantId: string;
  readonly clientId: string;
  readonly cloud: Cloud;
}): string {
  const tenant = encodeURIComponent(source.tenantId.trim());
  const client = encodeURIComponent(source.clientId.trim());
  if (typeof source.cloud !== 'string')
    return `${source.cloud.authority.replace(/\/+$/, '')}/${tenant}/adminconsent?client_id=${client}`;
  return `${centres[source.cloud]}/${tenant}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/${client}`;
}
