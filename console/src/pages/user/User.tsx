import type { AdminGetUserCommandOutput } from '@aws-sdk/client-cognito-identity-provider';
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tabs from '@cloudscape-design/components/tabs';
import { useUserPool } from '../../api/pools';
import { useResource } from '../../api/resource';
import { attributeOf, getUser, statusWords } from '../../api/users';
import { url, useQueryParam } from '../../routing/router';
import { fromSegment } from '../../routing/segment';
import { CopyText } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import { FailureAlert } from '../../ui/FailureAlert';
import { Page } from '../../ui/Page';
import type { PageProps } from '../page';
import { Attributes } from './Attributes';
import { UserGroups } from './UserGroups';
import { UserMenu } from './UserMenu';
import { text } from './text';

/** Everything about one user that the server has (ui 8.5). */
export default function User({ params }: PageProps<'/user-pools/:pool/users/:user'>) {
  const { pool } = params;
  const name = fromSegment(params.user);
  const schema = useUserPool(pool).data?.SchemaAttributes ?? [];
  const user = useResource(['user', pool, name], () => getUser(pool, name));
  const [tab, setTab] = useQueryParam('tab', 'attributes');
  const { data } = user;
  return (
    <Page
      title={name}
      pool={pool}
      crumbs={[{ text: 'Users', href: url('/user-pools/:pool/users', { pool }) }]}
      help={text.help}
      actions={data === undefined ? undefined : <UserMenu pool={pool} user={data} />}
    >
      <FailureAlert failure={user.failure} onRetry={() => void user.reload()} />
      {data?.UserStatus === 'EXTERNAL_PROVIDER' ? (
        <Alert type="info" statusIconAriaLabel="Info" header={text.externalTitle}>
          {text.external}
        </Alert>
      ) : null}
      {data === undefined ? null : (
        <SpaceBetween size="l">
          <Information user={data} />
          <Tabs
            activeTabId={tab}
            onChange={({ detail }) => setTab(detail.activeTabId)}
            tabs={[
              { id: 'attributes', label: text.attributes, content: <Attributes pool={pool} user={data} schema={schema} /> },
              { id: 'groups', label: text.groups, content: <UserGroups pool={pool} name={name} /> },
            ]}
          />
        </SpaceBetween>
      )}
    </Page>
  );
}

function Information(props: { readonly user: AdminGetUserCommandOutput }) {
  const { user } = props;
  const { Username = '', Enabled, UserStatus, UserCreateDate, UserLastModifiedDate, UserMFASettingList = [] } = user;
  const sub = attributeOf(user.UserAttributes, 'sub') ?? '';
  return (
    <Container header={<Header variant="h2">{text.information}</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: text.username, value: <CopyText value={Username} what={text.username} /> },
          { label: text.sub, value: <CopyText value={sub} what={text.sub} /> },
          { label: text.status, value: statusWords(UserStatus) },
          {
            label: text.userStatus,
            value:
              Enabled === false ? (
                <StatusIndicator type="stopped">Disabled</StatusIndicator>
              ) : (
                <StatusIndicator type="success">Enabled</StatusIndicator>
              ),
          },
          { label: text.mfa, value: UserMFASettingList.length === 0 ? text.mfaNone : UserMFASettingList.join(', ') },
          { label: text.created, value: <DateText value={UserCreateDate} /> },
          { label: text.updated, value: <DateText value={UserLastModifiedDate} /> },
        ]}
      />
    </Container>
  );
}
