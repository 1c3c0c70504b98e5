import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';

// Set only for a trial package on an Electron that is not Electron's own build (build/ground/release.mjs).
const runtime = process.env['ELECTRON_OVERRIDE_DIST_PATH'];

/** What is packed is the bundle and the two packages that carry a native binary; all else is inside the bundle. */
export default {
  appId: 'com.inseam.app',
  productName: 'Inseam',
  directories: { output: 'release', buildResources: 'build' },
  files: [
    'dist/**',
    '!dist/.built-from',
    '!**/*.map',
    'package.json',
    '!node_modules/keytar/{prebuilds,src,script,binding.gyp}',
    '!node_modules/node-addon-api',
    '!node_modules/@photostructure/sqlite/{src,binding.gyp}',
    `!node_modules/@photostructure/sqlite/prebuilds/!(\${platform}-*)/**`,
    '!**/*.d.{ts,mts,cts}',
  ],
  asar: true,
  asarUnpack: ['**/*.node'],
  npmRebuild: false,
  publish: null,
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    // Electron 25 has no such fuse, and one that is missing keeps all the others from being set.
    ...(runtime ? {} : { grantFileProtocolExtraPrivileges: false }),
  },
  ...(runtime ? { electronDist: runtime, electronVersion: readFileSync(join(runtime, 'version'), 'utf8').trim() } : {}),
  linux: {
    target: ['AppImage', 'deb', 'tar.gz'],
    category: 'Utility',
    icon: 'build/icons/linux',
    maintainer: 'The Inseam team',
  },
  mac: {
    target: ['dmg', 'zip'],
    category: 'public.app-category.utilities',
    icon: 'build/icons/icon.png',
    hardenedRuntime: true,
    extendInfo: { LSUIElement: false },
  },
  win: { target: ['nsis'], icon: 'build/icons/icon.png' },
  nsis: { oneClick: true, perMachine: false, deleteAppDataOnUninstall: false },
} satisfies Configuration;
