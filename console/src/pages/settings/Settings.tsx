import type { UserPoolType } from '@aws-sdk/client-cognito-identity-provider';
import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useUserPool } from '../../api/pools';
import { forget } from '../../api/resource';
import { changeUserPool } from '../../api/user-pools';
import { useWrite } from '../../api/write';
import { href, navigate } from '../../routing/router';
import { CopyText } from '../../ui/CopyText';
import { DeletePoolDialog } from '../../ui/DeletePoolDialog';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { SavedCard } from '../../ui/SavedCard';
import { SettingsCard } from '../../ui/SettingsCard';
import type { PageProps } from '../page';
import { RenameDialog } from './RenameDialog';
import { Tags } from './Tags';
import { text } from './text';

/** What belongs to a pool as a whole (ui 8.14). */
export default function Settings({ params: { pool: id } }: PageProps<'/user-pools/:pool/settings'>) {
  const { data: pool } = useUserPool(id);
  return (
    <Page title={text.title} pool={id} help={text.help}>
      {pool === undefined ? null : (
        <SpaceBetween size="l">
          <General pool={pool} />
          <Protection pool={pool} />
          <Tags pool={pool} />
          <Deletion pool={pool} />
        </SpaceBetween>
      )}
    </Page>
  );
}

function General(props: { readonly pool: UserPoolType }) {
  const { pool } = props;
  const tier = pool.UserPoolTier ?? '';
  return (
    <SettingsCard
      title={text.general}
      edit={text.rename}
      action="cognito-idp:UpdateUserPool"
      dialog={(close) => <RenameDialog pool={pool} onClose={close} />}
    >
      <KeyValuePairs
        columns={3}
        items={[
          { label: text.name, value: pool.Name },
          { label: text.id, value: <CopyText value={pool.Id ?? ''} what={text.id} /> },
          {
            label: text.plan,
            value: (
              <>
                {text.plans[tier] ?? tier}
                <Box color="text-body-secondary" fontSize="body-s">
                  {text.planHint}
                </Box>
              </>
            ),
          },
        ]}
      />
    </SettingsCard>
  );
}

function Protection(props: { readonly pool: UserPoolType }) {
  const { pool } = props;
  const isActive = pool.DeletionProtection === 'ACTIVE';
  const write = useWrite(async () => {
    await changeUserPool(pool, { DeletionProtection: isActive ? 'INACTIVE' : 'ACTIVE' });
    notices.success(text.saved);
  });
  return (
    <SavedCard
      title={text.protection}
      description={text.protectionHint}
      save={isActive ? text.deactivate : text.activate}
      action="cognito-idp:UpdateUserPool"
      write={write}
    >
      <StatusIndicator type={isActive ? 'success' : 'stopped'}>{isActive ? text.isActive : text.isInactive}</StatusIndicator>
    </SavedCard>
  );
}

function Deletion(props: { readonly pool: UserPoolType }) {
  const { Id = '', Name = '' } = props.pool;
  return (
    <SettingsCard
      title={text.delete}
      description={text.deleteHint}
      edit={text.delete}
      action="cognito-idp:DeleteUserPool"
      dialog={(close) => (
        <DeletePoolDialog
          poolId={Id}
          name={Name}
          onDone={() => {
            notices.success(text.deleted(Name));
            void forget('user-pools');
            navigate(href('/user-pools'));
          }}
          onCancel={close}
        />
      )}
    />
  );
}
