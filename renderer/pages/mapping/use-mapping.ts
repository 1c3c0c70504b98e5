import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { MappingFault, PersonView, ProblemWords, ResponseOf } from '../../../shared/ipc/contract';
import type { AttributeMapping } from '../../../shared/mapping/rules';
import { call } from '../../bridge/bridge';
import { useQuery } from '../../bridge/query';
import { mappingWords } from '../../words/mapping';
import {
  changesOf,
  editMapping,
  emptyDraft,
  type MappingChange,
  type MappingDraft,
  type MappingEdit,
} from './mapping-draft';

export type MappingTable = ResponseOf<'mapping.get'>;

export interface MappingEditor {
  readonly job: string;
  readonly table: MappingTable;
  readonly draft: MappingDraft;
  readonly changes: readonly MappingChange[];
  readonly faults: readonly MappingFault[];
  readonly edit: (edit: MappingEdit) => void;
  /** Reads again what is saved: another program, or a version gone back to, may have changed it. What was edited stays. */
  readonly catchUp: () => Promise<{ readonly changes: number; readonly problem: ProblemWords | null }>;
  /** Asks for the faults of what stands there now; the window shows them at their places. */
  readonly check: () => Promise<readonly MappingFault[] | ProblemWords>;
  /** Answers null when it was saved. */
  readonly save: () => Promise<readonly MappingFault[] | ProblemWords | null>;
}

/** How long typing rests before an expression is judged. */
const restMs = 500;

/** One job's mapping being edited. Nothing is sent but questions until it is saved. */
export function useMapping(job: string): {
  readonly editor: MappingEditor | null;
  readonly error: ProblemWords | null;
  readonly refresh: () => void;
} {
  const { value: table, error, refresh } = useQuery('mapping.get', { job });
  const [draft, edit] = useReducer(editMapping, emptyDraft);
  const [faults, setFaults] = useState<readonly MappingFault[]>([]);
  const [loaded, setLoaded] = useState(false);
  const latest = useRef(draft);
  latest.current = draft;

  useEffect(() => {
    if (table === null) return;
    edit({ kind: 'loaded', mappings: table.mappings });
    setLoaded(true);
  }, [table]);

  const catchUp = useCallback(async () => {
    const reply = await call('mapping.get', { job });
    if (reply.ok) {
      const caughtUp = { kind: 'saved-elsewhere', mappings: reply.value.mappings } as const;
      edit(caughtUp);
      // What is asked next is asked of this, drawn or not.
      latest.current = editMapping(latest.current, caughtUp);
    }
    return { changes: changesOf(latest.current).length, problem: reply.ok ? null : reply.error };
  }, [job]);

  const check = useCallback(async () => {
    const mappings = latest.current.present;
    const reply = await call('mapping.check', { job, mappings: mappings.filter(isComplete) });
    if (!reply.ok) return reply.error;
    const found = [...incomplete(mappings), ...reply.value.faults];
    if (latest.current.present === mappings) setFaults(found);
    return found;
  }, [job]);

  const { present } = draft;
  useEffect(() => {
    if (!loaded || present.length === 0) return;
    const timer = setTimeout(() => void check(), restMs);
    return () => clearTimeout(timer);
  }, [present, loaded, check]);

  const save = useCallback(async () => {
    const reply = await call('mapping.save', { job, mappings: [...latest.current.present] });
    if (!reply.ok) return reply.error;
    if (!reply.value.saved) {
      setFaults(reply.value.faults);
      return reply.value.faults;
    }
    edit({ kind: 'saved' });
    return null;
  }, [job]);

  const changes = useMemo(() => changesOf(draft), [draft]);
  const editor = useMemo(
    () => (table === null || !loaded ? null : { job, table, draft, changes, faults, edit, catchUp, check, save }),
    [job, table, loaded, draft, changes, faults, catchUp, check, save],
  );
  return { editor, error, refresh };
}

/** An attribute that was just added has no source yet, which is not a mapping that could be sent. */
export const isComplete = ({ source }: AttributeMapping): boolean =>
  source.kind !== 'direct' || source.attribute !== '';

const incomplete = (mappings: readonly AttributeMapping[]): readonly MappingFault[] =>
  mappings
    .filter((mapping) => !isComplete(mapping))
    .map(({ target }) => ({
      target,
      range: null,
      message: mappingWords.sourceMissing,
      suggestion: null,
      severity: 'error',
    }));

export type TryResult = ResponseOf<'mapping.tryOn'>;

const tryRestMs = 300;

/** What one mapping makes of one person. While the expression is wrong, the last good result stays, marked stale. */
export function useTryOn(
  job: string,
  mapping: AttributeMapping | null,
  person: PersonView | null,
): { readonly result: TryResult | null; readonly stale: boolean; readonly error: ProblemWords | null } {
  const [good, setGood] = useState<{ readonly about: string; readonly result: TryResult } | null>(null);
  const [stale, setStale] = useState(false);
  const [error, setError] = useState<ProblemWords | null>(null);
  const about = mapping === null || person === null ? '' : `${mapping.target} ${person.id}`;

  useEffect(() => {
    if (mapping === null || person === null || !isComplete(mapping)) return;
    let wanted = true;
    const timer = setTimeout(async () => {
      const reply = await call('mapping.tryOn', { job, mapping, personId: person.id });
      if (!wanted) return;
      setError(reply.ok ? null : reply.error);
      if (!reply.ok) return;
      const wrong = reply.value.faults.some((fault) => fault.severity === 'error');
      setStale(wrong);
      if (!wrong) setGood({ about: `${mapping.target} ${person.id}`, result: reply.value });
    }, tryRestMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [job, mapping, person]);

  return { result: good?.about === about ? good.result : null, stale, error };
}
