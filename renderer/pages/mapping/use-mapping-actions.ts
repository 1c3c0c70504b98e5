import { useEffect, useState } from 'react';
import type { MappingFault, ProblemWords } from '../../../shared/ipc/contract';
import type { AttributeMapping } from '../../../shared/mapping/rules';
import { call } from '../../bridge/bridge';
import { useAnnounce } from '../../shell/announcer';
import { mappingWords } from '../../words/mapping';
import { isOnlyMatching } from './mapping-draft';
import type { MappingEditor } from './use-mapping';

export type MappingQuestion = 'save' | 'restore' | 'add' | null;

export interface MappingActions {
  readonly asking: MappingQuestion;
  readonly close: () => void;
  readonly busy: boolean;
  readonly problem: ProblemWords | null;
  /** How many faults stand in the way of saving; 0: none was found, or it was not tried since. */
  readonly blockedBy: number;
  readonly savedJustNow: boolean;
  readonly remove: (mapping: AttributeMapping) => void;
  readonly move: (mapping: AttributeMapping, by: 1 | -1) => void;
  readonly add: (target: string) => void;
  readonly askAdd: () => void;
  /** Checks first: faults block, and are shown at their places. */
  readonly askSave: () => Promise<boolean>;
  readonly save: () => Promise<boolean>;
  readonly askRestore: () => void;
  readonly restore: () => Promise<void>;
  readonly undo: () => void;
  readonly redo: () => void;
}

const savedForMs = 5000;

/** What can be done with the mapping as a whole, with the questions that come before. */
export function useMappingActions(
  editor: MappingEditor | null,
  onSelect: (target: string | null) => void,
): MappingActions {
  const announce = useAnnounce();
  const [asking, setAsking] = useState<MappingQuestion>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const [blocked, setBlocked] = useState(false);
  const [savedJustNow, setSavedJustNow] = useState(false);

  useEffect(() => {
    if (!savedJustNow) return;
    const timer = setTimeout(() => setSavedJustNow(false), savedForMs);
    return () => clearTimeout(timer);
  }, [savedJustNow]);

  const errors = (editor?.faults ?? []).filter((fault) => fault.severity === 'error');
  const undo = () => editor?.edit({ kind: 'undone' });
  const redo = () => editor?.edit({ kind: 'redone' });

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      // A field that is being typed in has its own undo.
      if (event.target instanceof HTMLElement && event.target.dataset['typing'] === 'true') return;
      const key = event.key.toLowerCase();
      const back = key === 'z' && !event.shiftKey;
      const forth = key === 'y' || (key === 'z' && event.shiftKey);
      if (!back && !forth) return;
      event.preventDefault();
      editor?.edit({ kind: back ? 'undone' : 'redone' });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [editor]);

  /** True where nothing blocks; else the first faulty attribute is opened. */
  const judge = (answer: readonly MappingFault[] | ProblemWords): boolean => {
    if (!isFaults(answer)) {
      setProblem(answer);
      return false;
    }
    setProblem(null);
    const first = answer.find((fault) => fault.severity === 'error');
    setBlocked(first !== undefined);
    if (first === undefined) return true;
    if (first.target !== null) onSelect(first.target);
    return false;
  };

  return {
    asking,
    close: () => setAsking(null),
    busy,
    problem,
    blockedBy: blocked ? errors.length : 0,
    savedJustNow,
    remove: (mapping) => {
      if (editor === null || isOnlyMatching(editor.draft.present, mapping)) {
        announce(mappingWords.cannotRemove(mapping.target));
        return;
      }
      const { present } = editor.draft;
      const at = present.findIndex((other) => other.target === mapping.target);
      const neighbour = present[at + 1] ?? present[at - 1];
      editor.edit({ kind: 'removed', target: mapping.target });
      announce(mappingWords.removed(mapping.target));
      onSelect(neighbour?.target ?? null);
    },
    move: ({ target }, by) => {
      if (editor === null) return;
      const { present } = editor.draft;
      const to = present.findIndex((other) => other.target === target) + by;
      if (to < 0 || to >= present.length) return;
      editor.edit({ kind: 'moved', target, by });
      announce(mappingWords.moved(target, to + 1, present.length));
    },
    askAdd: () => setAsking('add'),
    add: (target) => {
      editor?.edit({
        kind: 'added',
        mapping: {
          target,
          source: { kind: 'direct', attribute: '' },
          defaultValue: null,
          flowType: 'Always',
          matchingPriority: 0,
        },
      });
      setAsking(null);
      onSelect(target);
    },
    askSave: async () => {
      if (editor === null || editor.changes.length === 0 || busy) return false;
      setBusy(true);
      const { changes, problem: unread } = await editor.catchUp();
      const free = changes > 0 && judge(unread ?? (await editor.check()));
      setBusy(false);
      if (free) setAsking('save');
      return free;
    },
    save: async () => {
      if (editor === null || busy) return false;
      setBusy(true);
      const answer = await editor.save();
      setBusy(false);
      setAsking(null);
      if (answer !== null) {
        judge(answer);
        return false;
      }
      setProblem(null);
      setBlocked(false);
      setSavedJustNow(true);
      announce(mappingWords.saved);
      return true;
    },
    askRestore: () => setAsking('restore'),
    restore: async () => {
      setAsking(null);
      if (editor === null) return;
      const reply = await call('mapping.defaults', { job: editor.job });
      if (reply.ok) editor.edit({ kind: 'replaced', mappings: reply.value.mappings });
      else setProblem(reply.error);
    },
    undo,
    redo,
  };
}

const isFaults = (answer: readonly MappingFault[] | ProblemWords): answer is readonly MappingFault[] =>
  Array.isArray(answer);
