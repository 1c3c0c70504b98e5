import type { SchemaFileFault } from '../../shared/ipc/schema-calls';
import { counted, times } from './times';

/** What the window says of the mapping as a file. */
export const schemaFileWords = {
  import: 'Import a schema…',
  export: 'Export the schema',
  versions: 'Versions',
  exported: (path: string) => `Exported to ${path}.`,

  title: (name: string) => `Use the mapping of ${name}?`,
  replaces: (unsaved: number) =>
    unsaved === 0
      ? 'It takes the place of the mapping in use. Nothing is sent until the next cycle; Versions brings the old one back.'
      : `It takes the place of the mapping in use, and ${counted(unsaved, 'unsaved change', 'unsaved changes')} here ${unsaved === 1 ? 'is' : 'are'} lost.`,
  changes: 'What it does otherwise',
  same: 'It does the same as the mapping in use.',
  notices: 'Kept, but not used or treated differently',
  more: (count: number) => `and ${times.number(count)} more`,
  nothing: 'nothing',
  becomes: 'becomes',
  cancel: 'Cancel',
  take: 'Use this mapping',
  taken: 'The mapping of the file is in use. Everyone is checked again in the next cycle.',

  refused: (name: string) => `${name} cannot be used`,
  refusedLead: 'The mapping in use stays as it is.',
  place: ({ path, at }: SchemaFileFault) =>
    at === null ? path : `${path}, line ${times.number(at.line)}, character ${times.number(at.column)}`,
  suggestion: (text: string) => `Instead: ${text}`,
  close: 'Close',
  another: 'Choose another file…',
} as const;
