import {
  AdminAddUserToGroupCommand,
  AdminRemoveUserFromGroupCommand,
  type GroupType,
} from '@aws-sdk/client-cognito-identity-provider';
import Link from '@cloudscape-design/components/link';
import Select from '@cloudscape-design/components/select';
import { useState } from 'react';
import { aws } from '../../api/cognito';
import { listGroups } from '../../api/groups';
import { reload, useResource } from '../../api/resource';
import { listGroupsOf } from '../../api/users';
import { url } from '../../routing/router';
import { toSegment } from '../../routing/segment';
import { Labelled, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import { notices } from '../../ui/notices';
import { ResourceTable } from '../../ui/ResourceTable';
import { WriteButton } from '../../ui/WriteButton';
import { text } from './text';

/** The groups that a user is in, with add and remove (ui 8.5, GR-1). */
export function UserGroups(props: { readonly pool: string; readonly name: string }) {
  const { pool, name } = props;
  const groups = useResource(['user-groups', pool, name], () => listGroupsOf(pool, name), { poll: true });
  const [isAdding, setAdding] = useState(false);
  const add = (
    <WriteButton action="cognito-idp:AdminAddUserToGroup" kind="users" onClick={() => setAdding(true)}>
      {text.add}
    </WriteButton>
  );
  const remove = async (group: string) => {
    try {
      await aws(new AdminRemoveUserFromGroupCommand({ UserPoolId: pool, Username: name, GroupName: group }));
      notices.success(text.removed(group));
    } catch (error) {
      notices.failure(error);
    }
    await changed(pool, name, group);
  };
  return (
    <>
      <ResourceTable<GroupType>
        id="user-groups"
        title={text.groups}
        resource={groups}
        trackBy={({ GroupName = '' }) => GroupName}
        findText={text.groupsFind}
        selection="single"
        columns={[
          {
            id: 'name',
            header: text.group,
            value: ({ GroupName }) => GroupName,
            cell: ({ GroupName = '' }) => (
              <Link href={url('/user-pools/:pool/groups/:group', { pool, group: toSegment(GroupName) })}>{GroupName}</Link>
            ),
          },
          { id: 'description', header: text.description, value: ({ Description }) => Description, cell: ({ Description }) => Description ?? '-' },
          { id: 'precedence', header: text.precedence, value: ({ Precedence }) => Precedence, cell: ({ Precedence }) => Precedence ?? '-' },
        ]}
        actions={([group], clear) => (
          <>
            <WriteButton
              action="cognito-idp:AdminRemoveUserFromGroup" kind="users"
              disabled={group === undefined}
              onClick={() => {
                clear();
                void remove(group?.GroupName ?? '');
              }}
            >
              {text.remove}
            </WriteButton>
            {add}
          </>
        )}
        empty={{ title: text.groupsNone, text: text.groupsNoneHint, action: add }}
      />
      {isAdding ? (
        <AddDialog
          pool={pool}
          name={name}
          has={(groups.data ?? []).map(({ GroupName = '' }) => GroupName)}
          onDone={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}

async function changed(pool: string, name: string, group: string): Promise<void> {
  await Promise.all([reload('user-groups', pool, name), reload('group-members', pool, group)]);
}

function AddDialog(props: {
  readonly pool: string;
  readonly name: string;
  readonly has: readonly string[];
  readonly onDone: () => void;
}) {
  const { pool, name, has, onDone } = props;
  const groups = useResource(['groups', pool], () => listGroups(pool));
  const form = useForm(
    { group: '' },
    { group: (group) => (group === '' ? text.choose : undefined) },
    { asksBeforeLeaving: false },
  );
  const options = (groups.data ?? [])
    .filter(({ GroupName = '' }) => !has.includes(GroupName))
    .map(({ GroupName = '', Description }) => ({
      value: GroupName,
      label: GroupName,
      ...(Description === undefined ? {} : { description: Description }),
    }));
  const add = async ({ group }: { group: string }) => {
    await aws(new AdminAddUserToGroupCommand({ UserPoolId: pool, Username: name, GroupName: group }));
    await changed(pool, name, group);
    notices.success(text.added(group));
    onDone();
  };
  return (
    <FormDialog title={text.addTo(name)} submit={text.add} form={form} onSubmit={add} onCancel={onDone}>
      <Labelled form={form} name="group" label={text.group}>
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === form.values.group) ?? null}
          placeholder={text.choose}
          empty={text.noGroups}
          filteringType="auto"
          statusType={groups.data === undefined ? 'loading' : 'finished'}
          onChange={({ detail }) => form.set('group', detail.selectedOption.value ?? '')}
        />
      </Labelled>
    </FormDialog>
  );
}
