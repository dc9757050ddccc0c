import { describe, expect, it } from 'vitest';
import { permissionLists, permissionsOf } from './permissions';

const SCHEMA = [{ Name: 'sub', Required: true }, { Name: 'name' }, { Name: 'email', Required: true }, { Name: 'email_verified' }];

describe('attribute permissions (ui 8.4)', () => {
  it('are all where nothing was set (AC-40), but for what only the server writes (AC-31)', () => {
    const all = permissionsOf(SCHEMA, {});
    expect(all.map(({ name }) => name)).toEqual(['email', 'email_verified', 'name', 'sub']);
    expect(all.every(({ isRead }) => isRead)).toBe(true);
    expect(all.filter(({ isWritten }) => isWritten).map(({ name }) => name)).toEqual(['email', 'name']);
  });

  it('leave no choice with required attributes and with those that the server sets', () => {
    const free = permissionsOf(SCHEMA, {}).filter(({ canChooseWriting }) => canChooseWriting);
    expect(free.map(({ name }) => name)).toEqual(['name']);
  });

  it('are saved as two lists; required attributes stay writable', () => {
    const chosen = permissionsOf(SCHEMA, { ReadAttributes: ['name'], WriteAttributes: ['name'] });
    expect(permissionLists(chosen)).toEqual({ ReadAttributes: ['name'], WriteAttributes: ['email', 'name'] });
  });
});
