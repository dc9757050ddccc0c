import type { UserPoolDescriptionType } from '@aws-sdk/client-cognito-identity-provider';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { lazy, Suspense, useState } from 'react';
import { listAppClients, useUserPool, useUserPools } from '../../api/pools';
import { reload, useResource } from '../../api/resource';
import { href, url } from '../../routing/router';
import { CopyText } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import { Page } from '../../ui/Page';
import { notices } from '../../ui/notices';
import { ResourceTable } from '../../ui/ResourceTable';
import { WriteButton } from '../../ui/WriteButton';
import { text } from './text';

/** Loaded when somebody deletes: the list is the first view (ui 4.8). */
const DeletePoolDialog = lazy(async () => ({ default: (await import('../../ui/DeletePoolDialog')).DeletePoolDialog }));

/** All user pools of the region (ui 8.2). */
export default function UserPools() {
  const pools = useUserPools();
  const [deleting, setDeleting] = useState<UserPoolDescriptionType>();
  return (
    <Page title={text.title} content="table" help={text.help}>
      <ResourceTable
        id="user-pools"
        title={text.title}
        resource={pools}
        trackBy={({ Id = '' }) => Id}
        rowName={({ Name = '' }) => Name}
        selection="single"
        columns={[
          {
            id: 'name',
            header: text.name,
            isRowHeader: true,
            value: ({ Name }) => Name,
            cell: ({ Id = '', Name }) => (
              <Link href={url('/user-pools/:pool/overview', { pool: Id })}>{Name}</Link>
            ),
          },
          {
            id: 'id',
            header: text.id,
            width: 240,
            value: ({ Id }) => Id,
            cell: ({ Id = '' }) => <CopyText value={Id} what={text.id} />,
          },
          { id: 'clients', header: text.clients, cell: ({ Id = '' }) => <Clients pool={Id} /> },
          { id: 'users', header: text.users, cell: ({ Id = '' }) => <Users pool={Id} /> },
          { id: 'plan', header: text.plan, cell: ({ Id = '' }) => <Plan pool={Id} /> },
          {
            id: 'created',
            header: text.created,
            value: ({ CreationDate }) => CreationDate,
            cell: ({ CreationDate }) => <DateText value={CreationDate} />,
          },
          {
            id: 'modified',
            header: text.modified,
            isHidden: true,
            value: ({ LastModifiedDate }) => LastModifiedDate,
            cell: ({ LastModifiedDate }) => <DateText value={LastModifiedDate} />,
          },
        ]}
        actions={([pool]) => (
          <SpaceBetween size="xs" direction="horizontal">
            <WriteButton
              action="cognito-idp:DeleteUserPool"
              kind="pools"
              disabled={pool === undefined}
              onClick={() => setDeleting(pool)}
            >
              {text.delete}
            </WriteButton>
            <CreateButton isPrimary />
          </SpaceBetween>
        )}
        empty={{ title: text.none, text: text.noneHint, action: <CreateButton /> }}
        findText={text.find}
      />
      {deleting === undefined ? null : (
        <Suspense fallback={null}>
          <DeletePoolDialog
            poolId={deleting.Id ?? ''}
            name={deleting.Name ?? ''}
            onDone={() => {
              setDeleting(undefined);
              notices.success(text.deleted(deleting.Name ?? ''));
              void reload('user-pools');
            }}
            onCancel={() => setDeleting(undefined)}
          />
        </Suspense>
      )}
    </Page>
  );
}

function CreateButton(props: { readonly isPrimary?: boolean }) {
  return (
    <WriteButton
      action="cognito-idp:CreateUserPool"
      kind="pools"
      variant={props.isPrimary === true ? 'primary' : 'normal'}
      href={href('/user-pools/create')}
    >
      {text.create}
    </WriteButton>
  );
}

// What the list does not say, for the rows that are shown.

function Clients(props: { readonly pool: string }) {
  const { data } = useResource(['app-clients', props.pool], () => listAppClients(props.pool));
  return data?.length ?? '';
}

function Users(props: { readonly pool: string }) {
  const { data } = useUserPool(props.pool);
  return data?.EstimatedNumberOfUsers ?? '';
}

function Plan(props: { readonly pool: string }) {
  const { data } = useUserPool(props.pool);
  return text.plans[data?.UserPoolTier ?? ''] ?? data?.UserPoolTier ?? '';
}
