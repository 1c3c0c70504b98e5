// The stage's main process: a real window under the real policy, with nothing behind it. The bridge is put into the
// page by stage.ts before it loads. It opens what it is told to, at the size it is told.
const { app, BrowserWindow, net, protocol } = require('electron');
const { join, normalize } = require('node:path');
const { pathToFileURL } = require('node:url');

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // The hash is of nothing: Griffel makes empty style elements and fills them by insertRule.
  "style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "style-src-attr 'none'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const root = join(__dirname, '../../../dist/renderer');

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  protocol.handle('app', async (request) => {
    const path = normalize(decodeURIComponent(new URL(request.url).pathname));
    const answer = await net.fetch(pathToFileURL(join(root, path === '/' ? 'index.html' : path)).href);
    const headers = new Headers(answer.headers);
    headers.set('content-security-policy', policy);
    return new Response(answer.body, { status: answer.status, headers });
  });
  const window = new BrowserWindow({
    useContentSize: true,
    width: 1280,
    height: 800,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  window.loadURL('about:blank');
});
