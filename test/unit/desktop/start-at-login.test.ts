import { expect, test } from 'vitest';
import { autostartEntry } from '../../../electron/desktop/start-at-login';

test.each([
  ['a plain path', ['/opt/Inseam/inseam', '--hidden'], 'Exec="/opt/Inseam/inseam" "--hidden"'],
  ['a path with a space', ['/opt/My Apps/inseam'], 'Exec="/opt/My Apps/inseam"'],
  ['a path with a per cent sign', ['/opt/50%/inseam'], 'Exec="/opt/50%%/inseam"'],
  ['a path with a dollar sign', ['/opt/$x/inseam'], String.raw`Exec="/opt/\\$x/inseam"`],
  ['a path with a quotation mark', ['/opt/"x"/inseam'], String.raw`Exec="/opt/\\"x\\"/inseam"`],
])('the desktop starts %s', (_name, command, line) => {
  expect(autostartEntry(command).split('\n')).toContain(line);
});
