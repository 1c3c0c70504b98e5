import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// What stays outside the bundle: the runtime itself and the two packages that carry a native binary.
const external = ['electron', 'keytar', '@photostructure/sqlite'];
// Optional to dbus-next, which asks for them in ways of connecting that Inseam never uses.
const neverLoaded = ['x11', 'usocket'];
const commonJs = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunk-[name].cjs' } as const;

/** One file builds the window, the main process with the command line, and the preload: `vite build` makes all three. */
export default defineConfig(({ command }) => ({
  root: at('renderer'),
  base: './',
  plugins: [react()],
  define: command === 'build' ? { 'process.env.NODE_ENV': '"production"' } : {},
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  build: { emptyOutDir: true, sourcemap: true },
  builder: {},
  environments: {
    client: { build: { outDir: at('dist/renderer'), target: 'chrome114' } },
    node: {
      consumer: 'server',
      resolve: { noExternal: true, external: [...external, ...neverLoaded] },
      build: {
        outDir: at('dist/node'),
        target: 'node18',
        minify: false,
        rolldownOptions: {
          input: {
            main: at('electron/main.ts'),
            inseam: at('electron/cli.ts'),
            keychain: at('electron/secrets/keychain-process.ts'),
            'entra-tenant': at('electron/sample/entra-tenant-process.ts'),
            'scim-target': at('electron/sample/scim-target-process.ts'),
          },
          external: [...external, ...neverLoaded],
          output: commonJs,
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        outDir: at('dist/preload'),
        target: 'chrome114',
        minify: false,
        rolldownOptions: { input: { preload: at('electron/preload.ts') }, external: ['electron'], output: commonJs },
      },
    },
  },
  test: {
    root: at('.'),
    reporters: ['default', at('test/closing-line.ts')],
    projects: [
      {
        test: {
          name: 'unit',
          root: at('.'),
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 60_000,
          benchmark: { include: [] },
        },
      },
      {
        test: {
          name: 'engine',
          root: at('.'),
          include: ['test/engine/**/*.test.ts', 'test/faults/**/*.test.ts', 'test/walk/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          benchmark: { include: [] },
        },
      },
    ],
  },
}));
