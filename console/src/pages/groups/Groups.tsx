import type { GroupType } from '@aws-sdk/client-cognito-identity-provider';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { useState } from 'react';
import { listGroups } from '../../api/groups';
import { useResource } from '../../api/resource';
import { url } from '../../routing/router';
import { toSegment } from '../../routing/segment';
import { copyable } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import { GroupDialog } from '../../ui/GroupDialog';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { ResourceTable } from '../../ui/ResourceTable';
import { WriteButton } from '../../ui/WriteButton';
import type { PageProps } from '../page';
import { text } from './text';

/** The groups of a pool (ui 8.6). */
export default function Groups({ params: { pool } }: PageProps<'/user-pools/:pool/groups'>) {
  const groups = useResource(['groups', pool], () => listGroups(pool), { poll: true });
  const [isCreating, setCreating] = useState(false);
  const address = (group: string) => url('/user-pools/:pool/groups/:group', { pool, group: toSegment(group) });
  const create = (
    <WriteButton action="cognito-idp:CreateGroup" kind="pools" variant="primary" onClick={() => setCreating(true)}>
      {text.create}
    </WriteButton>
  );
  return (
    <Page title={text.title} pool={pool} content="table" help={text.help}>
      <ResourceTable<GroupType>
        id="groups"
        title={text.title}
        resource={groups}
        trackBy={({ GroupName = '' }) => GroupName}
        findText={text.find}
        columns={[
          {
            id: 'name',
            header: text.name,
            value: ({ GroupName }) => GroupName,
            cell: ({ GroupName = '' }) => <Link href={address(GroupName)}>{GroupName}</Link>,
          },
          {
            id: 'description',
            header: text.description,
            value: ({ Description }) => Description,
            cell: ({ Description }) => Description || '-',
          },
          {
            id: 'precedence',
            header: text.precedence,
            value: ({ Precedence }) => Precedence,
            cell: ({ Precedence }) => Precedence ?? '-',
          },
          { id: 'role', header: text.role, isHidden: true, value: ({ RoleArn }) => RoleArn, cell: ({ RoleArn }) => copyable(RoleArn, text.role) },
          {
            id: 'created',
            header: text.createdAt,
            value: ({ CreationDate }) => CreationDate,
            cell: ({ CreationDate }) => <DateText value={CreationDate} />,
          },
          {
            id: 'updated',
            header: text.updated,
            value: ({ LastModifiedDate }) => LastModifiedDate,
            cell: ({ LastModifiedDate }) => <DateText value={LastModifiedDate} />,
          },
        ]}
        actions={() => create}
        empty={{ title: text.none, text: text.noneHint, action: create }}
      />
      {isCreating ? (
        <GroupDialog
          pool={pool}
          onCancel={() => setCreating(false)}
          onDone={(name) => {
            setCreating(false);
            notices.success(text.created(name), <Button href={address(name)}>{name}</Button>);
          }}
        />
      ) : null}
    </Page>
  );
}
