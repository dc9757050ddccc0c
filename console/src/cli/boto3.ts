import { CLI_NAMES } from '../../target/generated/cli-names';

/** The same call with boto3. */
export function boto3(operation: string, input: object): string {
  const method = (CLI_NAMES[operation] ?? operation).replaceAll('-', '_');
  const lines = Object.entries(input)
    .filter(([, value]) => value !== undefined)
    .map(([member, value]) => `    ${member}=${python(value, 1)},`);
  const call = lines.length === 0 ? `cognito.${method}()` : `cognito.${method}(\n${lines.join('\n')}\n)`;
  return `import boto3\n\ncognito = boto3.client("cognito-idp")\nanswer = ${call}\n`;
}

/** A value as Python writes it. */
export function python(value: unknown, depth: number): string {
  const indent = '    '.repeat(depth + 1);
  const end = '    '.repeat(depth);
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'number') return String(value);
  // What JSON escapes, Python understands.
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (value instanceof Uint8Array) return `bytes([${[...value].join(', ')}])`;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    if (value.every((item) => typeof item !== 'object')) return `[${value.map((item) => python(item, depth)).join(', ')}]`;
    return `[\n${value.map((item) => `${indent}${python(item, depth + 1)},`).join('\n')}\n${end}]`;
  }
  const members = Object.entries(value).filter(([, each]) => each !== undefined);
  if (members.length === 0) return '{}';
  return `{\n${members.map(([name, each]) => `${indent}${JSON.stringify(name)}: ${python(each, depth + 1)},`).join('\n')}\n${end}}`;
}
