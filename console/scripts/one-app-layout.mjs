// A plugin of Vite: Cloudscape's AppLayout brings three layouts and chooses while the page runs. Only one of them can be
// chosen here: the "classic" one is for a theme that the open-source package does not have, the "toolbar" one for AWS's own
// consoles, which set a flag. Both weigh about 40 kB by gzip, drag and drop with them (ui 4.8).
const CHOICE = /\/@cloudscape-design\/components\/app-layout\/internal\.js$/;
const UNUSED = [
  "import ClassicAppLayout from './classic';",
  "import ToolbarAppLayout from './visual-refresh-toolbar';",
];
const KEPT = "import RefreshedAppLayout from './visual-refresh';";

export function oneAppLayout() {
  let isDone = false;
  return {
    name: 'one-app-layout',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!CHOICE.test(id.replaceAll('\\', '/').split('?')[0])) return null;
      isDone = true;
      return { code: onlyRefreshed(code), map: null };
    },
    buildEnd(error) {
      if (error === undefined && !isDone) throw new Error('AppLayout no longer chooses its layout in app-layout/internal.js');
    },
  };
}

/** Throws where a newer Cloudscape chooses in another way: better no build than another layout. */
export function onlyRefreshed(code) {
  for (const line of [...UNUSED, KEPT]) {
    if (!code.includes(line)) throw new Error(`AppLayout does not contain ${line}`);
  }
  return `${KEPT}\nexport { RefreshedAppLayout as AppLayoutInternal };\n`;
}
