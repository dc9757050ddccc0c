// Chromium, as the suites and the scripts of bench/ open it.
import { chromium } from 'playwright-core';

export function launch() {
  return chromium.launch({
    // The first start reads hundreds of megabytes.
    timeout: 180_000,
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // As root, as in containers of continuous integration, Chromium has no sandbox of its own.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-dev-shm-usage'],
  });
}
