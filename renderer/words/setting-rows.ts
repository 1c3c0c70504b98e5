import { duration } from './duration';
import { counted } from './times';

/** What a row of settings says, and the rows that stand both in Settings and in the wizard. */
export const settingRowWords = {
  saved: 'Saved',

  schedule: {
    heading: 'Schedule',
    on: 'Sync on a schedule',
    onHint: 'When this is off, cycles run only when you choose Sync now.',
    every: 'Every',
    everyHint: 'Counted from the start of the last cycle. The Microsoft Entra service uses 40 minutes.',
    intervals: [5, 10, 15, 20, 30, 40, 60, 120, 240, 480, 1440],
    duration,
    safety: 'Safety',
    hold: 'Hold deletions',
    holdHint: 'When this is off, every deletion is made at once.',
    above: 'Hold deletions above',
    aboveHint: 'If one cycle would disable or delete more accounts than this, all of them wait for you.',
    ofAccounts: (accounts: number) => `of ${counted(accounts, 'account', 'accounts')}`,
    neverHeld: (accounts: number) =>
      `There ${accounts === 1 ? 'is' : 'are'} only ${counted(accounts, 'account', 'accounts')}, so this limit never holds any.`,
    atLeastOne: 'At least 1.',
    wholeNumber: 'A whole number is needed.',
    review: 'Review the first cycle',
    reviewHint: 'After a new connection or a restart, nothing is written until you have seen the plan.',
  },

  alerts: {
    heading: 'Mail',
    address: 'Notification email',
    addressHint: 'Where Inseam writes to.',
    addressWrong: 'A mail address is needed, such as it@oxbow.example.',
    onFailure: 'Send me mail when something fails',
    onFailureHint: 'Failures, held deletions and a stopped job; once a cause.',
    via: 'Send through',
    viaHint: 'Microsoft Graph sends from the mailbox of the address above and needs the permission Mail.Send.',
    vias: { graph: 'Microsoft Graph', smtp: 'A mail server' },
    server: 'Mail server',
    host: 'Server',
    port: 'Port',
    portWrong: 'A number from 1 to 65535 is needed.',
    user: 'User name',
    from: 'From',
    password: 'Password',
    passwordReplace: 'Replace the password',
    newPassword: 'New password',
    savePassword: 'Save',
    clearPassword: 'Clear the password?',
    clearPasswordNote: 'Inseam then signs in to the mail server without one.',
    test: 'Test mail',
    testHint: 'A mail to the address above, sent now.',
    testSend: 'Send a test mail',
    testSending: 'Sending…',
    testSent: (to: string) => `Sent to ${to}. It may take a minute.`,
    needsAddress: 'Enter the address first.',
  },

  start: {
    name: 'Start Inseam when I log in',
    hint: 'So that cycles go on after a restart.',
  },
} as const;
