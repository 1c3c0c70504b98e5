import type { App } from 'electron';
import { z } from 'zod';

/** What a second start hands to the first. Its command line is no use: Chromium reorders it and adds to it. */
const shape = z.object({ hidden: z.boolean() });

/**
 * Whether this is the first Inseam of its data folder (the lock lies in `userData`, which is therefore set before). A
 * later start says hello to the first one and ends; unless it was started hidden, `onAnother` is called there.
 */
export function claimInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  hidden: boolean,
  onAnother: () => void,
): boolean {
  if (!app.requestSingleInstanceLock({ hidden })) return false;
  app.on('second-instance', (_event, _words, _folder, data) => {
    const told = shape.safeParse(data);
    if (!told.success || !told.data.hidden) onAnother();
  });
  return true;
}
