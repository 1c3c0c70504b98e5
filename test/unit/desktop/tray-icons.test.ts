import { expect, test } from 'vitest';
import { trayIcon, trayPictures, trayThemes } from '../../../build/icons/mark';
import { png } from '../../../build/icons/raster';
import { trayIcons } from '../../../electron/desktop/tray-icons';

const all = trayThemes.flatMap((theme) => trayPictures.map((picture) => [theme, picture] as const));

test.each(all)('the %s icon "%s" in the app is the one that is drawn', (theme, picture) => {
  const drawn = png(trayIcon(picture, theme), 16).toString('base64');
  expect(trayIcons[theme][picture][16]).toBe(`data:image/png;base64,${drawn}`);
});

test('no two states look alike, in any theme', () => {
  const icons = all.map(([theme, picture]) => trayIcons[theme][picture][16]);
  expect(new Set(icons).size).toBe(all.length);
});
