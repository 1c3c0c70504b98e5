import type { Bridge } from '../../shared/ipc/contract';

/** What the preload puts on the page: for functions of a test that run inside it. */
declare global {
  interface Window {
    readonly inseam: Bridge;
  }
}
