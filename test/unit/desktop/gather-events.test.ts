import { expect, test } from 'vitest';
import { gatherEvents } from '../../../electron/ipc/gather-events';
import type { LiveEvent } from '../../../shared/ipc/contract';
import { jobState, runningState } from './job-states';

function gathering() {
  const sent: LiveEvent[] = [];
  const waiting: (() => void)[] = [];
  const tell = gatherEvents(
    (event) => sent.push(event),
    (run) => waiting.push(run),
  );
  return { sent, tell, tick: () => waiting.shift()?.() };
}

const state = (done: number): LiveEvent => ({ kind: 'job.state', state: runningState(done) });

test('the first event goes at once, later ones wait for the pause to end', () => {
  const { sent, tell, tick } = gathering();
  tell(state(1));
  expect(sent).toHaveLength(1);
  tell(state(2));
  tell(state(3));
  expect(sent).toHaveLength(1);
  tick();
  expect(sent).toEqual([state(1), state(3)]);
});

test('appended rows are added up, each job for itself', () => {
  const { sent, tell, tick } = gathering();
  tell(state(1));
  for (const added of [1, 2, 3]) tell({ kind: 'log.appended', job: 'a', added });
  tell({ kind: 'log.appended', job: 'b', added: 7 });
  tick();
  expect(sent.slice(1)).toEqual([
    { kind: 'log.appended', job: 'a', added: 6 },
    { kind: 'log.appended', job: 'b', added: 7 },
  ]);
});

test('places to open are never merged away', () => {
  const { sent, tell, tick } = gathering();
  tell(state(1));
  tell({ kind: 'navigate', route: '#/a' });
  tell({ kind: 'navigate', route: '#/b' });
  tick();
  expect(sent.slice(1)).toEqual([
    { kind: 'navigate', route: '#/a' },
    { kind: 'navigate', route: '#/b' },
  ]);
});

test('after a quiet time an event goes at once again', () => {
  const { sent, tell, tick } = gathering();
  tell(state(1));
  tick();
  tell({ kind: 'job.state', state: jobState({ kind: 'in-step' }) });
  expect(sent).toHaveLength(2);
});
