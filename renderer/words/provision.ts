import type { SightStepView, SightView } from '../../shared/ipc/contract';
import { changeWords } from './log';

export const provisionWords = {
  people: 'People',
  title: 'Provision on demand',
  line: 'Takes one person through the four steps now. Inseam shows the change and asks before it writes.',
  person: 'Person',
  personHint: 'Name, mail or id',
  searching: 'Searching…',
  noMatch: (text: string) => `No one matches “${text}”. People are found by name, mail or id.`,
  nobody: 'Nobody is there yet.',
  choose: 'Choose a person. People are found by name, mail or id.',
  clear: 'Choose somebody else',
  again: 'Check again',
  running: 'A cycle is running. This person is done right after it.',
  stale: (name: string) => `${name} has changed since`,
  staleLine: 'The person or the account is not as it was shown, so nothing was sent. This is how they are now.',
  attribute: 'Attribute',
  oldValue: 'Old value',
  newValue: 'New value',
  changes: 'What is sent',
  steps: 'The four steps',
  notNow: 'Not now',
  waitsForYou: 'waits for you',
  writing: 'Writing…',
  nothingSent: 'Nothing would be sent.',
  openPerson: 'Open person',
  empty: changeWords.empty,
  facts: {
    connection: 'Details',
    import: 'What was read',
    scope: 'The checks',
    match: 'What was asked and found',
    action: 'Details',
  } satisfies Readonly<Record<SightStepView['step'], string>>,
} as const;

/** The button names what it writes. */
export function writeLabel({ action, changes }: Pick<SightView, 'action' | 'changes'>): string {
  switch (action) {
    case 'create':
      return 'Create this account';
    case 'update':
      return `Update ${changeWords.attributes(changes.length)}`;
    case 'enable':
      return 'Enable this account';
    case 'disable':
      return 'Disable this account';
    case 'delete':
      return 'Delete this account';
    case 'link':
      return 'Link this account';
    case 'none':
      return '';
  }
}
