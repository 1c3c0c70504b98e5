/** The parts of an Electron event that say who sent it. */
export interface Sender {
  readonly senderFrame: { readonly url: string } | null;
  readonly sender: { readonly id: number; readonly mainFrame: unknown };
}

/**
 * Whether a message comes from our page in the main frame of a window of ours. Read before the first await: a frame that
 * has moved on since has no `senderFrame` (Electron: breaking changes, 33).
 */
export function isOwnPage(event: Sender, windowIds: ReadonlySet<number>, pageAddress: string): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame !== event.sender.mainFrame) return false;
  return windowIds.has(event.sender.id) && originOf(frame.url) === originOf(pageAddress);
}

/** Scheme and host; `URL.origin` is "null" for a scheme of our own. */
function originOf(address: string): string | null {
  try {
    const { protocol, host } = new URL(address);
    return `${protocol}//${host}`;
  } catch {
    return null;
  }
}
