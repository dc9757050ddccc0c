import type { ResourceServerType } from '@aws-sdk/client-cognito-identity-provider';
import Box from '@cloudscape-design/components/box';
import { useState } from 'react';
import { useAllAppClients } from '../../api/app-clients';
import { useOpened } from '../../api/opened';
import { changeResourceServer, useResourceServers } from '../../api/resource-servers';
import { navigate, useQueryParam } from '../../routing/router';
import { FailureAlert } from '../../ui/FailureAlert';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { scopesInput, ServerFields, useServerForm, type ServerValues } from '../../ui/ResourceServerForm';
import { DeleteServerDialog } from '../../ui/ResourceServersTable';
import { WriteButton } from '../../ui/WriteButton';
import type { PageProps } from '../page';
import { listAddress, ServerPage } from './ServerPage';
import { text } from './text';

export default function EditServer({ params: { pool } }: PageProps<'/user-pools/:pool/domain/resource-servers/edit'>) {
  const [identifier] = useQueryParam('identifier');
  const servers = useResourceServers(pool);
  const [isDeleting, setDeleting] = useState(false);
  const current = servers.data?.find((server) => server.Identifier === identifier);
  const { opened, reopen } = useOpened(servers, current);
  return (
    <Page
      title={text.edit}
      pool={pool}
      content="form"
      crumbs={[{ text: text.title, href: listAddress(pool) }]}
      help={text.help}
      actions={
        <WriteButton
          action="cognito-idp:DeleteResourceServer"
          kind="pools"
          disabled={current === undefined}
          onClick={() => setDeleting(true)}
        >
          {text.delete}
        </WriteButton>
      }
    >
      <FailureAlert failure={servers.failure} onRetry={() => void servers.reload()} />
      {servers.data !== undefined && current === undefined && opened === undefined ? <Box>{text.gone}</Box> : null}
      {opened === undefined ? null : <Editor key={JSON.stringify(opened)} pool={pool} server={opened} onReload={reopen} />}
      {isDeleting && current !== undefined ? (
        <DeleteServerDialog
          pool={pool}
          server={current}
          onClose={() => setDeleting(false)}
          onDone={() => navigate(listAddress(pool), 'replace')}
        />
      ) : null}
    </Page>
  );
}

function Editor(props: { readonly pool: string; readonly server: ResourceServerType; readonly onReload: () => void }) {
  const { pool, server } = props;
  const clients = useAllAppClients(pool);
  const form = useServerForm(server);
  const save = async ({ name, scopes }: ServerValues) => {
    await changeResourceServer(server, { Name: name, Scopes: scopesInput(scopes) });
    form.settle();
    notices.success(text.saved);
    navigate(listAddress(pool), 'replace');
  };
  return (
    <ServerPage
      pool={pool}
      form={form}
      submit={text.save}
      action="cognito-idp:UpdateResourceServer"
      onSubmit={save}
      onReload={props.onReload}
    >
      <ServerFields form={form} edited={server} clients={clients.data ?? []} />
    </ServerPage>
  );
}
