import { text } from './text';

export interface Tag {
  readonly key: string;
  readonly value: string;
}

type Check = (value: string) => string | undefined;

export function tagsOf(tags: Readonly<Record<string, string>> | undefined): Tag[] {
  return Object.entries(tags ?? {}).map(([key, value]) => ({ key, value }));
}

export function toTags(tags: readonly Tag[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ key, value }) => [key, value]));
}

/** What is wrong with each tag. */
export function tagFaults(
  tags: readonly Tag[],
  ofKey: Check,
  ofValue: Check,
): { key: string | undefined; value: string | undefined }[] {
  return tags.map(({ key, value }, at) => ({
    key: ofKey(key) ?? (tags.findIndex((other) => other.key === key) === at ? undefined : text.tagTwice),
    value: ofValue(value),
  }));
}
