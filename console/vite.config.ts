import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { docs } from './scripts/docs.mjs';
import { notices } from './scripts/notices.mjs';
import { oneAppLayout } from './scripts/one-app-layout.mjs';

/** Where the server is that `npm run dev` passes requests on to: `./gatehouse serve --dev` by default. */
const server = process.env['GATEHOUSE_URL'] ?? 'http://localhost:9229';
const onServer = ['session', 'setup', 'state'].map((name) => [`/console/${name}`, { target: server }]);

export default defineConfig({
  base: '/console/',
  // Cloudscape's own texts come parsed: the parser of messages would be 8 kB of every first view.
  resolve: { alias: { '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/lib/no-parser' } },
  plugins: [react(), withoutEmbeddedFonts(), oneAppLayout(), notices(), docs()],
  build: {
    outDir: 'target/classes/META-INF/gatehouse/console',
    emptyOutDir: true,
    sourcemap: false,
    // A data URL of a script or style would need a weaker policy than the server sends (ui 4.3).
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What pages may weigh is checked in a browser, by what it loads (e2e/suites/budgets.mjs).
    chunkSizeWarningLimit: Infinity,
  },
  server: {
    port: 9240,
    proxy: {
      ...Object.fromEntries(onServer),
      '^/$': { target: server },
      '/oauth2': { target: server },
      '/domains': { target: server },
      '^/[a-z-]+-[0-9]_[^/]+/\\.well-known/': { target: server },
    },
  },
  test: {
    environment: 'happy-dom',
    // Machines are slow and shared.
    testTimeout: 60_000,
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
    // Their modules import style sheets, which Node does not know.
    server: { deps: { inline: [/@cloudscape-design/] } },
  },
});

/** Cloudscape's global styles carry a font as data URLs, 183 of 190 kB (ui 4.2): the system's font does. */
function withoutEmbeddedFonts() {
  return {
    name: 'without-embedded-fonts',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      return id.includes('global-styles') && id.split('?')[0]?.endsWith('.css')
        ? { code: code.replace(/@font-face\s*\{[^}]*\}/g, ''), map: null }
        : null;
    },
  };
}
