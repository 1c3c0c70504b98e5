import type { ProblemWords } from '../../shared/ipc/contract';
import { counted } from './times';

export const appName = 'Inseam';

export const pageTitles = {
  welcome: 'Welcome',
  setUp: 'Set up a connection',
  overview: 'Overview',
  plan: 'Plan',
  activity: 'Activity',
  history: 'History',
  people: 'People',
  scope: 'Scope',
  mapping: 'Mapping',
  provision: 'Provision on demand',
  settings: 'Settings',
} as const;

export const shellWords = {
  skipLink: 'Go to content',
  navigation: 'Main',
  rules: 'Rules',
  connections: 'Connections',
  addConnection: 'Add a connection…',
  waitForYou: (amount: number) => counted(amount, 'decision waits for you', 'decisions wait for you'),
  notRead: 'This could not be read.',
  tryAgain: 'Try again',
  busy: (clock: string) => `Inseam is busy. This page shows what it knew at ${clock}.`,
  offline: 'This computer is offline. Inseam goes on by itself when it is back; nothing is lost.',
  jobGone: 'This connection is not there any more',
  jobGoneLine: 'It may have been removed, or the link is an old one.',
  toStart: 'Go to the start',
  pageGone: 'There is no such page',
  defect: 'Something went wrong in Inseam',
  defectLine: 'This page could not be drawn. No account was changed by it.',
  dismiss: 'Dismiss',
} as const;

/** The main process did not answer at all: it is gone, or the window is older than it. */
export const noAnswer: ProblemWords = {
  title: 'Inseam does not answer',
  meaning: 'The window has lost the part of Inseam that does the work. No account is changed meanwhile.',
  nextStep: 'Try again. If it stays so, quit Inseam from the tray and start it again.',
  action: 'try-again',
};

/** "Overview – BlueJeans – Inseam" */
export const windowTitle = (page: string, target: string | null): string =>
  target === null ? `${page} – ${appName}` : `${page} – ${target} – ${appName}`;
