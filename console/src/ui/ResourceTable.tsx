import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import type { ReactNode } from 'react';
import type { Resource } from '../api/resource';
import { currentPlace, setQuery } from '../routing/router';
import { FailureAlert } from './FailureAlert';
import { TablePreferences, usePreferences } from './preferences';
import { text } from './text';

export interface Column<T> {
  readonly id: string;
  readonly header: string;
  readonly cell: (item: T) => ReactNode;
  /** What the column is filtered and sorted by; without it, it is neither. */
  readonly value?: (item: T) => string | number | Date | undefined;
  /** Hidden until it is chosen in the preferences. */
  readonly isHidden?: boolean;
  /** Which the row is: the first column by default. */
  readonly isRowHeader?: boolean;
  readonly width?: number;
  /** What it has at least; the table scrolls rather than make it narrower. */
  readonly minWidth?: number;
}

export interface ResourceTableProps<T> {
  /** Names the kept preferences, and the query's parameters where a page has several tables. */
  readonly id: string;
  /** `App clients`; the counter is added. */
  readonly title: string;
  /** `h1` where the table is the whole page; `h2` by default. */
  readonly headingLevel?: 'h2' | 'h3';
  readonly description?: ReactNode;
  readonly resource: Resource<readonly T[]>;
  readonly columns: readonly Column<T>[];
  readonly trackBy: (item: T) => string;
  readonly selection?: 'single' | 'multi';
  /** Buttons above the table, for what is selected (empty without `selection`). */
  readonly actions?: (selected: readonly T[], clearSelection: () => void) => ReactNode;
  /** `No app clients`, one sentence, and the create button (ui 7.3). */
  readonly empty: { readonly title: string; readonly text: string; readonly action?: ReactNode };
  /** `Find app clients by name or ID` */
  readonly findText: string;
  /** Names a row for screen readers: `UnicornManager`. */
  readonly rowName?: (item: T) => string;
  /** More parameters of the query in the view's names: true where a page has several tables. */
  readonly isOneOfSeveral?: boolean;
}

/**
 * The one behaviour of tables (ui 7.3): counter, text filter, paging, preferences, empty and no-match state. Filter,
 * page and sort are in the address (ui 5.7).
 */
