import type { App, Session } from 'electron';

/**
 * What no page of ours ever needs, refused for every page there is: leaving, opening windows, embedding others, asking for
 * the camera or the place, downloading, and loading anything that is not ours (Electron: "Security", items 5, 11 to 14).
 */
export function lockDown(app: Pick<App, 'on'>, session: Session, ownAddress: string): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-navigate', (event) => {
      // Vite's client reloads the page in development; there is no other way to come here.
      if (stripHash(event.url) !== stripHash(ownAddress)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());

  const allowed = [`${new URL(ownAddress).protocol}//${new URL(ownAddress).host}/`, 'data:', 'devtools:'];
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const address = url.replace(/^ws:/, 'http:');
    answer({ cancel: !allowed.some((start) => address.startsWith(start)) });
  });
}

const stripHash = (address: string): string => address.replace(/#.*$/, '').replace(/\/$/, '/index.html');
