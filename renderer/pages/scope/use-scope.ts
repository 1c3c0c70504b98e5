import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { ProblemWords, ResponseOf } from '../../../shared/ipc/contract';
import type { DraftScope } from '../../../shared/ipc/scope-calls';
import { call } from '../../bridge/bridge';
import { useQuery } from '../../bridge/query';
import { type Draft, type DraftEdit, draftOf, editDraft } from '../../parts/draft-history';
import { countChanges } from './scope-draft';

export type ScopeTable = ResponseOf<'scope.get'>;

export interface ScopeEditor {
  readonly job: string;
  readonly table: ScopeTable;
  readonly draft: Draft<DraftScope>;
  readonly changes: number;
  /** `field`: where it was typed, so that more typing there is one step back. */
  readonly change: (scope: DraftScope, field?: string) => void;
  readonly edit: (edit: DraftEdit<DraftScope>) => void;
  readonly save: () => Promise<{ readonly saved: boolean; readonly problem: ProblemWords | null }>;
}

const nothing: DraftScope = {
  mode: 'assigned',
  servicePrincipalId: null,
  groupIds: [],
  filters: [],
  schemaFilters: [],
};

/** One job's scope being edited. Nothing is sent but questions until it is saved. */
export function useScope(job: string): {
  readonly editor: ScopeEditor | null;
  readonly error: ProblemWords | null;
  readonly refresh: () => void;
} {
  const { value: table, error, refresh } = useQuery('scope.get', { job });
  const [draft, edit] = useReducer(editDraft<DraftScope>, nothing, draftOf);
  const [loaded, setLoaded] = useState(false);
  const latest = useRef(draft);
  latest.current = draft;

  const saved = table === null ? '' : JSON.stringify(table.scope);
  useEffect(() => {
    if (saved === '') return;
    edit({ kind: 'loaded', value: JSON.parse(saved) as DraftScope });
    setLoaded(true);
  }, [saved]);

  const change = useCallback(
    (value: DraftScope, field?: string) => edit({ kind: 'changed', value, field: field ?? null }),
    [],
  );
  const save = useCallback(async () => {
    const scope = latest.current.present;
    const reply = await call('scope.save', { job, scope });
    if (!reply.ok) return { saved: false, problem: reply.error };
    if (reply.value.saved) edit({ kind: 'saved', value: scope });
    return { saved: reply.value.saved, problem: reply.value.problem };
  }, [job]);

  const changes = useMemo(() => countChanges(draft.saved, draft.present), [draft.saved, draft.present]);
  const editor = useMemo(
    () => (table === null || !loaded ? null : { job, table, draft, changes, change, edit, save }),
    [job, table, loaded, draft, changes, change, save],
  );
  return { editor, error, refresh };
}