export function ResourceTable<T>(props: ResourceTableProps<T>) {
  const { id, title, headingLevel = 'h2', description, resource, columns, trackBy, selection, actions, empty } = props;
  const { findText, rowName = trackBy, isOneOfSeveral = false } = props;
  const prefix = isOneOfSeveral ? `${id}-` : '';
  const [preferences, setPreferences] = usePreferences(id, columns);
  const definitions = columns.map((column) => definition(column));
  const start = startOf(prefix, definitions);
  const data = resource.data ?? [];

  const collection = useCollection(data, {
    filtering: {
      defaultFilteringText: start.filter,
      filteringFunction: (item, filter) => matches(item, columns, filter),
      empty: <Empty {...empty} />,
      noMatch: (
        <Box textAlign="center" color="inherit">
          <SpaceBetween size="xs">
            <strong>{text.noMatch}</strong>
            <div>{text.noMatchHint}</div>
            <Button onClick={() => find('')}>{text.clearFilter}</Button>
          </SpaceBetween>
        </Box>
      ),
    },
    sorting: start.sorting === undefined ? {} : { defaultState: start.sorting },
    pagination: { pageSize: preferences.pageSize, defaultPage: start.page },
    selection: { trackBy },
  });
  const find = (filter: string) => {
    collection.actions.setFiltering(filter);
    setQuery({ [`${prefix}filter`]: filter, [`${prefix}page`]: undefined });
  };
  const selected = collection.collectionProps.selectedItems ?? [];
  const clear = () => collection.actions.setSelectedItems([]);
  const isFirstLoad = resource.isLoading && resource.data === undefined;

  return (
    <SpaceBetween size="s">
      <FailureAlert failure={resource.failure} onRetry={() => void resource.reload()} />
      <Table<T>
        {...collection.collectionProps}
        items={collection.items}
        columnDefinitions={definitions}
        columnDisplay={preferences.columns}
        onSortingChange={(event) => {
          collection.collectionProps.onSortingChange?.(event);
          const { sortingColumn, isDescending } = event.detail;
          const id = sortingColumn.sortingField ?? '';
          setQuery({ [`${prefix}sort`]: id === '' ? undefined : `${isDescending === true ? '-' : ''}${id}` });
        }}
        {...(selection === undefined ? {} : { selectionType: selection })}
        trackBy={trackBy}
        loading={isFirstLoad}
        loadingText={`Loading ${title.toLowerCase()}`}
        wrapLines={preferences.wrapLines}
        stripedRows={false}
        variant="container"
        renderAriaLive={({ totalItemsCount }) => `${totalItemsCount} ${title.toLowerCase()}`}
        ariaLabels={{
          tableLabel: title,
          selectionGroupLabel: `Selection of ${title.toLowerCase()}`,
          allItemsSelectionLabel: () => 'Select all',
          itemSelectionLabel: (_, item) => `Select ${rowName(item)}`,
        }}
        header={
          <Header
            variant={headingLevel}
            counter={resource.data === undefined ? '' : `(${data.length})`}
            {...(description === undefined ? {} : { description })}
            actions={
              <SpaceBetween size="xs" direction="horizontal">
                <Button
                  iconName="refresh"
                  ariaLabel={`${text.refresh} ${title.toLowerCase()}`}
                  onClick={() => void resource.reload()}
                />
                {actions?.(selected, clear)}
              </SpaceBetween>
            }
          >
            {title}
          </Header>
        }
        filter={
          <TextFilter
            {...collection.filterProps}
            filteringPlaceholder={findText}
            filteringAriaLabel={findText}
            filteringClearAriaLabel={text.clearFilter}
            countText={text.matches(collection.filteredItemsCount ?? 0)}
            onChange={({ detail }) => find(detail.filteringText)}
          />
        }
        pagination={
          <Pagination
            {...collection.paginationProps}
            ariaLabels={{
              nextPageLabel: 'Next page',
              previousPageLabel: 'Previous page',
              pageLabel: (page) => `Page ${page}`,
            }}
            onChange={(event) => {
              collection.paginationProps.onChange?.(event);
              const page = event.detail.currentPageIndex;
              setQuery({ [`${prefix}page`]: page === 1 ? undefined : String(page) });
            }}
          />
        }
        preferences={<TablePreferences columns={columns} value={preferences} onChange={setPreferences} />}
      />
    </SpaceBetween>
  );
}

function Empty(props: { readonly title: string; readonly text: string; readonly action?: ReactNode }) {
  return (
    <Box textAlign="center" color="inherit">
      <SpaceBetween size="xs">
        <strong>{props.title}</strong>
        <div>{props.text}</div>
        {props.action}
      </SpaceBetween>
    </Box>
  );
}

type Definition<T> = TableProps.ColumnDefinition<T> & { readonly id: string };

function definition<T>(column: Column<T>): Definition<T> {
  const { id, header, cell, value, width, minWidth, isRowHeader = false } = column;
  return {
    id,
    header,
    cell,
    isRowHeader,
    ...(width === undefined ? {} : { width }),
    ...(minWidth === undefined ? {} : { minWidth }),
    // The field only says which column it is: comparators are other ones at each render.
    ...(value === undefined
      ? {}
      : { sortingField: id, sortingComparator: (a: T, b: T) => compare(value(a), value(b)) }),
  };
}

type Value = string | number | Date | undefined;

function compare(a: Value, b: Value): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (typeof a === 'string' && typeof b === 'string') {
    return a.localeCompare(b, undefined, { numeric: true, sensitivity: 'base' });
  }
  return Number(a) - Number(b);
}

/** Whether a column's text holds the filter's, whatever the case. */
export function matches<T>(item: T, columns: readonly Column<T>[], filter: string): boolean {
  const wanted = filter.trim().toLowerCase();
  return columns.some(({ value }) => {
    const found = value?.(item);
    return typeof found === 'string' && found.toLowerCase().includes(wanted);
  });
}

/** What the address says of the view. */
function startOf<T>(prefix: string, definitions: readonly Definition<T>[]) {
  const { query } = currentPlace();
  const sort = query.get(`${prefix}sort`) ?? '';
  const column = definitions.find(({ id }) => id === sort.replace(/^-/, ''));
  return {
    filter: query.get(`${prefix}filter`) ?? '',
    page: Math.max(1, Number(query.get(`${prefix}page`) ?? '1') || 1),
    sorting: column === undefined ? undefined : { sortingColumn: column, isDescending: sort.startsWith('-') },
  };
}
