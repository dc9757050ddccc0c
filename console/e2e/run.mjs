// Runs suites: each with a browser window of its own, all with one server and one browser.
import { launch } from './browser.mjs';
import { Report } from './report.mjs';
import { startServer } from './server.mjs';

const report = new Report();
const server = await startServer(process.env.ROOT, process.env.WORK);
const browser = await launch();
try {
  for (const name of process.argv.slice(2)) {
    const { default: suite } = await import(`./suites/${name}.mjs`);
    report.begin(name);
    try {
      await suite({ browser, server, report });
    } catch (error) {
      report.failed('it ran to its end', error?.stack ?? String(error));
    }
    report.end();
  }
} finally {
  await browser.close();
  await server.stop();
}
process.exitCode = report.finish() ? 0 : 1;
