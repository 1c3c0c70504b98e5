import { Notification } from 'electron';
import type { JobState } from '../../shared/health/job-state';
import { type Notice, noticesOf, type Told } from './notices';

/** Shows what notices.ts finds worth telling. `open` is called with the address when one is clicked. */
export function notifications(open: (address: string) => void): (state: JobState) => void {
  const toldOf = new Map<string, Told>();
  // A notification that nothing refers to is collected, and its click with it.
  const onScreen = new Set<Notification>();

  function show({ title, body, address }: Notice): void {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body: process.platform === 'linux' ? escaped(body) : body });
    const forget = (): void => {
      onScreen.delete(notification);
    };
    notification.on('click', () => {
      forget();
      open(address);
    });
    notification.on('close', forget);
    notification.on('failed', forget);
    onScreen.add(notification);
    notification.show();
  }

  return (state) => {
    const { told, notices } = noticesOf(toldOf.get(state.job), state, Date.now());
    toldOf.set(state.job, told);
    for (const notice of notices) show(notice);
  };
}

/** Notification servers of Linux may read markup in the body. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
