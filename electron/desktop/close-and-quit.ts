/** What closing the window means: pure, so that each of its cases is a row of a table. */
export type CloseAnswer = 'let-go' | 'hide' | 'explain-then-hide' | 'ask-to-quit';

export function answerToClose(now: { quitting: boolean; tray: boolean; explained: boolean }): CloseAnswer {
  if (now.quitting) return 'let-go';
  // Hidden without a tray, Inseam could not be found again.
  if (!now.tray) return 'ask-to-quit';
  return now.explained ? 'hide' : 'explain-then-hide';
}

/** How long the change in hand may take: for a person who quits, and when the system shuts down. */
export const finishMs = 20_000;
export const shutdownMs = 3000;
const sayAfterMs = 500;

export interface QuitEdges {
  /** Finishes the change in flight and closes everything. */
  readonly shutDown: () => Promise<void>;
  /** Says "Finishing 1 change, then quitting…". */
  readonly sayFinishing: () => void;
  /** Ends the app in the usual way, with its windows closed. */
  readonly quit: () => void;
  /** Ends the process at once. The ledger makes that safe. */
  readonly leave: () => void;
  readonly later: (run: () => void, ms: number) => { cancel(): void };
}

export interface Quitting {
  /** True from the first wish to quit on. */
  readonly begun: boolean;
  /** Before quitting: holds the app until the engine is done; a second wish leaves at once. */
  onBeforeQuit(event: { preventDefault(): void }, limitMs?: number): void;
}

export function quitting(edges: QuitEdges): Quitting {
  let state: 'running' | 'finishing' | 'done' = 'running';

  return {
    get begun() {
      return state !== 'running';
    },
    onBeforeQuit(event, limitMs = finishMs) {
      if (state === 'done') return;
      event.preventDefault();
      if (state === 'finishing') {
        edges.leave();
        return;
      }
      state = 'finishing';
      const saying = edges.later(edges.sayFinishing, sayAfterMs);
      const limit = edges.later(edges.leave, limitMs);
      const done = (): void => {
        saying.cancel();
        limit.cancel();
        state = 'done';
        edges.quit();
      };
      // An engine that cannot even close well is left; its ledger knows what was under way.
      void edges.shutDown().then(done, done);
    },
  };
}
