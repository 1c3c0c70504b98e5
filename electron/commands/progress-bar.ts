import type { CycleProgress, Stage } from '../../shared/health/job-state';
import { roundedDuration } from '../../shared/health/progress';
import type { Voice } from './command';

const stages: Readonly<Record<Stage, string>> = {
  read: 'Reading',
  decide: 'Deciding',
  write: 'Writing',
  link: 'Linking managers',
};
const width = 24;

/** Draws a cycle's progress on a terminal, over one line; elsewhere it stays silent. */
export function drawProgress(voice: Voice, progress: CycleProgress): void {
  if (!voice.drawsBar) return;
  const { done, expected, exact } = progress.people;
  const share = expected === 0 ? 0 : Math.min(1, done / expected);
  const full = Math.round(share * width);
  const of = exact ? `${expected}` : `about ${expected}`;
  const left = progress.remainingMs === null ? '' : `, ${roundedDuration(progress.remainingMs)} left`;
  voice.redraw(
    `${'█'.repeat(full)}${'░'.repeat(width - full)}  ${stages[progress.stage]}: ${done} of ${of} people${left}`,
  );
}

export function clearProgress(voice: Voice): void {
  if (voice.drawsBar) voice.redraw('');
}
