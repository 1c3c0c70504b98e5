import type { LiveEvent } from '../../shared/ipc/contract';

/**
 * Events on their way to the window, gathered so that a busy cycle sends at most one parcel each `pauseMs`: of states only
 * the latest counts, of appended log rows only the sum. Everything else keeps its order and goes along.
 */
export function gatherEvents(
  send: (event: LiveEvent) => void,
  later: (run: () => void, ms: number) => void,
  pauseMs = 100,
): (event: LiveEvent) => void {
  let waiting = new Map<string, LiveEvent>();
  let pausing = false;
  let serial = 0;

  const flush = (): void => {
    const parcel = waiting;
    waiting = new Map();
    pausing = parcel.size > 0;
    if (pausing) later(flush, pauseMs);
    for (const event of parcel.values()) send(event);
  };

  return (event) => {
    const key = keyOf(event) ?? `${serial++}`;
    waiting.set(key, merge(waiting.get(key), event));
    if (!pausing) flush();
  };
}

/** Events with the same key replace one another; null: this one stands for itself. */
function keyOf(event: LiveEvent): string | null {
  switch (event.kind) {
    case 'job.state':
      return `state ${event.state.job}`;
    case 'log.appended':
      return `log ${event.job}`;
    case 'check.rungs':
      return `rungs ${event.job} ${event.side}`;
    case 'plan.progress':
      return `plan ${event.job}`;
    case 'trial.progress':
      return `trial ${event.job}`;
    case 'jobs.changed':
      return 'jobs';
    case 'provision.step':
    case 'job.problem':
    case 'navigate':
      return null;
  }
}

function merge(before: LiveEvent | undefined, event: LiveEvent): LiveEvent {
  if (before?.kind !== 'log.appended' || event.kind !== 'log.appended') return event;
  return { ...event, added: before.added + event.added };
}
