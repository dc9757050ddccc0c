// Writes target/generated/theme.css: colours of our own for the top bar and primary buttons, so that nobody takes a Gatehouse
// for AWS (ui 4.5). At build time, because what Cloudscape's applyTheme does in the page is an inline style (UI-03).
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'vite';
import { fileURLToPath } from 'node:url';

const both = (colour) => ({ light: colour, dark: colour });
const theme = {
  tokens: {
    colorBackgroundButtonPrimaryDefault: { light: '#5b2ea6', dark: '#b79af0' },
    colorBackgroundButtonPrimaryHover: { light: '#46218a', dark: '#d0bdf6' },
    colorBackgroundButtonPrimaryActive: { light: '#46218a', dark: '#b79af0' },
    colorBorderButtonPrimaryDefault: both('transparent'),
    colorTextButtonPrimaryDefault: { light: '#ffffff', dark: '#161022' },
    colorTextButtonPrimaryHover: { light: '#ffffff', dark: '#161022' },
    colorTextButtonPrimaryActive: { light: '#ffffff', dark: '#161022' },
  },
  contexts: {
    'top-navigation': { tokens: { colorBackgroundContainerContent: both('#221a3a') } },
  },
};

// Cloudscape's modules are for bundlers: Node itself does not find what they import.
const vite = await createServer({
  configFile: false,
  root: fileURLToPath(new URL('..', import.meta.url)),
  server: { middlewareMode: true, hmr: false, watch: null, ws: false },
  optimizeDeps: { noDiscovery: true, include: [] },
  ssr: { noExternal: true },
  appType: 'custom',
  logLevel: 'error',
});
try {
  const { generateThemeStylesheet } = await vite.ssrLoadModule('@cloudscape-design/components/theming');
  const target = new URL('../target/generated/', import.meta.url);
  await mkdir(target, { recursive: true });
  await writeFile(new URL('theme.css', target), generateThemeStylesheet({ theme }));
} finally {
  await vite.close();
}
