import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { ProblemWords, ResponseOf } from '../../shared/ipc/contract';
import { useLive } from './live';
import { useQuery } from './query';

export type AppInfo = ResponseOf<'app.info'>;

interface AppInfoKnown {
  /** null until the main process has answered. */
  readonly info: AppInfo | null;
  readonly error: ProblemWords | null;
  /** After settings were saved: the theme follows at once. */
  readonly refresh: () => void;
}

const Context = createContext<AppInfoKnown>({ info: null, error: null, refresh: () => {} });

export function AppInfoProvider(props: { readonly children: ReactNode }) {
  const { value, error, refresh } = useQuery('app.info', {});
  useLive((event) => {
    if (event.kind === 'jobs.changed') refresh();
  });
  const known = useMemo(() => ({ info: value, error, refresh }), [value, error, refresh]);
  return <Context.Provider value={known}>{props.children}</Context.Provider>;
}

export const useAppInfo = (): AppInfoKnown => useContext(Context);
