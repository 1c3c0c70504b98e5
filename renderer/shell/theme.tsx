import {
  FluentProvider,
  makeStyles,
  type Theme,
  teamsHighContrastTheme,
  tokens,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
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

const useStyles = makeStyles({
  provider: {
    height: '100%',
    colorScheme: 'light',
    backgroundColor: tokens.colorNeutralBackground3,
    fontVariantNumeric: 'tabular-nums',
    '&[data-theme="dark"]': { colorScheme: 'dark' },
  },
});

/** Light, dark as the system or the settings say; high contrast follows the system always. */
export function ThemeProvider(props: { readonly children: ReactNode }) {
  const styles = useStyles();
  const { info } = useAppInfo();
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const forced = useMedia('(forced-colors: active)');
  const choice = info?.settings.theme ?? 'system';
  const name = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice;
  return (
    <FluentProvider
      theme={forced ? highContrast : name === 'dark' ? dark : light}
      data-theme={name}
      className={styles.provider}
      dir="ltr"
      targetDocument={document}
    >
      {props.children}
    </FluentProvider>
  );
}
