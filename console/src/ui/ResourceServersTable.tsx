import type { ResourceServerType } from '@aws-sdk/client-cognito-identity-provider';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAllAppClients } from '../api/app-clients';
import { deleteResourceServer, fullScopes, useResourceServers, usersOf } from '../api/resource-servers';
import { url } from '../routing/router';
import { CopyText } from './CopyText';
import { DeleteDialog } from './DeleteDialog';
import { notices } from './notices';
import { ResourceTable } from './ResourceTable';
import { text } from './text';
import { WriteButton } from './WriteButton';

/** A pool's resource servers, on a page of their own and below the domain (ui 8.11). */
export function ResourceServersTable(props: { readonly pool: string; readonly isOneOfSeveral?: boolean }) {
  const { pool, isOneOfSeveral = false } = props;
  const servers = useResourceServers(pool);
  const [deleting, setDeleting] = useState<ResourceServerType>();
  const create = (variant: 'normal' | 'primary') => (
    <WriteButton
      action="cognito-idp:CreateResourceServer"
      kind="pools"
      variant={variant}
      href={url('/user-pools/:pool/domain/resource-servers/create', { pool })}
    >
      {text.createServer}
    </WriteButton>
  );
  return (
    <>
      <ResourceTable
        id="resource-servers"
        title={text.servers}
        isOneOfSeveral={isOneOfSeveral}
        resource={servers}
        trackBy={({ Identifier = '' }) => Identifier}
        rowName={({ Name = '' }) => Name}
        selection="single"
        columns={[
          {
            id: 'name',
            header: text.serverName,
            isRowHeader: true,
            value: ({ Name }) => Name,
            cell: ({ Identifier = '', Name }) => (
              <Link href={url('/user-pools/:pool/domain/resource-servers/edit', { pool }, { identifier: Identifier })}>
                {Name}
              </Link>
            ),
          },
          {
            id: 'identifier',
            header: text.serverIdentifier,
            value: ({ Identifier }) => Identifier,
            cell: ({ Identifier = '' }) => <CopyText value={Identifier} what={text.serverIdentifier} />,
          },
          { id: 'scopes', header: text.customScopes, cell: (server) => <Scopes server={server} /> },
          { id: 'used', header: text.usedBy, cell: ({ Identifier = '' }) => <UsedBy pool={pool} identifier={Identifier} /> },
        ]}
        actions={([server]) => (
          <SpaceBetween size="xs" direction="horizontal">
            <WriteButton
              action="cognito-idp:DeleteResourceServer"
              kind="pools"
              disabled={server === undefined}
              onClick={() => setDeleting(server)}
            >
              {text.delete}
            </WriteButton>
            {create(isOneOfSeveral ? 'normal' : 'primary')}
          </SpaceBetween>
        )}
        empty={{ title: text.noServers, text: text.noServersHint, action: create('normal') }}
        findText={text.findServers}
      />
      {deleting === undefined ? null : (
        <DeleteServerDialog pool={pool} server={deleting} onClose={() => setDeleting(undefined)} />
      )}
    </>
  );
}

function Scopes(props: { readonly server: ResourceServerType }) {
  const scopes = fullScopes(props.server);
  if (scopes.length === 0) return '0';
  return (
    <ExpandableSection headerText={String(scopes.length)} headerAriaLabel={`${scopes.length} ${text.customScopes}`}>
      {scopes.map((scope) => (
        <div key={scope}>
          <CopyText value={scope} what={scope} />
        </div>
      ))}
    </ExpandableSection>
  );
}

function UsedBy(props: { readonly pool: string; readonly identifier: string }) {
  const { data } = useAllAppClients(props.pool);
  if (data === undefined) return '';
  const users = usersOf(data, props.identifier);
  return <span title={users.map(({ ClientName }) => ClientName).join('\n')}>{users.length}</span>;
}

/** Names the app clients that list its scopes (ui 7.4). */
export function DeleteServerDialog(props: {
  readonly pool: string;
  readonly server: ResourceServerType;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}) {
  const { pool, server, onClose, onDone = onClose } = props;
  const { Identifier = '', Name = '' } = server;
  const clients = useAllAppClients(pool);
  const users = usersOf(clients.data ?? [], Identifier);
  return (
    <DeleteDialog
      title={text.deleteServer(Name)}
      consequences={
        <>
          {text.deleteServerBreaks(users.length)}
          {users.map(({ ClientId, ClientName }) => (
            <div key={ClientId}>
              <strong>{ClientName}</strong>
            </div>
          ))}
        </>
      }
      onDelete={() => deleteResourceServer(pool, Identifier)}
      onDone={() => {
        notices.success(text.serverDeleted(Name));
        onDone();
      }}
      onCancel={onClose}
    />
  );
}
