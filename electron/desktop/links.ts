/**
 * The places outside that the window may open, by name. The page never says an address: a page that was taken over could
 * otherwise open anything.
 */
const links: Readonly<Record<string, string>> = {
  'entra.app-registrations':
    'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade/quickStartType~/null/sourceType/Microsoft_AAD_IAM',
  'entra.enterprise-applications':
    'https://entra.microsoft.com/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview',
  'docs.provisioning': 'https://learn.microsoft.com/entra/identity/app-provisioning/user-provisioning',
  'docs.expressions':
    'https://learn.microsoft.com/entra/identity/app-provisioning/functions-for-customizing-application-data',
  'docs.bluejeans': 'https://learn.microsoft.com/entra/identity/saas-apps/bluejeans-provisioning-tutorial',
};

/** null: there is no such place. */
export const linkNamed = (name: string): string | null => (Object.hasOwn(links, name) ? (links[name] ?? null) : null);
