import { useState } from 'react';
import type { ProblemWords, ResponseOf } from '../../../shared/ipc/contract';
import { call } from '../../bridge/bridge';
import { useAnnounce } from '../../shell/announcer';
import { schemaFileWords } from '../../words/schema-file';

export type OpenedSchema = NonNullable<ResponseOf<'schema.open'>['file']>;
export type RefusedSchema = NonNullable<ResponseOf<'schema.open'>['refused']>;

export interface SchemaFile {
  readonly opened: OpenedSchema | null;
  readonly refused: RefusedSchema | null;
  readonly problem: ProblemWords | null;
  readonly busy: boolean;
  /** The file that was just written; null: none was. */
  readonly exportedTo: string | null;
  readonly open: () => Promise<void>;
  readonly take: () => Promise<void>;
  readonly close: () => void;
  readonly exportIt: () => Promise<void>;
}

/** The mapping as a file: opened and looked at before it is taken, and written. */
export function useSchemaFile(job: string, onTaken: () => void): SchemaFile {
  const announce = useAnnounce();
  const [opened, setOpened] = useState<OpenedSchema | null>(null);
  const [refused, setRefused] = useState<RefusedSchema | null>(null);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const [busy, setBusy] = useState(false);
  const [exportedTo, setExportedTo] = useState<string | null>(null);
  const close = () => {
    setOpened(null);
    setRefused(null);
  };
  return {
    opened,
    refused,
    problem,
    busy,
    exportedTo,
    close,
    open: async () => {
      setProblem(null);
      setExportedTo(null);
      const reply = await call('schema.open', { job });
      if (!reply.ok) return setProblem(reply.error);
      setProblem(reply.value.problem);
      setOpened(reply.value.file);
      setRefused(reply.value.refused);
    },
    take: async () => {
      if (opened === null || busy) return;
      setBusy(true);
      const reply = await call('schema.take', { job, token: opened.token });
      setBusy(false);
      close();
      const wrong = reply.ok ? reply.value.problem : reply.error;
      setProblem(wrong);
      if (wrong !== null) return;
      announce(schemaFileWords.taken);
      onTaken();
    },
    exportIt: async () => {
      setProblem(null);
      const reply = await call('schema.export', { job });
      setProblem(reply.ok ? reply.value.problem : reply.error);
      if (!reply.ok || reply.value.path === null) return;
      setExportedTo(reply.value.path);
      announce(schemaFileWords.exported(reply.value.path));
    },
  };
}
