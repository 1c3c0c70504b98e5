import type { ProblemWords } from '../../shared/ipc/contract';
import type { AppInfo } from './app-info';
import { call } from './bridge';
import type { TakeBack } from './connection';

/** What changes the app's own settings, those of all jobs. */
export interface AppKeeper {
  readonly info: AppInfo;
  readonly refresh: () => void;
  readonly takeBack?: (undo: TakeBack) => void;
}

/** Saves the app's own settings; the window follows at once. Answers null when they were kept. */
export async function keepAppSettings(keeper: AppKeeper, next: AppInfo['settings']): Promise<ProblemWords | null> {
  const { settings } = keeper.info;
  const reply = await call('app.saveSettings', next);
  if (!reply.ok) return reply.error;
  keeper.refresh();
  keeper.takeBack?.(async () => {
    await call('app.saveSettings', settings);
    keeper.refresh();
  });
  return null;
}
