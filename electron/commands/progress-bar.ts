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
export function drawProgress(voice: Voice, progress: CycleProgress, targetName: string, now: number): void {
  if (!voice.drawsBar) return;
  const { done, expected, exact } = progress.people;
  const share = expected === 0 ? 0 : Math.min(1, done / expected);
  const full = Math.round(share * width);
  const of = exact ? `${expected}` : `about ${expected}`;
  const bar = `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
  const waits = waitingWords(progress.waiting, targetName, now);
  const left = progress.remainingMs === null ? '' : `, ${roundedDuration(progress.remainingMs)} left`;
  const words =
    waits === '' ? `${stages[progress.stage]}: ${done} of ${of} people${left}` : `${done} of ${of}: ${waits}`;
  voice.redraw(`${bar}  ${words}`);
}

/** "Microsoft Graph asked us to wait 40 seconds"; empty while nobody did. */
export function waitingWords(waiting: CycleProgress['waiting'], targetName: string, now: number): string {
  if (waiting === null) return '';
  const who = waiting.side === 'source' ? 'Microsoft Graph' : targetName;
  return `${who} asked us to wait ${roundedDuration(Date.parse(waiting.until) - now)}`;
}

export function clearProgress(voice: Voice): void {
  if (voice.drawsBar) voice.redraw('');
}
