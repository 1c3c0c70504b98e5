import { useEffect, useSyncExternalStore } from 'react';
import { wantHeadingFocus } from './heading-focus';
import { type Route, readRoute } from './route';

/**
 * The address after `#` is the only memory of where the window is. Links are plain links; a page with unsaved changes
 * puts a guard here, which is asked before the place changes, whoever changes it.
 */
let route = readRoute(window.location.hash);
let hash = window.location.hash;
const listeners = new Set<() => void>();

/** Told when somebody wants to leave; calls `leave` once the admin agrees. */
export type LeaveGuard = (leave: () => void) => void;
let guard: LeaveGuard | null = null;

/** Each person is a place of their own. */
const placeOf = (of: Route): string =>
  of.page === 'setup'
    ? `setup ${of.path[0]}`
    : of.page === 'people'
      ? `${of.job} ${of.page} ${of.path[0] ?? ''}`
      : `${of.job} ${of.page}`;

function take(next: string): void {
  const before = placeOf(route);
  hash = next;
  route = readRoute(next);
  if (placeOf(route) !== before && before.trim() !== '') wantHeadingFocus();
  for (const listener of listeners) listener();
}

window.addEventListener('hashchange', () => {
  const next = window.location.hash;
  if (next === hash) return;
  if (guard !== null && placeOf(readRoute(next)) !== placeOf(route)) {
    window.history.replaceState(null, '', hash);
    guard(() => navigate(next));
    return;
  }
  take(next);
});

/** Goes to an address such as `#/bluejeans/activity`, past any guard. */
export function navigate(address: string): void {
  guard = null;
  const next = address.startsWith('#') ? address : `#${address}`;
  window.history.pushState(null, '', next);
  take(next);
}

/** Goes there, unless unsaved changes keep the admin here. */
export function navigateGuarded(address: string): void {
  const next = address.startsWith('#') ? address : `#${address}`;
  if (guard !== null && placeOf(readRoute(next)) !== placeOf(route)) guard(() => navigate(next));
  else navigate(next);
}

/** Changes the address without a step to go back to: filters, the open row. */
export function replaceAddress(address: string): void {
  window.history.replaceState(null, '', address);
  take(address);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const current = () => route;

export const useRoute = (): Route => useSyncExternalStore(subscribe, current);

/** While `ask` is not null, leaving the page asks it first. */
export function useLeaveGuard(ask: LeaveGuard | null): void {
  useEffect(() => {
    guard = ask;
    return () => {
      if (guard === ask) guard = null;
    };
  }, [ask]);
}
