import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { onlyRefreshed } from './one-app-layout.mjs';

const components = join(import.meta.dirname, '../node_modules/@cloudscape-design/components');
const source = (name) => readFileSync(join(components, name), 'utf8');

it('the layout that is kept is the one that the package chooses', () => {
  expect(source('internal/environment.js')).toContain('ALWAYS_VISUAL_REFRESH = true');
  expect(onlyRefreshed(source('app-layout/internal.js'))).toBe(
    "import RefreshedAppLayout from './visual-refresh';\nexport { RefreshedAppLayout as AppLayoutInternal };\n",
  );
});

it('a package that chooses in another way is refused', () =>
  expect(() => onlyRefreshed('export const AppLayoutInternal = 1;')).toThrow('AppLayout does not contain'));
