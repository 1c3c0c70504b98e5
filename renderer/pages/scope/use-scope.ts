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
  /** Reads again what is saved, which may have been changed elsewhere: answers the scope with what was edited here. */
  readonly catchUp: () => Promise<ProblemWords | { readonly scope: DraftScope; readonly changes: number }>;
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
  const catchUp = useCallback(async () => {
    const reply = await call('scope.get', { job });
    if (!reply.ok) return reply.error;
    const { saved: before, present } = latest.current;
    const now = reply.value.scope;
    if (countChanges(before, now) === 0) return { scope: present, changes: countChanges(before, present) };
    const scope = editedOnto(now, before, present);
    edit({ kind: 'saved', value: now });
    edit({ kind: 'changed', value: scope, field: null });
    return { scope, changes: countChanges(now, scope) };
  }, [job]);
  const save = useCallback(async () => {
    const scope = latest.current.present;
    const reply = await call('scope.save', { job, scope });
    if (!reply.ok) return { saved: false, problem: reply.error };
    if (reply.value.saved) edit({ kind: 'saved', value: scope });
    return { saved: reply.value.saved, problem: reply.value.problem };
  }, [job]);

  const changes = useMemo(() => countChanges(draft.saved, draft.present), [draft.saved, draft.present]);
  const editor = useMemo(
    () => (table === null || !loaded ? null : { job, table, draft, changes, change, edit, catchUp, save }),
    [job, table, loaded, draft, changes, change, catchUp, save],
  );
  return { editor, error, refresh };
}

/** What was edited since `before`, done to what is saved `now`: who is looked at and each list of filters by itself. */
function editedOnto(now: DraftScope, before: DraftScope, edited: DraftScope): DraftScope {
  const chosen = countChanges(
    { ...before, filters: [], schemaFilters: [] },
    { ...edited, filters: [], schemaFilters: [] },
  );
  const { mode, servicePrincipalId, groupIds } = chosen > 0 ? edited : now;
  const list = (name: 'filters' | 'schemaFilters') =>
    (countChanges(before, { ...before, [name]: edited[name] }) > 0 ? edited : now)[name];
  return { mode, servicePrincipalId, groupIds, filters: list('filters'), schemaFilters: list('schemaFilters') };
}
