import type { UserPoolClientDescription } from '@aws-sdk/client-cognito-identity-provider';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { customScopes, deleteAppClient, isConfidential, useAppClient } from '../../api/app-clients';
import { grantLabel } from '../../api/grants';
import { useAppClients } from '../../api/pools';
import { reload } from '../../api/resource';
import { useClientUsage } from '../../api/usage';
import { url } from '../../routing/router';
import { CopyText } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import { DeleteDialog } from '../../ui/DeleteDialog';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { ResourceTable } from '../../ui/ResourceTable';
import { WriteButton } from '../../ui/WriteButton';
import type { PageProps } from '../page';
import { text } from './text';

/** A pool's app clients (ui 8.4). */
export default function AppClients({ params: { pool } }: PageProps<'/user-pools/:pool/app-clients'>) {
  const clients = useAppClients(pool);
  const usage = useClientUsage(pool);
  const [deleting, setDeleting] = useState<UserPoolClientDescription>();
  const create = (variant: 'normal' | 'primary') => (
    <WriteButton
      action="cognito-idp:CreateUserPoolClient"
      kind="pools"
      variant={variant}
      href={url('/user-pools/:pool/app-clients/create', { pool })}
    >
      {text.create}
    </WriteButton>
  );
  return (
    <Page title={text.title} pool={pool} content="table" help={text.help}>
      <ResourceTable
        id="app-clients"
        title={text.title}
        resource={clients}
        trackBy={({ ClientId = '' }) => ClientId}
        rowName={({ ClientName = '' }) => ClientName}
        selection="single"
        columns={[
          {
            id: 'name',
            header: text.name,
            isRowHeader: true,
            value: ({ ClientName }) => ClientName,
            cell: ({ ClientId = '', ClientName }) => (
              <Link href={url('/user-pools/:pool/app-clients/:client', { pool, client: ClientId })}>{ClientName}</Link>
            ),
          },
          {
            id: 'id',
            header: text.id,
            width: 300,
            value: ({ ClientId }) => ClientId,
            cell: ({ ClientId = '' }) => <CopyText value={ClientId} what={text.id} />,
          },
          { id: 'type', header: text.type, cell: ({ ClientId = '' }) => <Type pool={pool} client={ClientId} /> },
          { id: 'grants', header: text.grants, cell: ({ ClientId = '' }) => <Grants pool={pool} client={ClientId} /> },
          { id: 'scopes', header: text.scopes, cell: ({ ClientId = '' }) => <Scopes pool={pool} client={ClientId} /> },
          {
            id: 'last-token',
            header: text.lastToken,
            value: ({ ClientId = '' }) => usage.data?.get(ClientId)?.LastTokenDate,
            cell: ({ ClientId = '' }) => (
              <DateText value={usage.data?.get(ClientId)?.LastTokenDate} empty={usage.data === undefined ? '' : '-'} />
            ),
          },
          {
            id: 'created',
            header: text.created,
            isHidden: true,
            cell: ({ ClientId = '' }) => <Created pool={pool} client={ClientId} />,
          },
        ]}
        actions={([client]) => (
          <SpaceBetween size="xs" direction="horizontal">
            <WriteButton
              action="cognito-idp:DeleteUserPoolClient"
              kind="pools"
              disabled={client === undefined}
              onClick={() => setDeleting(client)}
            >
              {text.delete}
            </WriteButton>
            {create('primary')}
          </SpaceBetween>
        )}
        empty={{ title: text.none, text: text.noneHint, action: create('normal') }}
        findText={text.find}
      />
      {deleting === undefined ? null : (
        <DeleteDialog
          title={text.deleteTitle(deleting.ClientName ?? '')}
          consequences={text.deleteBreaks}
          onDelete={async () => {
            await deleteAppClient(pool, deleting.ClientId ?? '');
            await reload('app-clients', pool);
          }}
          onDone={() => {
            setDeleting(undefined);
            notices.success(text.deleted(deleting.ClientName ?? ''));
          }}
          onCancel={() => setDeleting(undefined)}
        />
      )}
    </Page>
  );
}

// What the list does not say is asked for the rows that are shown; each cell of a row has the same read.
interface CellProps {
  readonly pool: string;
  readonly client: string;
}

function Type({ pool, client }: CellProps) {
  const { data } = useAppClient(pool, client);
  return data === undefined ? '' : isConfidential(data) ? text.confidential : text.public;
}

function Grants({ pool, client }: CellProps) {
  const { data } = useAppClient(pool, client);
  if (data === undefined) return '';
  const grants = (data.AllowedOAuthFlows ?? []).map(grantLabel);
  return grants.length === 0 ? '-' : grants.join(', ');
}

function Scopes({ pool, client }: CellProps) {
  const { data } = useAppClient(pool, client);
  if (data === undefined) return '';
  const scopes = customScopes(data);
  return <span title={scopes.join('\n')}>{scopes.length}</span>;
}

function Created({ pool, client }: CellProps) {
  const { data } = useAppClient(pool, client);
  return <DateText value={data?.CreationDate} empty="" />;
}
