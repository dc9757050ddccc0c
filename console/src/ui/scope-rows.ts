import type { ResourceServerType } from '@aws-sdk/client-cognito-identity-provider';
import { rule } from '../api/rules';
import { text } from './text';

/** A scope as it is edited. */
export interface ScopeRow {
  readonly name: string;
  readonly description: string;
}

/** Scopes of one resource server (RS-03). */
export const SCOPES_MAX = 100;

/** What is wrong with each row (RS-02). */
export function scopeFaults(
  scopes: readonly ScopeRow[],
): { name: string | undefined; description: string | undefined }[] {
  const ofName = rule('ResourceServerScopeNameType', text.scopeName);
  const ofDescription = rule('ResourceServerScopeDescriptionType', text.scopeDescription);
  return scopes.map(({ name, description }, at) => ({
    name: ofName(name) ?? (scopes.findIndex((other) => other.name === name) === at ? undefined : text.scopeTwice),
    description: ofDescription(description),
  }));
}

/** Rows of pasted lines `name<tab>description`; undefined where one line without a tab was pasted. */
export function pasteScopes(pasted: string): ScopeRow[] | undefined {
  const lines = pasted.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0 || (lines.length === 1 && !pasted.includes('\t'))) return undefined;
  return lines.map((line) => {
    const [name = '', ...rest] = line.split('\t');
    const description = rest.join(' ').trim();
    return { name: name.trim(), description: description === '' ? name.trim() : description };
  });
}

/** Names of the scopes that an edit takes away. */
export function removedScopes(edited: ResourceServerType, scopes: readonly ScopeRow[]): string[] {
  const left = new Set(scopes.map(({ name }) => name));
  return (edited.Scopes ?? []).map(({ ScopeName = '' }) => ScopeName).filter((name) => !left.has(name));
}
