import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import {
  contract,
  type LiveEvent,
  type ProblemWords,
  type RequestOf,
  type ResponseOf,
  type Verb,
} from '../../../shared/ipc/contract';

/** What the stage says instead of the main process: a value, a refusal, or silence. */
export type Answers = {
  [V in Verb]?: (request: RequestOf<V>) => ResponseOf<V> | { readonly refused: ProblemWords } | 'silence';
};

/** `zoomed`: the usual size at 200 %, in the page's own pixels. */
export type Size = 'usual' | 'small' | 'zoomed';
const sizes = {
  usual: { width: 1280, height: 800 },
  small: { width: 900, height: 600 },
  zoomed: { width: 640, height: 400 },
} as const;

const here = fileURLToPath(new URL('.', import.meta.url));
const pictures = join(here, '../../../pictures');

/** Tuesday 3 March 2026, 14:06:42 in UTC: the moment that all states are told from. */
export const stageNow = Date.parse('2026-03-03T14:06:42Z');

interface Asked {
  readonly verb: Verb;
  readonly request: unknown;
}

/** A window without an engine, whose every state can be set. */
export class Stage {
  readonly page: Page;
  readonly asked: Asked[] = [];
  private readonly app: ElectronApplication;
  private readonly complaints: string[] = [];
  private answers: Answers = {};

  constructor(app: ElectronApplication, page: Page) {
    this.app = app;
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.stack ?? error.message));
  }

  /** Called by the page for each call of the bridge. */
  async answer(verb: Verb, request: unknown): Promise<unknown> {
    this.asked.push({ verb, request });
    const entry = contract[verb];
    const read = entry.request.safeParse(request);
    if (!read.success) this.complaints.push(`${verb} was asked wrongly: ${read.error.message}`);
    const answer = this.answers[verb] as ((request: unknown) => unknown) | undefined;
    if (answer === undefined) {
      this.complaints.push(`${verb} was asked and has no answer`);
      return new Promise(() => {});
    }
    const value = answer(request);
    if (value === 'silence') return new Promise(() => {});
    // An answer may have a part of that name; a refusal is nothing else.
    if (typeof value === 'object' && value !== null && 'refused' in value && Object.keys(value).length === 1)
      return { ok: false, error: value.refused };
    const written = entry.response.safeParse(value);
    if (!written.success) this.complaints.push(`${verb} was answered wrongly: ${written.error.message}`);
    return { ok: true, value };
  }

  /** Changes answers while the page is open. */
  change(answers: Answers): void {
    this.answers = { ...this.answers, ...answers };
  }

  /** Opens an address with a table of answers, from nothing. */
  async open(
    address: string,
    answers: Answers,
    how: { readonly size?: Size; readonly dark?: boolean; readonly forced?: boolean } = {},
  ): Promise<void> {
    // The page before may still be asking; only when it is gone do these answers begin.
    await this.page.goto('about:blank');
    this.answers = answers;
    this.asked.length = 0;
    this.complaints.length = 0;
    await this.resize(how.size ?? 'usual');
    await this.page.emulateMedia({
      colorScheme: how.dark === true ? 'dark' : 'light',
      forcedColors: how.forced === true ? 'active' : 'none',
      reducedMotion: 'reduce',
    });
    await this.page.goto(`app://inseam/index.html${address}`);
  }

  async resize(size: Size): Promise<void> {
    await this.app.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    }, sizes[size]);
    await this.page.setViewportSize(sizes[size]);
  }

  /**
   * Comes back when the colours have changed: React gives the page the other theme in its own time, and Fluent's buttons
   * take a moment from one colour to the next, half-way between which their contrast is neither's.
   */
  async dark(dark: boolean): Promise<void> {
    await this.page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    await this.page.waitForFunction((wanted) => {
      const provider = document.querySelector('.fui-FluentProvider');
      if (provider === null || window.matchMedia('(forced-colors: active)').matches) return true;
      const background = getComputedStyle(provider).getPropertyValue('--colorNeutralBackground1').trim();
      const isDark = background !== '#ffffff';
      return isDark === wanted;
    }, dark);
    await this.page.evaluate(async () => {
      const ending = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(ending.map((each) => each.finished));
    });
  }

  /** Tells the page what the main process would tell by itself. */
  async tell(event: LiveEvent): Promise<void> {
    await this.page.evaluate((told) => {
      (window as unknown as { stageTell: (event: unknown) => void }).stageTell(told);
    }, event);
  }

  /** A picture for people to look at, in all four looks: both sizes, light and dark. */
  async draw(name: string): Promise<void> {
    for (const size of ['usual', 'small'] as const) {
      await this.resize(size);
      for (const dark of [false, true]) {
        await this.dark(dark);
        await this.picture(`${name}${size === 'small' ? '-900' : ''}${dark ? '-dark' : ''}`);
      }
    }
    await this.dark(false);
    await this.resize('usual');
  }

  async picture(name: string): Promise<void> {
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
  }

  /** Nothing serious, and no level of heading left out, for people who use the keyboard or a screen reader, in light and dark. */
  async expectAccessible(): Promise<void> {
    for (const dark of [false, true]) {
      await this.dark(dark);
      const { violations } = await new AxeBuilder({ page: this.page })
        .setLegacyMode(true)
        // Fluent's stops around a menu that hold the Tab key in it: nobody can stay on one.
        .exclude('[data-tabster-dummy]')
        .analyze();
      const serious = violations
        .filter(({ id, impact }) => impact === 'serious' || impact === 'critical' || id === 'heading-order')
        .map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`);
      expect(serious, dark ? 'in dark' : 'in light').toEqual([]);
    }
    await this.dark(false);
  }

  /** The console kept quiet, and every call was asked and answered in the shapes of the contract. */
  expectQuiet(): void {
    expect(this.complaints).toEqual([]);
  }
}

/** One Electron for a worker: a test opens its page anew. */
export const test = base.extend<{ stage: Stage }, { shared: Stage }>({
  shared: [
    async ({ playwright }, use) => {
      const env: Record<string, string> = {
        TZ: 'UTC',
        FONTCONFIG_FILE: join(here, 'fonts.conf'),
        // The warning is about the blank page between two tests, which has no policy.
        ELECTRON_DISABLE_SECURITY_WARNINGS: 'true',
      };
      for (const [name, value] of Object.entries(process.env)) {
        if (value !== undefined && name !== 'ELECTRON_RUN_AS_NODE' && !(name in env)) env[name] = value;
      }
      const app = await playwright._electron.launch({
        args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--lang=en-GB', join(here, 'main.cjs')],
        env,
      });
      const page = await app.firstWindow();
      const stage = new Stage(app, page);
      await page.exposeFunction('stageAnswer', (verb: Verb, request: unknown) => stage.answer(verb, request));
      await page.addInitScript(() => {
        const listeners = new Set<(event: unknown) => void>();
        const inside = window as unknown as {
          inseam: unknown;
          stageTell: (event: unknown) => void;
          stageAnswer: (verb: string, request: unknown) => Promise<unknown>;
        };
        inside.stageTell = (event) => {
          for (const listener of listeners) listener(event);
        };
        inside.inseam = {
          call: (verb: string, request: unknown) => inside.stageAnswer(verb, request),
          listen: (listener: (event: unknown) => void) => {
            listeners.add(listener);
            return () => listeners.delete(listener);
          },
        };
      });
      await page.clock.setFixedTime(stageNow);
      await use(stage);
      await app.close();
    },
    { scope: 'worker' },
  ],
  stage: async ({ shared }, use) => {
    await use(shared);
    shared.expectQuiet();
  },
});

export { expect } from '@playwright/test';
