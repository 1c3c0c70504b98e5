/** A key as {@link keyName} writes it, and what it does. */
export type KeyLine = readonly [key: string, does: string];

export const keysWords = {
  title: 'Keys',
  everywhere: 'Everywhere',
  close: 'Close',
} as const;

/** The keys of each page, by the page's name. */
export const pageKeys: Readonly<Record<string, readonly KeyLine[]>> = {
  overview: [
    ['S', 'Sync now'],
    ['P', 'Pause'],
    ['← →', 'Move along the cycles of the last 24 hours'],
    ['Enter', 'Open a cycle’s entries'],
    ['F5', 'Refresh'],
  ],
  plan: [
    ['↑ ↓', 'Move in the plan'],
    ['Enter', 'Open or close a group, or all changes of a person'],
    ['*', 'Open all groups'],
    ['Shift+F10', 'More about a person'],
    ['/', 'Find in plan'],
    ['Ctrl+C', 'Copy the person as text'],
    ['F5', 'Plan again'],
    ['Ctrl+Enter', 'Make a plan, or run it'],
  ],
  activity: [
    ['/', 'Search'],
    ['F', 'Follow the newest entries'],
    ['↑ ↓', 'Move in the list'],
    ['Enter', 'Open an entry; once more to go into it'],
    ['Ctrl+C', 'Copy the entry as text'],
    ['Esc', 'Close the entry'],
    ['F5', 'Refresh'],
  ],
  provision: [
    ['Ctrl+Enter', 'Do what is shown'],
    ['F5', 'Check again'],
  ],
  history: [
    ['↑ ↓', 'Move in the list'],
    ['Enter', 'Open the cycle’s entries'],
    ['Tab', 'To the actions of the cycle'],
    ['F5', 'Refresh'],
  ],
  people: [
    ['/', 'Search'],
    ['↑ ↓', 'Move in the list'],
    ['Enter', 'Open the person: why, or why not'],
    ['Shift+F10', 'What can be done with the person'],
    ['F5', 'Refresh; on a person’s page check again'],
  ],
  mapping: [
    ['↑ ↓', 'Choose an attribute'],
    ['Enter', 'Go into the attribute'],
    ['Delete', 'Remove the attribute'],
    ['Ctrl+Z', 'Undo'],
    ['Ctrl+Y', 'Redo'],
    ['Ctrl+Enter', 'Save'],
    ['F5', 'Read again, if nothing was changed'],
  ],
  scope: [
    ['Ctrl+Z', 'Undo'],
    ['Ctrl+Y', 'Redo'],
    ['Ctrl+Enter', 'Save'],
    ['F5', 'Count again'],
  ],
  settings: [
    ['↑ ↓', 'Choose a section'],
    ['Ctrl+Z', 'Take the last change back'],
  ],
};

export const keysEverywhere = (pages: number): readonly KeyLine[] => [
  [`Ctrl+1 … ${pages}`, 'Go to a page'],
  ['Ctrl+,', 'Settings'],
  ['F6', 'Move between navigation, page, list and pane'],
  ['Ctrl+M', 'Go to a message in the corner'],
  ['Esc', 'Close what lies on top'],
  ['?', 'Show these keys'],
];

/** On macOS the keys of the window are Cmd's. The message in the corner is Ctrl's everywhere. */
export const keyName = (key: string, platform: string): string =>
  platform === 'darwin' && key !== 'Ctrl+M' ? key.replace('Ctrl+', '⌘') : key;
