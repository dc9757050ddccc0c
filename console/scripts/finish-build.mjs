// After Vite: each file compressed, so that the server only has to choose (ui 4.7), and no longer there as it is, because
// hardly anybody asks for that; and the list of files, which is all that the server shows. The same input gives the same bytes: neither format carries a time or a name here, and modes
// do not depend on who builds.
import { createHash } from 'node:crypto';
import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const target = process.argv[2] ?? 'target/classes/META-INF/gatehouse/console';
/** A smaller file fits into a packet or two as it is. */
const SMALL = 1024;
/** What is hardly ever asked for comes as every browser takes it, on plain HTTP, too; the jar has a budget (ui 4.8). */
const RARE = 'docs/';
const HASH_DIGITS = 16;

const lines = [];
for (const found of (await readdir(target, { recursive: true })).sort()) {
  const name = found.replaceAll('\\', '/');
  const path = join(target, name);
  if ((await stat(path)).isDirectory()) {
    await chmod(path, 0o755);
    continue;
  }
  const content = await readFile(path);
  const encodings = content.length < SMALL ? [] : name.startsWith(RARE) ? ['gzip'] : ['br', 'gzip'];
  if (encodings.length > 0) {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    if (encodings.includes('br')) await write(`${path}.br`, brotliCompressSync(content, { params }));
    await write(`${path}.gz`, gzipSync(content, { level: 9 }));
    await rm(path);
  } else {
    await chmod(path, 0o644);
  }
  const hash = createHash('sha256').update(content).digest('hex').slice(0, HASH_DIGITS);
  lines.push([name, hash, ...encodings].join('\t'));
}
await write(join(target, 'files.tsv'), lines.map((line) => `${line}\n`).join(''));

async function write(path, content) {
  await writeFile(path, content);
  await chmod(path, 0o644);
}
