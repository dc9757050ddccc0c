import type { UserType } from '@aws-sdk/client-cognito-identity-provider';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import type { ApiFailure } from '../../api/failure';
import { useUserPool } from '../../api/pools';
import { useResource } from '../../api/resource';
import { useUserSearch, type UserSearch } from '../../api/user-search';
import { findUsers, type FoundUsers } from '../../api/users';
import { setQuery, url, useQueryParam } from '../../routing/router';
import { FailureAlert } from '../../ui/FailureAlert';
import { Page } from '../../ui/Page';
import { TablePreferences, usePreferences } from '../../ui/preferences';
import { WriteButton } from '../../ui/WriteButton';
import type { PageProps } from '../page';
import { UserActions } from './UserActions';
import { ANY, UserFilterForm, useUserFilter, type Filter } from './UserFilterForm';
import { columnsOf } from './columns';
import { text } from './text';

/** Batches of ListUsers that are read at first; more when somebody asks for more. */
const BATCHES_FIRST = 2;
const BATCHES_MORE = 5;

/** All users of a pool, or those that a filter finds (ui 8.5). */
export default function Users({ params: { pool } }: PageProps<'/user-pools/:pool/users'>) {
  const [filter, problem] = useUserFilter();
  const listed = useListed(pool, filter, problem === undefined);
  const searched = useSearched(pool, filter, problem === undefined);
  const { found, isLoading, failure, reload, more, first: showFirst } = filter?.attribute === ANY ? searched : listed;
  const columns = columnsOf(pool);
  const [preferences, setPreferences] = usePreferences('users', columns);
  const [selected, setSelected] = useState<readonly UserType[]>([]);
  const [page, setPage] = useQueryParam('page', '1');

  const users = found?.users ?? [];
  const pages = Math.max(1, Math.ceil(users.length / preferences.pageSize));
  const current = Math.min(Math.max(1, Number(page) || 1), pages);
  const first = (current - 1) * preferences.pageSize;
  const create = (
    <WriteButton action="cognito-idp:AdminCreateUser" kind="users" variant="primary" href={url('/user-pools/:pool/users/create', { pool })}>
      {text.create}
    </WriteButton>
  );
  return (
    <Page title={text.title} pool={pool} content="table" help={text.help}>
      <FailureAlert failure={failure} onRetry={reload} />
      {filter?.attribute === ANY ? <Searching pool={pool} search={searched.search} /> : null}
      <Table<UserType>
        items={users.slice(first, first + preferences.pageSize)}
        columnDefinitions={columns}
        columnDisplay={preferences.columns}
        trackBy="Username"
        selectionType="multi"
        selectedItems={[...selected]}
        onSelectionChange={({ detail }) => setSelected(kept(selected, users, first, preferences.pageSize, detail.selectedItems))}
        loading={found === undefined && isLoading}
        loadingText={text.notLoaded}
        wrapLines={preferences.wrapLines}
        variant="container"
        renderAriaLive={() => `${users.length} users`}
        ariaLabels={{
          tableLabel: text.title,
          selectionGroupLabel: text.selection,
          allItemsSelectionLabel: () => text.selectAll,
          itemSelectionLabel: (_, { Username = '' }) => text.select(Username),
        }}
        header={
          <Header
            variant="h2"
            counter={counter(found, selected.length)}
            {...(found?.hasMore === true && !isLoading ? { description: text.more(users.length) } : {})}
            actions={
              <SpaceBetween size="xs" direction="horizontal">
                <Button iconName="refresh" ariaLabel={text.refresh} onClick={reload} />
                {found?.hasMore === true ? (
                  <Button loading={isLoading} onClick={more}>
                    {text.loadMore}
                  </Button>
                ) : null}
                <UserActions pool={pool} users={selected} onDone={() => setSelected([])} onChanged={searched.reload} />
                {create}
              </SpaceBetween>
            }
          >
            {filter === undefined ? text.all : text.title}
          </Header>
        }
        filter={
          <UserFilterForm
            problem={problem}
            onFind={() => {
              showFirst();
              setSelected([]);
            }}
          />
        }
        pagination={
          <Pagination
            currentPageIndex={current}
            pagesCount={pages}
            openEnd={found?.hasMore === true}
            ariaLabels={{
              nextPageLabel: 'Next page',
              previousPageLabel: 'Previous page',
              pageLabel: (number) => `Page ${number}`,
            }}
            onChange={({ detail }) => {
              if (detail.currentPageIndex > pages) more();
              setPage(String(detail.currentPageIndex));
            }}
          />
        }
        preferences={<TablePreferences columns={columns} value={preferences} onChange={setPreferences} />}
        empty={<Empty isFiltered={filter !== undefined} create={create} />}
      />
    </Page>
  );
}

