import { describe, expect, it } from 'vitest';
import { pasteScopes, removedScopes, scopeFaults } from './scope-rows';

describe('rows of scopes (ui 8.11)', () => {
  it('are filled by several pasted lines with tabs', () => {
    expect(pasteScopes('read\tRead orders\r\nwrite\tWrite orders\n')).toEqual([
      { name: 'read', description: 'Read orders' },
      { name: 'write', description: 'Write orders' },
    ]);
    expect(pasteScopes('read\nwrite')).toEqual([
      { name: 'read', description: 'read' },
      { name: 'write', description: 'write' },
    ]);
  });

  it('leave one pasted word to the field', () => {
    expect(pasteScopes('read')).toBeUndefined();
    expect(pasteScopes('')).toBeUndefined();
  });

  it('want a name without space and slash, a description, and each name once (RS-02)', () => {
    const faults = scopeFaults([
      { name: 'a b', description: 'x' },
      { name: 'a/b', description: 'x' },
      { name: 'ok', description: '' },
      { name: 'ok', description: 'x' },
      { name: 'fine', description: 'x' },
    ]);
    expect(faults[0]?.name).toContain('without spaces');
    expect(faults[1]?.name).toContain('/');
    expect(faults[2]?.description).toContain('required');
    expect(faults[3]?.name).toContain('once');
    expect(faults[4]).toEqual({ name: undefined, description: undefined });
  });

  it('know which scopes an edit takes away (D-5)', () => {
    const server = { Scopes: [{ ScopeName: 'read', ScopeDescription: '' }, { ScopeName: 'write', ScopeDescription: '' }] };
    expect(removedScopes(server, [{ name: 'read', description: 'x' }])).toEqual(['write']);
  });
});
