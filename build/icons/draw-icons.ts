import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { appIcon, trayIcon, trayPictures, trayThemes } from './mark';
import { type Layer, png } from './raster';

// Draws every icon from mark.ts, after a change of it:
//   node --import ./build/typescript-imports.mjs build/icons/draw-icons.ts
// The app's icons are files for the installers; the tray's are text in the bundle, where no path can go wrong.

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

mkdirSync(at('linux'), { recursive: true });
for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
  writeFileSync(at(`linux/${size}x${size}.png`), png(appIcon, size));
}
writeFileSync(at('icon.png'), png(appIcon, 1024));
const address = (layers: readonly Layer[], size: number) =>
  `'data:image/png;base64,${png(layers, size).toString('base64')}'`;

writeFileSync(at('../../electron/desktop/tray-icons.ts'), trayIconsSource());

function trayIconsSource(): string {
  const lines = [
    '// Drawn by build/icons/draw-icons.ts; change the drawing there.',
    '',
    '/** The mark, a PNG of 128 pixels as a data address. */',
    `export const appIcon = ${address(appIcon, 128)};`,
    '',
    '/** By the panel it lies on, state and size: PNG of 16, 24 and 32 pixels as data addresses. */',
    'export const trayIcons = {',
  ];
  for (const theme of trayThemes) {
    lines.push(`  ${theme}: {`);
    for (const picture of trayPictures) {
      lines.push(`    ${picture}: {`);
      for (const size of [16, 24, 32]) lines.push(`      ${size}: ${address(trayIcon(picture, theme), size)},`);
      lines.push('    },');
    }
    lines.push('  },');
  }
  return `${[...lines, '} as const;'].join('\n')}\n`;
}
