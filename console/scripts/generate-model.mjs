// Writes model.ts, members.ts and cli-names.ts into target/generated; run before every build and check. A file for each
// purpose, because a bundler divides by files: a form needs rules, and few pages the names of the AWS CLI.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { options, rules, RULES, xform } from './model.mjs';

const tables = new URL('../../server/src/main/resources/dev/gatehouse/aws/', import.meta.url);
const target = new URL('../target/generated/', import.meta.url);
const read = async (name) => JSON.parse(await readFile(new URL(name, tables), 'utf8'));

const cognito = await read('constraints-cognito-idp.json');
const members = options(cognito);
const names = new Set(Object.keys(members).concat(...Object.values(members).map((each) => Object.keys(each))));
const words = Object.fromEntries([...names].sort().map((name) => [name, xform(name)]));

const files = {
  'model.ts': `export interface TextRule { readonly min?: number; readonly max?: number; readonly pattern?: string }
export const RULES = ${JSON.stringify(rules(cognito, RULES))} as const satisfies Record<string, TextRule>;
export type RuleName = keyof typeof RULES;
`,
  'members.ts': `/** Kinds of an operation's members: l list of scalars, b boolean, s scalar, j JSON. */
export const MEMBERS: Readonly<Record<string, Readonly<Record<string, string>>>> = ${JSON.stringify(members)};
`,
  'cli-names.ts': `/** Names of operations and members as the AWS CLI writes them. */
export const CLI_NAMES: Readonly<Record<string, string>> = ${JSON.stringify(words)};
`,
};
await mkdir(target, { recursive: true });
for (const [name, text] of Object.entries(files)) {
  const head = "// Made by scripts/generate-model.mjs from the server's table of constraints; do not edit.\n";
  await writeFile(new URL(name, target), head + text);
}
