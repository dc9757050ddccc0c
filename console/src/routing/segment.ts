/**
 * Names as segments of paths. What a path takes for something else (`.`, `..`, a page's own word) gets a `~` before it;
 * a `/` becomes `~-`, because the server refuses one in a segment, escaped or not, and a `~` becomes two. `url` escapes
 * the rest.
 */
const TAKEN = new Set(['.', '..', 'create']);

export function toSegment(name: string): string {
  return TAKEN.has(name) ? `~${name}` : name.replaceAll('~', '~~').replaceAll('/', '~-');
}

export function fromSegment(segment: string): string {
  return segment.replace(/~(.?)/gsu, (_, sign: string) => (sign === '-' ? '/' : sign));
}
