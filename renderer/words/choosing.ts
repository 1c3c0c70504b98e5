import { counted } from './times';

/** What is said where an application or groups are searched for: in the wizard and on the scope page. */
export const choosingWords = {
  application: 'Enterprise application',
  changeApplication: 'Change application',
  applicationHint: 'Search by name',
  groups: 'Groups',
  groupsHint: 'Search by name',
  searching: 'Searching…',
  nothing: (text: string) => `Nothing matches “${text}”.`,
  typeToSearch: 'Type a part of the name.',
  members: (count: number) => counted(count, 'member', 'members'),
  remove: (name: string) => `Remove ${name}`,
  removed: (name: string) => `${name} removed.`,
  undo: 'Undo',
  chosen: 'Chosen groups',
  lookingUp: 'Looking up the name…',
  lookingUpAll: 'Looking up the names…',
  unknownApplication: 'Entra ID does not know this application any more.',
  unknownGroup: 'Entra ID does not know this group any more.',
  namesUnread: (why: string) => `The names could not be read. ${why}.`,
  tryAgain: 'Try again',
} as const;
