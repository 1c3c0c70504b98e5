import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import './in-page-bridge';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface StartedApp {
  readonly app: ElectronApplication;
  readonly home: string;
  /** Everything the page complained of: a slip of the content policy shows nowhere else. */
  readonly complaints: string[];
  /** The page, once there is a window. */
  page(): Promise<Page>;
  /** Whether the window is to be seen. */
  isVisible(): Promise<boolean>;
  /** Wishes the window closed, as its button does. */
  closeWindow(): Promise<void>;
  /** Answers every message box with the button of this number from now on; returns their messages so far. */
  answerBoxes(button: number): Promise<void>;
  boxes(): Promise<readonly string[]>;
}

export interface StartOptions {
  /** The data folder; absent: a new one. */
  readonly home?: string;
  readonly words?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export const newHome = (): string => mkdtempSync(join(tmpdir(), 'inseam-home-'));

/** Command line of the built app: as root Chromium's sandbox cannot be had. */
export const appWords = (words: readonly string[] = []): string[] => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  root,
  ...words,
];

export function appEnvironment(home: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _runAsNode, ...env } = process.env as Record<string, string>;
  return { ...env, INSEAM_HOME: home, ...more };
}

/** Starts the built app in real Electron. */
export async function startApp({ home = newHome(), words = [], env = {} }: StartOptions = {}): Promise<StartedApp> {
  const app = await _electron.launch({ args: appWords(words), env: appEnvironment(home, env), cwd: root });
  const complaints: string[] = [];
  app.on('window', (page) => {
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
  });
  return {
    app,
    home,
    complaints,
    page: () => app.firstWindow(),
    isVisible: () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((w) => w.isVisible())),
    closeWindow: () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
    answerBoxes: (button) =>
      app.evaluate(({ dialog }, response) => {
        const seen: string[] = [];
        Object.assign(dialog, {
          seen,
          showMessageBox: async (...words: { message: string }[]) => {
            seen.push(words.at(-1)?.message ?? '');
            return { response, checkboxChecked: false };
          },
        });
      }, button),
    boxes: () => app.evaluate(({ dialog }) => (dialog as unknown as { seen: string[] }).seen),
  };
}