interface Shown {
  readonly found: FoundUsers | undefined;
  readonly isLoading: boolean;
  readonly failure: ApiFailure | undefined;
  readonly reload: () => void;
  readonly more: () => void;
  /** Back to the few that are read at first. */
  readonly first: () => void;
}

/** By ListUsers. What was found last stays while more of the same is read. */
function useListed(pool: string, filter: Filter | undefined, isValid: boolean): Shown {
  const [batches, setBatches] = useState(BATCHES_FIRST);
  const [last, setLast] = useState<{ readonly of: string; readonly found: FoundUsers }>();
  const wanted = filter?.attribute === ANY ? undefined : filter;
  const of = JSON.stringify([pool, wanted ?? null]);
  const resource = useResource(['users', pool, of, batches], () => findUsers(pool, wanted, batches), {
    poll: batches === BATCHES_FIRST,
    enabled: isValid && filter?.attribute !== ANY,
  });
  if (resource.data !== undefined && resource.data !== last?.found) setLast({ of, found: resource.data });
  return {
    found: resource.data ?? (last?.of === of ? last.found : undefined),
    isLoading: resource.isLoading,
    failure: resource.failure,
    reload: () => void resource.reload(),
    more: () => setBatches(batches + BATCHES_MORE),
    first: () => setBatches(BATCHES_FIRST),
  };
}

/** By SearchUsers (U-4). */
function useSearched(pool: string, filter: Filter | undefined, isValid: boolean): Shown & { readonly search: UserSearch } {
  const search = useUserSearch(pool, isValid && filter?.attribute === ANY ? filter.value : undefined);
  const { progress, failure, isRunning, goOn, restart } = search;
  return {
    // Nothing found yet is not "no matches".
    found:
      progress === undefined || (isRunning && progress.users.length === 0)
        ? undefined
        : { users: progress.users, hasMore: progress.token !== undefined },
    isLoading: isRunning,
    failure,
    reload: restart,
    more: goOn,
    first: () => undefined,
    search,
  };
}

/** How far a search is that takes more than a call, with the way to end it. */
function Searching(props: { readonly pool: string; readonly search: UserSearch }) {
  const { progress, isRunning, cancel } = props.search;
  const { data: pool } = useUserPool(props.pool);
  if (progress?.token === undefined) return null;
  const all = pool?.EstimatedNumberOfUsers ?? 0;
  const words = text.searched(progress.examined, all);
  if (!isRunning) return <Box color="text-body-secondary">{words}</Box>;
  return (
    <SpaceBetween size="xs">
      <ProgressBar
        label={text.searching}
        value={Math.min(100, Math.round((100 * progress.examined) / Math.max(all, progress.examined)))}
        additionalInfo={words}
      />
      <Button onClick={cancel}>{text.cancelSearch}</Button>
    </SpaceBetween>
  );
}

/** The selection over all pages, after it changed on the shown one. */
function kept(
  selected: readonly UserType[],
  users: readonly UserType[],
  first: number,
  size: number,
  onPage: readonly UserType[],
): readonly UserType[] {
  const shown = new Set(users.slice(first, first + size).map(({ Username }) => Username));
  return [...selected.filter(({ Username }) => !shown.has(Username)), ...onPage.filter(({ Username }) => shown.has(Username))];
}

function counter(found: FoundUsers | undefined, selected: number): string {
  if (found === undefined) return '';
  const all = `${found.users.length}${found.hasMore ? '+' : ''}`;
  return selected === 0 ? `(${all})` : `(${selected}/${all})`;
}

function Empty(props: { readonly isFiltered: boolean; readonly create: React.ReactNode }) {
  const { isFiltered, create } = props;
  return (
    <Box textAlign="center" color="inherit">
      <SpaceBetween size="xs">
        <strong>{isFiltered ? text.noMatch : text.none}</strong>
        <div>{isFiltered ? text.noMatchHint : text.noneHint}</div>
        {isFiltered ? (
          <Button onClick={() => setQuery({ by: undefined, how: undefined, find: undefined, page: undefined })}>
            {text.clear}
          </Button>
        ) : (
          create
        )}
      </SpaceBetween>
    </Box>
  );
}
