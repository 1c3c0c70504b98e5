import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';

/** The first time the window is closed: it is not the end of Inseam. */
export async function explainClose(window: BrowserWindow): Promise<'keep-running' | 'quit'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    message: 'Inseam keeps running here so that syncing goes on.',
    detail: 'Its icon is in the tray. Quit from the menu of the icon.',
    buttons: ['Keep running', 'Quit instead'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1 ? 'quit' : 'keep-running';
}

/** Closing without a tray would end syncing, so it asks. */
export async function askToQuit(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'Quit Inseam?',
    detail: 'Your desktop has no tray to keep it in. Nothing is synced until you start Inseam again.',
    buttons: ['Cancel', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

/** While quitting waits for the change in hand. Without a window there is nobody to tell. */
export async function sayFinishing(window: BrowserWindow | null): Promise<'quit-now' | 'closed'> {
  if (window === null || !window.isVisible()) return 'closed';
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    message: 'Finishing 1 change, then quitting…',
    buttons: ['Quit now'],
    noLink: true,
    cancelId: 1,
  });
  return response === 0 ? 'quit-now' : 'closed';
}

export async function askWhereToSave(window: BrowserWindow | null, suggestedName: string): Promise<string | null> {
  const options = { defaultPath: suggestedName };
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  return canceled || filePath === '' ? null : filePath;
}

const allFiles = { name: 'All files', extensions: ['*'] };
const questions: Readonly<Record<'certificate' | 'schema', OpenDialogOptions>> = {
  // A certificate and its key may lie in one file or in two.
  certificate: {
    properties: ['openFile', 'multiSelections'],
    message: 'Choose the file with the certificate and its private key, or both files.',
    filters: [{ name: 'PEM', extensions: ['pem', 'crt', 'cer', 'key'] }, allFiles],
  },
  schema: {
    properties: ['openFile'],
    message: 'Choose the schema as Microsoft Entra or Inseam exported it.',
    filters: [{ name: 'JSON', extensions: ['json'] }, allFiles],
  },
};

export async function askWhichFiles(
  window: BrowserWindow | null,
  what: 'certificate' | 'schema',
): Promise<readonly string[]> {
  const options = questions[what];
  const { canceled, filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? [] : filePaths;
}
