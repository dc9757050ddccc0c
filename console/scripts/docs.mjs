// A plugin of Vite: the documentation as pages of the console's folder, so that help is of the version that runs and needs no
// network (ui 7.10). Styles are a file: the policy of these pages allows none in them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Marked } from 'marked';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));

/** What users and operators read; records and the acceptance table are for who changes the program. */
const NAMES = ['console', 'operations', 'settings', 'moving-from', 'compatibility'];

export function docs() {
  return {
    name: 'docs',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'docs/docs.css', source: readFileSync(new URL('docs.css', import.meta.url)) });
      for (const name of NAMES) {
        const source = pageOf(readFileSync(join(DOCS, `${name}.md`), 'utf8'));
        this.emitFile({ type: 'asset', fileName: `docs/${name}.html`, source });
      }
    },
  };
}

/** A document as a page. */
export function pageOf(markdown) {
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        return `<h${depth} id="${slugOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ tokens, href }) {
        const text = this.parser.parseInline(tokens);
        const address = addressOf(href);
        return address === undefined ? text : `<a href="${escape(address)}">${text}</a>`;
      },
      // A table may be wider than a phone.
      table(token) {
        const row = (cells, tag) => `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`;
        const body = token.rows.map((cells) => row(cells, 'td')).join('\n');
        return `<div class="table"><table><thead>${row(token.header, 'th')}</thead><tbody>${body}</tbody></table></div>\n`;
      },
      html: ({ text }) => escape(text),
      image: ({ text }) => escape(text),
    },
  });
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? 'Gatehouse';
  const links = NAMES.map((name) => `<a href="${name}.html">${name}</a>`).join(' ');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escape(title)} - Gatehouse</title>
<link rel="icon" href="../icon.svg">
<link rel="stylesheet" href="docs.css">
<nav aria-label="Documentation">${links}</nav>
<main>
${marked.parse(markdown)}</main>
</html>
`;
}

/** As GitHub makes them, so that links hold there, too. */
export function slugOf(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

/** Documents become pages, the rest of the repository is not here; other hosts stay what they are. */
function addressOf(href) {
  if (/^(https?:|#)/.test(href)) return href;
  const [, name, anchor = ''] = /^([\w-]+)\.md(#.*)?$/.exec(href) ?? [];
  return NAMES.includes(name) ? `${name}.html${anchor}` : undefined;
}

function escape(text) {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
}
