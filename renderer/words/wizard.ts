import { choosingWords } from './choosing';
import { duration } from './duration';
import { counted, times } from './times';

/** What the wizard says. */
export const wizardWords = {
  frame: 'Set up a connection',
  frameAt: (step: number, of: number) => `Set up a connection, step ${step} of ${of}`,
  stepsLabel: 'Steps',
  done: 'done',
  saveAndClose: 'Save and close',
  back: 'Back',
  next: 'Next',

  aService: 'the service',

  steps: {
    service: 'Choose a service',
    target: (target: string) => `Connect ${target}`,
    entra: 'Connect Microsoft Entra',
    people: 'Choose people',
    mapping: 'Check the mapping',
    alerts: 'Alerts and schedule',
    review: 'Review the first cycle',
  },
  chosen: {
    assigned: 'Assigned to the application',
    groups: (groups: number) => counted(groups, 'group', 'groups'),
    all: 'Everyone',
    every: (minutes: number) => `Every ${duration(minutes)}`,
    byHand: 'By hand',
    mapping: 'Checked',
  },

  service: {
    title: 'Choose a service',
    lead: 'Where the accounts are kept that Inseam looks after.',
    choices: 'Service',
    /** What goes by no name of its own is called by what it is. */
    nameOf: (profile: { readonly id: string; readonly name: string }) =>
      profile.id === 'scim' ? 'Any SCIM 2.0 service' : profile.name,
    sample: 'Try it with a sample company',
    sampleHint: 'The sample company has 40 people and runs on this computer only. No account needed.',
    sampleStarting: 'Starting the sample company…',
    restart: 'Choosing another service starts this set-up again.',
    pick: 'Choose a service to go on.',
  },

  target: {
    lead: (target: string) => `Inseam signs in to ${target} with a tenant URL and a secret token.`,
    url: 'Tenant URL',
    token: 'Secret token',
    usualUrl: (target: string) => `The usual one for ${target}.`,
    refused: (target: string) => `${target} refused this token.`,
    where: 'Where to find the token',
    console: (target: string) => `Open the ${target} admin console`,
    keychain:
      'The token goes into this computer’s keychain and nowhere else. After saving it cannot be shown again, only replaced.',
    needsUrl: 'Enter the tenant URL first.',
    wrongUrl: 'Correct the tenant URL first.',
    changeToHttps: 'Change to https',
    needsToken: 'Enter the secret token first.',
  },

  entra: {
    title: 'Connect Microsoft Entra',
    lead: 'Inseam reads people from Microsoft Entra ID as an app registration of your own.',
    tenant: 'Tenant id',
    application: 'Application id',
    signIn: 'Sign in with',
    auth: { secret: 'Client secret', certificate: 'Certificate' },
    secret: 'Client secret',
    certificate: 'Certificate and private key',
    tenantHint: 'A GUID, or a domain such as oxbow.example.',
    secretHint: 'The secret’s value, not its id.',
    where: 'Where to find these',
    whereSteps: (auth: 'secret' | 'certificate'): readonly string[] => [
      'In the Microsoft Entra admin center, go to **Identity**, **Applications**, **App registrations**.',
      'Select **New registration**, name it Inseam and select **Register**.',
      '**Overview** shows the **Directory (tenant) ID** and the **Application (client) ID**.',
      'In **API permissions**, add the Microsoft Graph **application permissions** User.Read.All, GroupMember.Read.All and Application.Read.All, then select **Grant admin consent**.',
      auth === 'secret'
        ? 'In **Certificates & secrets**, select **New client secret** and copy its **Value**.'
        : 'In **Certificates & secrets**, under **Certificates**, select **Upload certificate** and choose the certificate without its private key.',
    ],
    openRegistrations: 'Open app registrations',
    script: 'Or let a script do it',
    scriptHint:
      'Makes the app registration with these permissions and prints the three values. Run it once as an administrator.',
    scriptKind: 'Script for',
    scriptFor: { cli: 'Azure CLI', powershell: 'PowerShell' },
    copy: 'Copy the script',
    keychain:
      'The secret goes into this computer’s keychain and nowhere else. After saving it cannot be shown again, only replaced.',
    keychainCertificate:
      'The private key goes into this computer’s keychain, with its certificate, and nowhere else. After saving it cannot be shown again, only replaced.',
    applicationHint: 'Also called client id; a GUID.',
    refused: 'Microsoft Entra ID refused this secret.',
    refusedCertificate: 'This certificate cannot sign in.',
    cloud: 'Microsoft cloud',
    clouds: {
      global: 'Worldwide',
      usGov: 'US Government (GCC High)',
      usGovDoD: 'US Government (DoD)',
      china: 'China (21Vianet)',
      own: 'Own addresses',
    },
    needsTenant: 'Enter the tenant id first.',
    needsApplication: 'Enter the application id first.',
    needsSecret: 'Enter the client secret first.',
    needsCertificate: 'Enter the certificate and its private key first.',
  },

  people: {
    title: 'Choose people',
    lead: (target: string) => `Who gets a ${target} account.`,
    recommended: 'Recommended: start with one or two people.',
    who: 'Who to look at',
    modes: {
      assigned: {
        name: 'People assigned to an application',
        hint: 'Everyone who is assigned to the enterprise application in Entra ID, directly or through a group.',
      },
      groups: { name: 'Members of chosen groups', hint: 'Everyone in these groups, and in groups within them.' },
      all: { name: 'Everyone', hint: 'All users of the directory.' },
    },
    ...choosingWords,
    needsApplication: 'Choose the enterprise application first.',
    needsGroup: 'Choose a group first.',
  },

  mapping: {
    title: 'Check the mapping',
    lead: (target: string) => `How each ${target} attribute is filled from Microsoft Entra ID.`,
    columns: { attribute: 'Attribute', from: 'From', value: 'Value' },
    person: 'Value for',
    nobody: 'Microsoft Entra ID has no people yet to try it on.',
    standard: 'The standard mapping fits most tenants. It can be changed at any time.',
    change: 'Change the mapping',
    toList: 'All attributes',
    unsaved: 'Save or discard your changes first.',
  },

  alerts: {
    title: 'Alerts and schedule',
    lead: 'When Inseam runs, and when it tells you.',
    computer: 'This computer',
    wrong: 'Correct the marked value first.',
  },

  review: {
    title: 'Review the first cycle',
    lead: 'This is all that Inseam will do. Nothing has been written yet.',
    planning: 'Reading both sides. Nothing is written.',
    planned: (done: number, expected: number) =>
      expected === 0 || expected < done
        ? counted(done, 'person done', 'people done')
        : `${times.number(done)} of ${counted(expected, 'person done', 'people done')}`,
    cancel: 'Cancel',
    cancelled: 'No plan was made.',
    make: 'Make a plan',
    again: 'Plan again',
    nothingWritten: 'Nothing was written.',
    numbers: 'What the first cycle would do',
    removed: 'disabled or deleted',
    created: 'created',
    linked: (count: number) => (isOne(count) ? 'existing account linked' : 'existing accounts linked'),
    updated: 'of them updated',
    enabled: 'enabled',
    skipped: (count: number) => (isOne(count) ? 'person skipped' : 'people skipped'),
    failed: (count: number) => (isOne(count) ? 'person would fail' : 'people would fail'),
    chips: {
      delete: 'Delete',
      disable: 'Disable',
      create: 'Create',
      update: 'Update',
      enable: 'Enable',
      link: 'Link only',
      skipped: 'Skip',
    },
    chipsLabel: 'Show',
    chip: (name: string, count: number) => `${name} ${times.number(count)}`,
    columns: { person: 'Person', changes: 'Changes', account: 'Account', why: 'Why' },
    more: (count: number) => `Show ${times.number(count)} more`,
    skippedTitle: (count: number) => `${counted(count, 'person', 'people')} would be skipped`,
    linkOnly: (count: number) =>
      isOne(count)
        ? 'This account exists already, is recognised and stays as it is.'
        : `These ${times.number(count)} accounts exist already, are recognised and stay as they are.`,
    andMore: (count: number) => `and ${times.number(count)} more`,
    empty: 'No value',
    over: (disabled: number, deleted: number, limit: number) => {
      const verb = deleted === 0 ? 'disables' : disabled === 0 ? 'deletes' : 'disables or deletes';
      return `This plan ${verb} ${counted(disabled + deleted, 'account', 'accounts')}; your limit is ${times.number(limit)}. They would be held.`;
    },
    holdsNone: (limit: number, accounts: number) =>
      `Your limit for deletions is ${times.number(limit)}, and there would be only ${counted(accounts, 'account', 'accounts')}`,
    holdsNoneText: 'It would never hold anything. Above a lower limit, all deletions of a cycle wait for you.',
    holdAbove: (limit: number) => `Hold deletions above ${times.number(limit)}`,
    limitKept: (limit: number) => `Deletions above ${times.number(limit)} are held.`,
    nothing: 'Everyone is in step already.',
    start: 'Start the first cycle',
    finish: 'Finish',
    made: (time: string, people: number) => `Made at ${time} from ${counted(people, 'person', 'people')}`,
    waits: 'The plan is being made.',
    checkMapping: 'Check the mapping',
    needsPlan: 'Make a plan first.',
  },
} as const;

const isOne = (count: number): boolean => count === 1;
