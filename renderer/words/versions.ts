import type { VersionView } from '../../shared/ipc/versions-calls';
import { cycleMoment } from './history';

/** The words of the versions of mapping and scope, on History and in the mapping's own menu. */
export const versionsWords = {
  title: 'Mapping and scope versions',
  columns: { number: 'Version', saved: 'Saved', author: 'By', what: 'What changed', actions: 'Actions' },
  through: { window: null, 'command-line': 'on the command line', file: 'in the settings file' },
  backTo: (number: number) => `Back to version ${number}`,
  inUse: 'In use',
  rollBack: 'Roll back…',
  rollBackOf: (number: number) => `Roll back… to version ${number}`,
  details: (number: number) => `What version ${number} changed`,
  isFirst: 'The first version: there is nothing before it.',
  empty: 'No versions yet.',
  more: (amount: number) => `Show ${amount} more`,
  close: 'Close',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  rollBackTitle: (number: number) => `Roll back to version ${number}?`,
  rollBackConfirm: (number: number) => `Roll back to version ${number}`,
  saved: ({ at, author }: VersionView, now: number) => `Saved ${cycleMoment(Date.parse(at), now)} by ${author}.`,
  would: 'This changes:',
  nothing: 'It says the same as what is in use. Nothing would change.',
  note: 'Everyone is checked again in the next cycle. What is in use now stays in the list, so you can go back to it.',
  changes: 'What would change',
  done: (number: number) => `Version ${number} is in use again.`,
  doneDetail: 'Everyone is checked again in the next cycle.',
  none: 'none',
  becomes: 'becomes',
} as const;
