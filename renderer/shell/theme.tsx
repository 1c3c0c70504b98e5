import {
  FluentProvider,
  makeStyles,
  type Theme,
  teamsHighContrastTheme,
  tokens,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useAppInfo } from '../bridge/app-info';
import { useMedia } from './media';

// Fluent's own stack finds nothing on Linux, where the mono stack would also fall to the browser's default.
const fonts = {
  fontFamilyBase: "'Segoe UI Variable Text', 'Segoe UI', 'Open Sans', system-ui, 'Noto Sans', sans-serif",
  fontFamilyMonospace: "'Cascadia Code', Consolas, 'JetBrains Mono', 'DejaVu Sans Mono', monospace",
};
const light: Theme = { ...webLightTheme, ...fonts };
const dark: Theme = { ...webDarkTheme, ...fonts };
const highContrast: Theme = { ...teamsHighContrastTheme, ...fonts };

// On an element of its own: what stands on the provider is repeated on everything that is drawn in a portal.
const useStyles = makeStyles({
  window: {
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground3,
    fontVariantNumeric: 'tabular-nums',
  },
});

const Dark = createContext(false);

/** For the few things that are another token in dark, not only another value of the same one. */
export const useDark = (): boolean => useContext(Dark);

/** Light, dark as the system or the settings say; high contrast follows the system always. */
export function ThemeProvider(props: { readonly children: ReactNode }) {
  const styles = useStyles();
  const { info } = useAppInfo();
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const forced = useMedia('(forced-colors: active)');
  const choice = info?.settings.theme ?? 'system';
  const name = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice;
  const platform = info?.platform ?? '';
  // Marks for what Griffel and window.css cannot learn from the theme, in portals too.
  useEffect(() => {
    document.documentElement.dataset['theme'] = name;
    document.documentElement.dataset['platform'] = platform;
  }, [name, platform]);
  return (
    <FluentProvider theme={forced ? highContrast : name === 'dark' ? dark : light} dir="ltr" targetDocument={document}>
      <Dark.Provider value={name === 'dark' && !forced}>
        <div className={styles.window}>{props.children}</div>
      </Dark.Provider>
    </FluentProvider>
  );
}
