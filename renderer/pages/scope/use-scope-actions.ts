import { useEffect, useState } from 'react';
import type { ProblemWords } from '../../../shared/ipc/contract';
import type { ScopeCount } from '../../../shared/ipc/scope-calls';
import { call } from '../../bridge/bridge';
import { useUndoKeys } from '../../parts/use-undo-keys';
import { useAnnounce } from '../../shell/announcer';
import { scopeWords as words } from '../../words/scope';
import type { ScopeEditor } from './use-scope';

/** As many of those who move are asked for by name: they come first. */
const asked = 200;
const savedForMs = 5000;

export interface ScopeActions {
  /** The question before saving, with what it rests on; null: it is not asked. */
  readonly asking: { readonly counted: ScopeCount | null } | null;
  readonly close: () => void;
  readonly busy: boolean;
  readonly problem: ProblemWords | null;
  /** How many faults stood in the way of saving; 0: none, or it was not tried since. */
  readonly blockedBy: number;
  readonly savedJustNow: boolean;
  readonly askSave: () => Promise<void>;
  readonly save: () => Promise<void>;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly discard: () => void;
}

/** What can be done with the scope as a whole. `unread`: faults of a text that is no filters yet. */
export function useScopeActions(editor: ScopeEditor | null, unread: number): ScopeActions {
  const announce = useAnnounce();
  const [asking, setAsking] = useState<ScopeActions['asking']>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemWords | null>(null);
  const [blockedBy, setBlockedBy] = useState(0);
  const [savedJustNow, setSavedJustNow] = useState(false);
  const present = editor?.draft.present ?? null;

  useEffect(() => {
    if (!savedJustNow) return;
    const timer = setTimeout(() => setSavedJustNow(false), savedForMs);
    return () => clearTimeout(timer);
  }, [savedJustNow]);
  // What was in the way may be mended: it is looked at again when saving is tried again.
  useEffect(() => {
    if (present !== null) setBlockedBy(0);
  }, [present]);

  const undo = () => editor?.edit({ kind: 'undone' });
  const redo = () => editor?.edit({ kind: 'redone' });
  useUndoKeys({ undo, redo });

  return {
    asking,
    close: () => setAsking(null),
    busy,
    problem,
    blockedBy,
    savedJustNow,
    askSave: async () => {
      if (editor === null || editor.changes === 0 || busy || editor.table.lockedBy !== null) return;
      if (unread > 0) return setBlockedBy(unread);
      setBusy(true);
      const caughtUp = await editor.catchUp();
      if ('title' in caughtUp || caughtUp.changes === 0) {
        setBusy(false);
        setProblem('title' in caughtUp ? caughtUp : null);
        return;
      }
      const request = { job: editor.job, scope: caughtUp.scope, search: '', offset: 0, limit: asked };
      const reply = await call('scope.count', request);
      setBusy(false);
      const faults = reply.ok ? reply.value.faults.filter(({ severity }) => severity === 'error').length : 0;
      setProblem(null);
      setBlockedBy(faults);
      if (faults === 0) setAsking({ counted: reply.ok ? reply.value.counted : null });
    },
    save: async () => {
      if (editor === null || busy) return;
      setBusy(true);
      const answer = await editor.save();
      setBusy(false);
      setAsking(null);
      setProblem(answer.problem);
      if (!answer.saved) return;
      setSavedJustNow(true);
      announce(words.saved);
    },
    undo,
    redo,
    discard: () => editor?.edit({ kind: 'discarded' }),
  };
}
