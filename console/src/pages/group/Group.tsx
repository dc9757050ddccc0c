import { DeleteGroupCommand, type GroupType } from '@aws-sdk/client-cognito-identity-provider';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { aws } from '../../api/cognito';
import { getGroup, listMembers } from '../../api/groups';
import { deleting, forget, useResource } from '../../api/resource';
import { navigate, url } from '../../routing/router';
import { fromSegment } from '../../routing/segment';
import { CopyText } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import { DeleteDialog } from '../../ui/DeleteDialog';
import { FailureAlert } from '../../ui/FailureAlert';
import { GroupDialog } from '../../ui/GroupDialog';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { WriteButton } from '../../ui/WriteButton';
import type { PageProps } from '../page';
import { Members } from './Members';
import { text } from './text';

/** One group and who is in it (ui 8.6). */
export default function Group({ params }: PageProps<'/user-pools/:pool/groups/:group'>) {
  const { pool } = params;
  const name = fromSegment(params.group);
  const group = useResource(['group', pool, name], () => getGroup(pool, name));
  const members = useResource(['group-members', pool, name], () => listMembers(pool, name), { poll: true });
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  const groups = url('/user-pools/:pool/groups', { pool });
  const { data } = group;
  return (
    <Page
      title={name}
      pool={pool}
      crumbs={[{ text: 'Groups', href: groups }]}
      help={text.help}
      actions={
        data === undefined ? undefined : (
          <SpaceBetween size="xs" direction="horizontal">
            <WriteButton action="cognito-idp:UpdateGroup" kind="pools" onClick={() => setDialog('edit')}>
              {text.edit}
            </WriteButton>
            <WriteButton action="cognito-idp:DeleteGroup" kind="pools" onClick={() => setDialog('delete')}>
              {text.deleteAction}
            </WriteButton>
          </SpaceBetween>
        )
      }
    >
      <FailureAlert failure={group.failure} onRetry={() => void group.reload()} />
      {data === undefined ? null : (
        <SpaceBetween size="l">
          <Information group={data} />
          <Members pool={pool} group={name} members={members} />
        </SpaceBetween>
      )}
      {dialog === 'edit' && data !== undefined ? (
        <GroupDialog
          pool={pool}
          group={data}
          onCancel={() => setDialog(undefined)}
          onDone={() => {
            setDialog(undefined);
            notices.success(text.saved);
          }}
        />
      ) : null}
      {dialog === 'delete' ? (
        <DeleteDialog
          title={text.deleteTitle(name)}
          consequences={text.deleteConsequences(members.data?.length)}
          onDelete={() =>
            deleting(
              ([kind, of, group]) => (kind === 'group' || kind === 'group-members') && of === pool && group === name,
              () => aws(new DeleteGroupCommand({ UserPoolId: pool, GroupName: name })),
            )
          }
          onDone={() => {
            setDialog(undefined);
            notices.success(text.deleted(name));
            void forget('groups', pool);
            navigate(groups);
          }}
          onCancel={() => setDialog(undefined)}
        />
      ) : null}
    </Page>
  );
}

function Information(props: { readonly group: GroupType }) {
  const { GroupName = '', Description, Precedence, RoleArn, CreationDate, LastModifiedDate } = props.group;
  return (
    <Container header={<Header variant="h2">{text.information}</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: text.name, value: <CopyText value={GroupName} what={text.name} /> },
          { label: text.description, value: Description || '-' },
          { label: text.precedence, value: Precedence ?? '-' },
          { label: text.role, value: RoleArn === undefined ? '-' : <CopyText value={RoleArn} what={text.role} /> },
          { label: text.created, value: <DateText value={CreationDate} /> },
          { label: text.updated, value: <DateText value={LastModifiedDate} /> },
        ]}
      />
    </Container>
  );
}
