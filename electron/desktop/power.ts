import { net, powerMonitor, powerSaveBlocker } from 'electron';
import type { JobState } from '../../shared/health/job-state';

/** After waking the network and the keychain come back late; and "resume" comes twice on some systems. */
const settleMs = 10_000;
const networkPollMs = 30_000;

export interface Power {
  /** Keeps the computer from sleeping in mid-cycle, and watches for the network while a job waits for it. */
  refresh(states: readonly JobState[]): void;
  close(): void;
}

/** `wake` is called once a while after the computer woke, was unlocked, or is online again. */
export function watchPower(wake: () => void): Power {
  let waking: NodeJS.Timeout | null = null;
  let polling: NodeJS.Timeout | null = null;
  let wasOnline = true;
  let blocker: number | null = null;

  const wakeSoon = (): void => {
    waking ??= setTimeout(() => {
      waking = null;
      wake();
    }, settleMs);
  };
  // Nothing relies on "suspend": it may come after waking, or not at all.
  powerMonitor.on('resume', wakeSoon);
  powerMonitor.on('unlock-screen', wakeSoon);

  function watchNetwork(offline: boolean): void {
    if (!offline) {
      if (polling !== null) clearInterval(polling);
      polling = null;
      wasOnline = true;
      return;
    }
    if (polling !== null) return;
    wasOnline = net.isOnline();
    polling = setInterval(() => {
      const isOnline = net.isOnline();
      if (isOnline && !wasOnline) wake();
      wasOnline = isOnline;
    }, networkPollMs);
  }

  function stayAwake(running: boolean): void {
    const wanted = running && !powerMonitor.isOnBatteryPower();
    if (wanted === (blocker !== null)) return;
    if (blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
    else {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  }

  return {
    refresh(states) {
      watchNetwork(states.some(({ condition }) => condition.kind === 'offline'));
      stayAwake(states.some(({ condition }) => condition.kind === 'running'));
    },
    close() {
      powerMonitor.off('resume', wakeSoon);
      powerMonitor.off('unlock-screen', wakeSoon);
      if (waking !== null) clearTimeout(waking);
      watchNetwork(false);
      stayAwake(false);
    },
  };
}
