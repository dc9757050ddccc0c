import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState, type ReactNode } from 'react';
import { deleteAppClient, isConfidential, isMachine, useAppClient } from '../../api/app-clients';
import { forget } from '../../api/resource';
import { navigate, url, useQueryParam } from '../../routing/router';
import { DeleteDialog } from '../../ui/DeleteDialog';
import { FailureAlert } from '../../ui/FailureAlert';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { WriteButton } from '../../ui/WriteButton';
import type { PageProps } from '../page';
import { Activity } from './Activity';
import { AttributePermissions } from './AttributePermissions';
import { Information } from './Information';
import { LoginPages } from './LoginPages';
import { MachineAttributes } from './MachineAttributes';
import { QuickSetupGuide } from './QuickSetupGuide';
import { Secrets } from './Secrets';
import { text } from './text';

/** One app client: its facts, and a tab for each subject (ui 8.4). */
export default function AppClient({ params }: PageProps<'/user-pools/:pool/app-clients/:client'>) {
  const { pool, client: id } = params;
  const client = useAppClient(pool, id);
  const { data } = client;
  const list = url('/user-pools/:pool/app-clients', { pool });
  return (
    <Page
      title={data?.ClientName ?? id}
      pool={pool}
      crumbs={[{ text: text.listed, href: list }]}
      help={text.help}
      actions={data === undefined ? null : <Actions client={data} list={list} />}
    >
      <FailureAlert failure={client.failure} onRetry={() => void client.reload()} />
      {data === undefined ? null : (
        <SpaceBetween size="l">
          <Information client={data} />
          <ClientTabs client={data} />
        </SpaceBetween>
      )}
    </Page>
  );
}

function Actions(props: { readonly client: UserPoolClientType; readonly list: string }) {
  const { client, list } = props;
  const { UserPoolId: pool = '', ClientId = '', ClientName = '' } = client;
  const [isDeleting, setDeleting] = useState(false);
  return (
    <SpaceBetween size="xs" direction="horizontal">
      <WriteButton action="cognito-idp:DeleteUserPoolClient" kind="pools" onClick={() => setDeleting(true)}>
        {text.delete}
      </WriteButton>
      {isMachine(client) ? (
        <Button href={url('/user-pools/:pool/token-tester', { pool }, { client: ClientId })}>{text.testToken}</Button>
      ) : null}
      {isDeleting ? (
        <DeleteDialog
          title={text.deleteTitle(ClientName)}
          consequences={text.deleteBreaks}
          onDelete={() => deleteAppClient(pool, ClientId)}
          onDone={() => {
            notices.success(text.deleted(ClientName));
            void forget('app-clients', pool);
            navigate(list);
          }}
          onCancel={() => setDeleting(false)}
        />
      ) : null}
    </SpaceBetween>
  );
}

interface Tab {
  readonly id: string;
  readonly label: string;
  readonly content: ReactNode;
}

function ClientTabs(props: { readonly client: UserPoolClientType }) {
  const { client } = props;
  const [tab, setTab] = useQueryParam('tab', 'login-pages');
  const tabs: Tab[] = [
    { id: 'quick-setup-guide', label: text.guide, content: <QuickSetupGuide client={client} /> },
    { id: 'login-pages', label: text.loginPages, content: <LoginPages client={client} /> },
    { id: 'attribute-permissions', label: text.attributes, content: <AttributePermissions client={client} /> },
    { id: 'secrets', label: text.secrets, content: <Secrets client={client} /> },
    { id: 'activity', label: text.activity, content: <Activity client={client} /> },
    ...(isConfidential(client)
      ? [{ id: 'machine-attributes', label: text.machine, content: <MachineAttributes client={client} /> }]
      : []),
  ];
  return (
    <Tabs
      activeTabId={tabs.some(({ id }) => id === tab) ? tab : 'login-pages'}
      onChange={({ detail }) => setTab(detail.activeTabId)}
      tabs={tabs}
      i18nStrings={{ scrollLeftAriaLabel: 'Scroll left', scrollRightAriaLabel: 'Scroll right' }}
    />
  );
}
