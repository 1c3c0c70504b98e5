import { app, clipboard, nativeTheme, shell } from 'electron';
import { consentPage } from '../../shared/settings/consent-page';
import type { Handlers } from '../ipc/serve-contract';
import type { DesktopEngine, DesktopVerb } from './engine-interface';
import { linkNamed } from './links';
import { startAtLogin } from './start-at-login';

export interface DesktopHandlerOptions {
  readonly engine: DesktopEngine;
  readonly dataFolder: string;
  readonly trayAvailable: () => boolean;
}

/** What the desktop answers itself, and what it does besides when the engine saves a setting of the app. */
export function desktopHandlers({
  engine,
  dataFolder,
  trayAvailable,
}: DesktopHandlerOptions): Handlers<DesktopVerb | 'app.saveSettings'> {
  return {
    'app.info': () => ({
      version: app.getVersion(),
      electron: process.versions['electron'] ?? '',
      platform: process.platform,
      dataFolder,
      trayAvailable: trayAvailable(),
      ...engine.info(),
    }),
    'app.saveSettings': async (settings) => {
      const before = engine.info().settings;
      const done = await engine.handlers['app.saveSettings'](settings);
      nativeTheme.themeSource = settings.theme;
      if (settings.startAtLogin !== before.startAtLogin) startAtLogin(app, settings.startAtLogin);
      return done;
    },
    'app.openLink': async ({ name }) => {
      const address = linkNamed(name);
      if (address !== null) await shell.openExternal(address);
      return {};
    },
    'app.openConsent': async ({ job, tenantId, clientId, cloud }) => {
      // An address of the admin's own is taken from the settings, never from the page.
      const saved = await engine.handlers['job.connection']({ job });
      await shell.openExternal(consentPage({ tenantId, clientId, cloud: cloud ?? saved.source.cloud }));
      return {};
    },
    'app.openDataFolder': async () => {
      await shell.openPath(dataFolder);
      return {};
    },
    'app.copyText': async ({ text }) => {
      // Asynchronous from Electron 44 on.
      await clipboard.writeText(text);
      return {};
    },
    'app.quit': () => {
      // After the answer: the page is gone with the app.
      setImmediate(() => app.quit());
      return {};
    },
  };
}
