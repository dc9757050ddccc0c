import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import Checkbox from '@cloudscape-design/components/checkbox';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { changeAppClient } from '../../api/app-clients';
import { useUserPool } from '../../api/pools';
import { useWrite } from '../../api/write';
import { useLeaveGuard } from '../../routing/router';
import { FailureAlert } from '../../ui/FailureAlert';
import { notices } from '../../ui/notices';
import { text as shared } from '../../ui/text';
import { WriteButton } from '../../ui/WriteButton';
import { permissionLists, permissionsOf, type Permission } from './permissions';
import { text } from './text';

/** Which attributes an app client may read and write. */
export function AttributePermissions(props: { readonly client: UserPoolClientType }) {
  const { client } = props;
  const { data: pool } = useUserPool(client.UserPoolId ?? '');
  if (pool === undefined) return null;
  const permissions = permissionsOf(pool.SchemaAttributes ?? [], client);
  return <Editor key={client.LastModifiedDate?.getTime() ?? 0} client={client} first={permissions} />;
}

function Editor(props: { readonly client: UserPoolClientType; readonly first: readonly Permission[] }) {
  const { client, first } = props;
  const [permissions, setPermissions] = useState(first);
  const isChanged = JSON.stringify(permissions) !== JSON.stringify(first);
  useLeaveGuard(isChanged, shared.leave);
  const write = useWrite(async () => {
    await changeAppClient(client, permissionLists(permissions));
    notices.success(text.saved);
  });
  const change = (name: string, changed: Partial<Permission>) =>
    setPermissions(permissions.map((each) => (each.name === name ? { ...each, ...changed } : each)));
  return (
    <SpaceBetween size="s">
      <FailureAlert failure={write.failure} onDismiss={write.clear} />
      <Table<Permission>
        variant="container"
        contentDensity="compact"
        items={permissions}
        trackBy="name"
        ariaLabels={{ tableLabel: text.attributes }}
        header={
          <Header
            variant="h2"
            description={text.attributesHint}
            actions={
              <WriteButton
                action="cognito-idp:UpdateUserPoolClient"
                kind="pools"
                disabled={!isChanged}
                loading={write.isRunning}
                onClick={() => void write.run()}
              >
                {text.save}
              </WriteButton>
            }
          >
            {text.attributes}
          </Header>
        }
        columnDefinitions={[
          {
            id: 'name',
            header: text.attribute,
            isRowHeader: true,
            cell: ({ name, isRequired }) => (isRequired ? `${name} (${text.required})` : name),
          },
          {
            id: 'read',
            header: text.read,
            cell: ({ name, isRead }) => (
              <Checkbox
                ariaLabel={`${text.read} ${name}`}
                checked={isRead}
                onChange={({ detail }) => change(name, { isRead: detail.checked })}
              />
            ),
          },
          {
            id: 'write',
            header: text.write,
            cell: ({ name, isRequired, isWritten, canChooseWriting }) => (
              <Checkbox
                ariaLabel={`${text.write} ${name}`}
                checked={isWritten}
                disabled={!canChooseWriting}
                {...(canChooseWriting
                  ? {}
                  : { description: isWritten && isRequired ? text.attributeFixed : text.attributeNever })}
                onChange={({ detail }) => change(name, { isWritten: detail.checked })}
              />
            ),
          },
        ]}
      />
    </SpaceBetween>
  );
}
