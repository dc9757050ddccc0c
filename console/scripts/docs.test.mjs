// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { declaredPages } from '../e2e/pages.mjs';
import { pageOf, slugOf } from './docs.mjs';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));
const console = readFileSync(join(DOCS, 'console.md'), 'utf8');
const chapters = console.match(/^## .+$/gm).map((line) => line.slice(3));

describe('the documentation in the console (ui 7.10)', () => {
  it('has a chapter of the name of each page, and none more', () => {
    expect([...chapters].sort()).toEqual([...new Set(declaredPages().map(({ title }) => title))].sort());
  });

  it('leads to chapters by the names that the pages link to', () => {
    const page = pageOf(console);
    for (const chapter of chapters) expect(page).toContain(`<h2 id="${slugOf(chapter)}">`);
    expect(slugOf("Your application's resources are ready")).toBe('your-applications-resources-are-ready');
  });

  it('links documents that are there, and no file of the repository', () => {
    expect(pageOf('[a](operations.md#audit-log) [b](decisions/0031-console.md) [c](https://example.com/)')).toContain(
      '<p><a href="operations.html#audit-log">a</a> b <a href="https://example.com/">c</a></p>',
    );
  });

  it('has no dead link of its own', () => {
    for (const [, name, anchor] of console.matchAll(/\]\(([\w-]*)(?:\.md)?#([\w-]+)\)/g)) {
      const target = name === '' ? console : readFileSync(join(DOCS, `${name}.md`), 'utf8');
      expect([...target.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => slugOf(heading))).toContain(anchor);
    }
  });

  it('shows markup in a document as text', () => {
    expect(pageOf('# T\n\n<script>x</script>')).toContain('&lt;script&gt;');
  });
});

it('a page helps with 120 words at most (ui 7.10)', () => {
  const pages = fileURLToPath(new URL('../src/pages/', import.meta.url));
  const texts = readdirSync(pages, { recursive: true }).filter((name) => name.endsWith('text.ts'));
  const helps = texts.flatMap((name) => [...readFileSync(join(pages, name), 'utf8').matchAll(/^\s+\w*[hH]elp:\s*'((?:[^'\\]|\\.)*)'/gm)].map(([, help]) => help));
  expect(helps.length).toBeGreaterThan(25);
  for (const help of helps) expect(help.split(/\s+/).length, help).toBeLessThanOrEqual(120);
});
