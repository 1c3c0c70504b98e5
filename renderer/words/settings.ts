import { counted } from './times';

/** What the settings page says, but for the rows that the wizard shows too. */
export const settingsWords = {
  title: 'Settings',
  lead: (job: string) => `For the job ${job}, unless it says “all jobs”. Changes are kept as you make them.`,
  sectionsLabel: 'Sections',
  sections: {
    connections: 'Connections',
    schedule: 'Schedule and safety',
    alerts: 'Alerts',
    network: 'Network',
    data: 'Data and log',
    computer: 'This computer',
    appearance: 'Appearance',
    about: 'About',
  },
  allJobs: 'all jobs',

  connections: {
    tenantUrl: 'Tenant URL',
    token: 'Secret token',
    entra: 'Microsoft Entra ID',
    tenant: 'Tenant id',
    application: 'Application id',
    clientSecret: 'Client secret',
    replaceToken: 'Replace the secret token',
    replaceSecret: 'Replace the client secret',
    newToken: 'New secret token',
    newSecret: 'New client secret',
    tokenWorks: 'The new token works. Use it?',
    secretWorks: 'The new client secret works. Use it?',
    useToken: 'Use the new token',
    useSecret: 'Use the new client secret',
    clearToken: 'Clear the token?',
    clearSecret: 'Clear the client secret?',
    clearNote: 'No cycle can run until you enter another.',
    sample: 'This is the sample company. It runs on this computer only.',
  },

  network: {
    heading: 'Proxy',
    proxy: 'Proxy',
    proxyHint: 'Through what Inseam reaches Microsoft Entra ID and the services.',
    modes: { system: 'Use this computer’s proxy', none: 'No proxy', own: 'This proxy' },
    address: 'Proxy address',
    addressHint: 'Such as http://proxy.oxbow.example:8080',
    addressWrong: 'An address is needed, such as http://proxy.oxbow.example:8080.',
    certificates: 'Certificates',
    caFile: 'CA file',
    caFileHint: 'If your company inspects traffic: the path of its CA certificate as a PEM file. Empty: none.',
  },

  data: {
    heading: 'Log',
    keep: 'Keep entries for',
    keepHint: 'Older entries of the log are removed.',
    days: (days: number) => counted(days, 'day', 'days'),
    terms: [7, 30, 90, 180, 365, 730],
    folderHeading: 'Data',
    folder: 'Folder',
    open: 'Open folder',
  },

  computer: {
    tray: 'Tray',
    trayYes: 'Closing the window keeps Inseam running in the tray.',
    trayNo: 'Your desktop has no tray; Inseam keeps its window.',
  },

  appearance: {
    theme: 'Theme',
    themeHint: 'High contrast always follows the system.',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    keys: 'Single-letter keys',
    keysHint: 'Such as S for Sync now. They work only while a list has the focus.',
  },

  about: {
    version: 'Inseam',
    electron: 'Electron',
    platform: 'Platform',
    platforms: { linux: 'Linux', win32: 'Windows', darwin: 'macOS' } as Readonly<Record<string, string>>,
    licence: 'Licence',
    licenceName: 'MIT',
    copy: 'Copy',
  },
} as const;
