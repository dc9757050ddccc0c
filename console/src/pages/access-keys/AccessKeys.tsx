import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { extension } from '../../api/extension';
import type { AccessKey } from '../../api/operations';
import { reload, useResource } from '../../api/resource';
import { useSession } from '../../session/session';
import { AdministratorsOnly } from '../../ui/AdministratorsOnly';
import { CopyText } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import { DeleteDialog } from '../../ui/DeleteDialog';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { ResourceTable, type Column } from '../../ui/ResourceTable';
import { WriteButton } from '../../ui/WriteButton';
import { CreateKey } from './CreateKey';
import type { NewKey } from './lines';
import { NewKeyText } from './NewKeyText';
import { policyWords } from './policy';
import { text } from './text';

/** Keys for the AWS CLI and SDKs (ui 10.3). */
export default function AccessKeys() {
  return (
    <Page title={text.title} content="table" help={text.help}>
      <AdministratorsOnly action="gatehouse:ListAccessKeys">
        <Keys />
      </AdministratorsOnly>
    </Page>
  );
}

async function listKeys(): Promise<AccessKey[]> {
  return (await extension('ListAccessKeys', {})).AccessKeys;
}

function Keys() {
  const keys = useResource(['access-keys'], listKeys, { poll: true });
  const { Credentials: own } = useSession();
  const [isCreating, setCreating] = useState(false);
  const [made, setMade] = useState<NewKey>();
  const [deleting, setDeleting] = useState<AccessKey>();

  const setStatus = async ({ AccessKeyId }: AccessKey, Status: 'Active' | 'Inactive') => {
    try {
      await extension('SetAccessKeyStatus', { AccessKeyId, Status });
      notices.success(Status === 'Active' ? text.enabled : text.disabled);
    } catch (error) {
      notices.failure(error);
    }
    await reload('access-keys');
  };
  const create = (
    <WriteButton action="gatehouse:CreateAccessKey" kind="server" variant="primary" onClick={() => setCreating(true)}>
      {text.create}
    </WriteButton>
  );
  return (
    <SpaceBetween size="l">
      {made === undefined ? null : <NewKeyText made={made} onDone={() => setMade(undefined)} />}
      <ResourceTable<AccessKey>
        id="access-keys"
        title={text.title}
        resource={keys}
        trackBy={({ AccessKeyId }) => AccessKeyId}
        findText={text.find}
        selection="single"
        columns={COLUMNS}
        actions={([key], clear) => (
          <SpaceBetween size="xs" direction="horizontal">
            <WriteButton
              action="gatehouse:SetAccessKeyStatus" kind="server"
              disabled={key === undefined || key.AccessKeyId === own.AccessKeyId}
              onClick={() => {
                if (key === undefined) return;
                clear();
                void setStatus(key, key.Status === 'Active' ? 'Inactive' : 'Active');
              }}
            >
              {key?.Status === 'Inactive' ? text.enable : text.disable}
            </WriteButton>
            <WriteButton
              action="gatehouse:DeleteAccessKey" kind="server"
              disabled={key === undefined}
              onClick={() => {
                setDeleting(key);
                clear();
              }}
            >
              {text.deleteAction}
            </WriteButton>
            {create}
          </SpaceBetween>
        )}
        empty={{ title: text.none, text: text.noneHint, action: create }}
      />
      {isCreating ? (
        <CreateKey
          onCancel={() => setCreating(false)}
          onMade={(key) => {
            setCreating(false);
            setMade(key);
          }}
        />
      ) : null}
      {deleting === undefined ? null : (
        <DeleteDialog
          title={text.deleteTitle(deleting.AccessKeyId)}
          consequences={text.deleteConsequences}
          onDelete={async () => {
            await extension('DeleteAccessKey', { AccessKeyId: deleting.AccessKeyId });
            await reload('access-keys');
          }}
          onDone={() => {
            setDeleting(undefined);
            notices.success(text.deleted);
          }}
          onCancel={() => setDeleting(undefined)}
        />
      )}
    </SpaceBetween>
  );
}

const permissions = ({ Policy }: AccessKey) => policyWords(Policy, text.full);

const COLUMNS: readonly Column<AccessKey>[] = [
  { id: 'id', header: text.id, width: 240, value: ({ AccessKeyId }) => AccessKeyId, cell: ({ AccessKeyId }) => <CopyText value={AccessKeyId} what={text.id} /> },
  { id: 'description', header: 'Description', value: ({ Description }) => Description, cell: ({ Description }) => Description || '-' },
  {
    id: 'status',
    header: text.status,
    value: ({ Status }) => Status,
    cell: ({ Status }) => <StatusIndicator type={Status === 'Active' ? 'success' : 'stopped'}>{Status}</StatusIndicator>,
  },
  { id: 'permissions', header: text.permissions, value: permissions, cell: permissions },
  { id: 'created', header: text.created, value: ({ CreateDate }) => CreateDate, cell: ({ CreateDate }) => <DateText value={CreateDate} /> },
  {
    id: 'last-used',
    header: text.lastUsed,
    value: ({ LastUsedDate }) => LastUsedDate,
    cell: ({ LastUsedDate }) => <DateText value={LastUsedDate} empty={text.never} />,
  },
  {
    id: 'expires',
    header: text.expires,
    isHidden: true,
    value: ({ ExpirationDate }) => ExpirationDate,
    cell: ({ ExpirationDate }) => <DateText value={ExpirationDate} empty={text.never} />,
  },
];
