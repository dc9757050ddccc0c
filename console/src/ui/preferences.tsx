import Button from '@cloudscape-design/components/button';
import { lazy, Suspense, useState } from 'react';
import type { Column } from './ResourceTable';
import { text } from './text';

/** What a browser's user chose for a table; kept in the browser, because it says nothing of what the table shows. */
export interface Preferences {
  readonly pageSize: number;
  readonly wrapLines: boolean;
  readonly columns: readonly { readonly id: string; readonly visible: boolean }[];
}

export const PAGE_SIZES = [10, 20, 50, 100];
const nameOf = (table: string) => `gatehouse-console-table-${table}`;

export function usePreferences<T>(
  table: string,
  columns: readonly Column<T>[],
): [Preferences, (next: Preferences) => void] {
  const [preferences, set] = useState(() => stored(table, columns));
  return [
    preferences,
    (next) => {
      set(next);
      try {
        window.localStorage.setItem(nameOf(table), JSON.stringify(next));
      } catch {
        // A browser that stores nothing: until the page is closed.
      }
    },
  ];
}

/** What was kept, less columns that are gone, and the new ones as they are by default. */
function stored<T>(table: string, columns: readonly Column<T>[]): Preferences {
  const defaults = columns.map(({ id, isHidden = false }) => ({ id, visible: !isHidden }));
  try {
    const kept = JSON.parse(window.localStorage.getItem(nameOf(table)) ?? '{}') as Partial<Preferences>;
    const known = (kept.columns ?? []).filter(({ id }) => defaults.some((column) => column.id === id));
    const added = defaults.filter(({ id }) => known.every((column) => column.id !== id));
    const { pageSize = 20, wrapLines = true } = kept;
    return { pageSize: PAGE_SIZES.includes(pageSize) ? pageSize : 20, wrapLines, columns: [...known, ...added] };
  } catch {
    return { pageSize: 20, wrapLines: true, columns: defaults };
  }
}

export interface TablePreferencesProps<T> {
  readonly columns: readonly Column<T>[];
  readonly value: Preferences;
  readonly onChange: (next: Preferences) => void;
}

/** The dialog, and dragging of columns with it, is a tenth of the first view's scripts: whoever opens it loads it (ui 4.8). */
const OpenPreferences = lazy(() => import('./OpenPreferences'));

export function TablePreferences<T>(props: TablePreferencesProps<T>) {
  const [isWanted, setWanted] = useState(false);
  const button = (
    <Button variant="icon" iconName="settings" ariaLabel={text.preferences} onClick={() => setWanted(true)} />
  );
  return isWanted ? (
    <Suspense fallback={button}>
      <OpenPreferences {...(props as unknown as TablePreferencesProps<unknown>)} />
    </Suspense>
  ) : (
    button
  );
}
