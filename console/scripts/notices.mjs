// A plugin of Vite: lists the packages whose code is in the bundle, with their licences, in notices.json for the page About;
// in target/, for packages of Gatehouse, in THIRD-PARTY.txt and in gatehouse-console.cdx.json, a bill of materials.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LICENCE_FILE = /^(licen[cs]e|copying)(\.(md|txt))?$/i;
const CONSOLE = fileURLToPath(new URL('../', import.meta.url));
const TARGET = join(CONSOLE, 'target');
/** Licences of packages that name one and bring no text of it. */
const TEXTS = join(CONSOLE, '../packaging/licences');

export function notices() {
  const folders = new Set();
  return {
    name: 'notices',
    apply: 'build',
    // Style sheets, too, which no chunk lists.
    transform(_code, id) {
      const folder = packageFolder(id);
      if (folder !== undefined) folders.add(folder);
      return null;
    },
    generateBundle() {
      const all = [...folders].map(described).sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
      const shown = all.map(({ name, version, licence, text }) => ({ name, version, licence, text }));
      this.emitFile({ type: 'asset', fileName: 'notices.json', source: JSON.stringify(shown) });
      mkdirSync(TARGET, { recursive: true });
      writeFileSync(join(TARGET, 'THIRD-PARTY.txt'), all.map(asText).join(`\n${'-'.repeat(80)}\n\n`));
      writeFileSync(join(TARGET, 'gatehouse-console.cdx.json'), `${JSON.stringify(bill(all), null, 2)}\n`);
    },
  };
}

/** The innermost package that a module belongs to. */
export function packageFolder(id) {
  const path = id.replaceAll('\\', '/').split('?')[0].replace(/^\0/, '');
  return /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}

function described(folder) {
  const { name, version, license: licence } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { name, version, licence, text: licenceText(folder, name, licence), integrity: integrity(folder, name) };
}

function licenceText(folder, name, licence) {
  const file = readdirSync(folder).find((each) => LICENCE_FILE.test(each));
  const own = file === undefined ? join(TEXTS, `${licence}.txt`) : join(folder, file);
  if (!existsSync(own)) throw new Error(`${name} brings no text of its licence ${licence}: put one into ${TEXTS}`);
  return readFileSync(own, 'utf8').trim();
}

/** The checksum that the lock file holds npm to. */
function integrity(folder, name) {
  const { packages } = JSON.parse(readFileSync(join(CONSOLE, 'package-lock.json'), 'utf8'));
  const found = packages[folder.slice(folder.indexOf('node_modules/'))]?.integrity;
  if (found === undefined) throw new Error(`the lock file has no checksum of ${name}`);
  return found;
}

function bill(all) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    components: all.map(({ name, version, licence, integrity: sri }) => ({
      type: 'library',
      name,
      version,
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      hashes: [{ alg: 'SHA-512', content: Buffer.from(sri.replace('sha512-', ''), 'base64').toString('hex') }],
      licenses: [licence.includes(' ') ? { expression: licence } : { license: { id: licence } }],
    })),
  };
}

function asText({ name, version, licence, text }) {
  return `${name} ${version}: ${licence}\n\n${text}\n`;
}

function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}
