import { expect, test } from 'vitest';
import { consentPage } from '../../../shared/settings/consent-page';
import type { Cloud } from '../../../shared/settings/settings';

const source = (cloud: Cloud, tenantId = 'contoso.example') => ({ tenantId, clientId: 'app-1', cloud });

test.each<[string, ReturnType<typeof source>, string]>([
  [
    'the worldwide cloud',
    source('global'),
    'https://entra.microsoft.com/contoso.example/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/app-1',
  ],
  [
    'US government',
    source('usGov'),
    'https://entra.microsoft.us/contoso.example/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/app-1',
  ],
  [
    'China',
    source('china'),
    'https://entra.microsoftonline.cn/contoso.example/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/app-1',
  ],
  [
    'a cloud of the admin’s own asks at its authority',
    source({ authority: 'https://localhost:8443/', graph: 'https://localhost:8443' }),
    'https://localhost:8443/contoso.example/adminconsent?client_id=app-1',
  ],
  [
    'a tenant that is no name cannot lead anywhere else',
    source('global', ' evil/../#x '),
    'https://entra.microsoft.com/evil%2F..%2F%23x/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/app-1',
  ],
])('%s', (_, given, page) => {
  expect(consentPage(given)).toBe(page);
});
