import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiFailure } from '../api/failure';
import type { Resource } from '../api/resource';
import { navigate } from '../routing/router';
import { matches, ResourceTable, type Column } from './ResourceTable';

interface Item {
  readonly id: string;
  readonly name: string;
}

const columns: readonly Column<Item>[] = [
  { id: 'name', header: 'Name', cell: ({ name }) => name, value: ({ name }) => name },
  { id: 'id', header: 'ID', cell: ({ id }) => id, value: ({ id }) => id },
];
const items = Array.from({ length: 100 }, (_, i): Item => ({ id: `id-${i}`, name: `client ${i}` }));

function show(resource: Partial<Resource<readonly Item[]>>) {
  render(
    <ResourceTable
      id="items"
      title="App clients"
      resource={{ data: items, failure: undefined, isLoading: false, reload: () => Promise.resolve(), ...resource }}
      columns={columns}
      trackBy={({ id }) => id}
      empty={{ title: 'No app clients', text: 'An app client gets tokens.', action: <a href="/console/">Create</a> }}
      findText="Find app clients"
    />,
  );
}

const rows = () => within(screen.getByRole('table')).getAllByRole('row').length - 1;

beforeEach(() => navigate('/console/user-pools', 'replace'));
afterEach(() => {
  cleanup();
  window.localStorage.clear();
});

describe('tables (ui 7.3)', () => {
  it('A-10: a hundred are paged, and the filter finds one by its id', () => {
    show({});
    expect(screen.getByText('(100)')).toBeTruthy();
    expect(rows()).toBe(20);
    fireEvent.change(screen.getByPlaceholderText('Find app clients'), { target: { value: 'ID-77' } });
    expect(screen.getByText('client 77')).toBeTruthy();
    expect(rows()).toBe(1);
    expect(window.location.search).toBe('?filter=ID-77');
  });

  it('the address keeps filter, page and sort (ui 5.7)', () => {
    navigate('/console/user-pools?filter=client&page=2&sort=-name', 'replace');
    show({});
    expect(screen.getByPlaceholderText<HTMLInputElement>('Find app clients').value).toBe('client');
    expect(screen.getByText('client 79')).toBeTruthy();
    expect(screen.queryByText('client 99')).toBeNull();
  });

  it('nothing that matches is another state than nothing', () => {
    navigate('/console/user-pools?filter=xyzzy', 'replace');
    show({});
    expect(screen.getByText('No matches')).toBeTruthy();
    fireEvent.click(within(screen.getByRole('table')).getByText('Clear filter'));
    expect(rows()).toBe(20);
    cleanup();
    show({ data: [] });
    expect(screen.getByText('No app clients')).toBeTruthy();
    expect(screen.getByText('Create')).toBeTruthy();
  });

  it('an error is above what was read before, and can be tried again (G-5)', () => {
    const reload = vi.fn(() => Promise.resolve());
    show({ failure: new ApiFailure('InternalErrorException', 'no', 500, 'r-1', 'Op', 1), reload });
    expect(screen.getByText('r-1')).toBeTruthy();
    expect(rows()).toBe(20);
    fireEvent.click(screen.getByText('Retry'));
    expect(reload).toHaveBeenCalled();
  });

  it('the first press of "Preferences" opens them, and what is chosen there counts', async () => {
    show({});
    fireEvent.click(screen.getByRole('button', { name: 'Preferences' }));
    const dialog = within(await screen.findByRole('dialog', {}, { timeout: 50_000 }));
    fireEvent.click(dialog.getByRole('radio', { name: '50' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Confirm' }));
    expect(rows()).toBe(50);
    expect(screen.getAllByRole('button', { name: 'Preferences' })).toHaveLength(1);
  });

  it('the filter looks at texts alone, whatever the case', () => {
    const dated: Column<Item>[] = [{ id: 'd', header: 'D', cell: () => '', value: () => 5 }];
    expect(matches({ id: 'a', name: 'Ada' }, columns, 'ADA')).toBe(true);
    expect(matches({ id: 'a', name: 'Ada' }, dated, '5')).toBe(false);
  });
});
