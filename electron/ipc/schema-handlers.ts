import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { readJsonFile } from '../commands/read-json-file';
import { clearHindrance } from '../cycle/cannot-begin';
import { examineImport } from '../cycle/examine-import';
import { writeErrorText } from '../settings/file-errors';
import { saveRules } from '../settings/save-rules';
import type { AskWhichFiles } from './chosen-certificates';
import type { Desk } from './desk';
import type { GroupHandlers } from './handler';
import type { ChooseFile } from './log-handlers';

const nothing = { file: null, refused: null, problem: null };

/** The mapping as a file: read and examined here, taken when the admin has seen what it does. */
export function schemaHandlers(
  desk: Desk,
  askWhichFiles: AskWhichFiles,
  chooseFile: ChooseFile,
): GroupHandlers<'schema'> {
  /** The last sound file of each job. */
  const opened = new Map<string, { readonly token: string; readonly schema: unknown }>();
  return {
    async 'schema.open'({ job }) {
      const known = desk.known(job);
      const [path] = await askWhichFiles('schema');
      if (path === undefined) return nothing;
      opened.delete(job);
      const content = readJsonFile(path);
      if (!content.ok) return { ...nothing, problem: desk.problemWords(job, content.problem) };
      const name = basename(path);
      const examined = await examineImport(desk.engine, known, content.value);
      const notices = [...examined.notices];
      if (!examined.ok)
        return { ...nothing, refused: { name, faults: examined.faults.map((fault) => ({ ...fault })), notices } };
      const token = randomUUID();
      opened.set(job, { token, schema: content.value });
      const { rules } = examined.read;
      return {
        ...nothing,
        file: {
          name,
          token,
          mappings: rules.mappings.map((mapping) => ({ ...mapping })),
          filters: rules.filters.length,
          notices,
          changes: examined.changes.map(({ what, from, to }) => ({ what, from, to })),
        },
      };
    },
    'schema.take'({ job, token }) {
      const file = opened.get(job);
      if (file?.token !== token)
        return {
          problem: desk.problemWords(job, {
            kind: 'schema-wrong',
            path: 'The file',
            detail: 'It is not kept any more. Choose it again.',
          }),
        };
      const saved = saveRules(desk.engine, job, { schema: file.schema }, { through: 'window' });
      if (!saved.ok) return { problem: desk.problemWords(job, saved.problem) };
      opened.delete(job);
      clearHindrance(desk.database(job));
      desk.tellState(job);
      return { problem: null };
    },
    async 'schema.export'({ job }) {
      const { settings } = desk.known(job);
      const name = `inseam-${job}-schema.json`;
      try {
        const to = await chooseFile(name);
        if (to === null) return { path: null, problem: null };
        try {
          to.write(`${JSON.stringify(settings.schema, null, 2)}\n`);
        } finally {
          to.close();
        }
        return { path: to.file, problem: null };
      } catch (error) {
        const detail = writeErrorText(error);
        return { path: null, problem: desk.problemWords(job, { kind: 'file-unwritable', file: name, detail }) };
      }
    },
  };
}
