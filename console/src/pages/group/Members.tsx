import {
  AdminAddUserToGroupCommand,
  AdminRemoveUserFromGroupCommand,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import Link from '@cloudscape-design/components/link';
import Multiselect, { type MultiselectProps } from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { aws } from '../../api/cognito';
import { reload, useResource, type Resource } from '../../api/resource';
import { attributeOf, filterProblem, findUsers, statusWords, type UserFilter } from '../../api/users';
import { url } from '../../routing/router';
import { toSegment } from '../../routing/segment';
import { inBulk } from '../../ui/bulk';
import { FailureAlert } from '../../ui/FailureAlert';
import { Labelled, useForm } from '../../ui/form';
import { FormDialog } from '../../ui/FormDialog';
import { ResourceTable } from '../../ui/ResourceTable';
import { WriteButton } from '../../ui/WriteButton';
import { text } from './text';

const emailOf = (user: UserType) => attributeOf(user.Attributes, 'email');
const nameOf = ({ Username = '' }: UserType) => Username;

/** The members of a group, with add and remove (GR-1). */
export function Members(props: {
  readonly pool: string;
  readonly group: string;
  readonly members: Resource<UserType[]>;
}) {
  const { pool, group, members } = props;
  const [isAdding, setAdding] = useState(false);
  const add = (
    <WriteButton action="cognito-idp:AdminAddUserToGroup" kind="users" onClick={() => setAdding(true)}>
      {text.add}
    </WriteButton>
  );
  const remove = async (users: readonly UserType[]) => {
    await inBulk(text.removing, text.removed, users, nameOf, ({ Username }) =>
      aws(new AdminRemoveUserFromGroupCommand({ UserPoolId: pool, GroupName: group, Username })),
    );
    await changed(pool, group);
  };
  return (
    <>
      <ResourceTable<UserType>
        id="group-members"
        title={text.members}
        resource={members}
        trackBy={nameOf}
        findText={text.find}
        selection="multi"
        columns={[
          {
            id: 'username',
            header: text.username,
            value: nameOf,
            cell: ({ Username = '' }) => (
              <Link href={url('/user-pools/:pool/users/:user', { pool, user: toSegment(Username) })}>{Username}</Link>
            ),
          },
          { id: 'email', header: text.email, value: emailOf, cell: (user) => emailOf(user) ?? '-' },
          {
            id: 'status',
            header: text.status,
            value: ({ UserStatus }) => statusWords(UserStatus),
            cell: ({ UserStatus }) => statusWords(UserStatus),
          },
        ]}
        actions={(selected, clear) => (
          <SpaceBetween size="xs" direction="horizontal">
            <WriteButton
              action="cognito-idp:AdminRemoveUserFromGroup" kind="users"
              disabled={selected.length === 0}
              onClick={() => {
                clear();
                void remove(selected);
              }}
            >
              {text.remove}
            </WriteButton>
            {add}
          </SpaceBetween>
        )}
        empty={{ title: text.membersNone, text: text.membersNoneHint, action: add }}
      />
      {isAdding ? (
        <AddDialog pool={pool} group={group} members={members.data ?? []} onDone={() => setAdding(false)} />
      ) : null}
    </>
  );
}

async function changed(pool: string, group: string): Promise<void> {
  await Promise.all([reload('group-members', pool, group), reload('user-groups', pool)]);
}

function AddDialog(props: {
  readonly pool: string;
  readonly group: string;
  readonly members: readonly UserType[];
  readonly onDone: () => void;
}) {
  const { pool, group, members, onDone } = props;
  const [typed, setTyped] = useState('');
  const form = useForm<{ chosen: readonly MultiselectProps.Option[] }>(
    { chosen: [] },
    { chosen: (users) => (users.length === 0 ? text.choose : undefined) },
    { asksBeforeLeaving: false },
  );
  const found = useResource(['users', pool, 'beginning', typed], () => findBeginning(pool, typed));
  const has = new Set(members.map(nameOf));
  const options = (found.data ?? [])
    .filter((user) => !has.has(nameOf(user)))
    .map((user) => {
      const email = emailOf(user);
      return { value: nameOf(user), label: nameOf(user), ...(email === undefined ? {} : { description: email }) };
    });
  const add = async ({ chosen }: typeof form.values) => {
    const names = chosen.map(({ value = '' }) => value);
    onDone();
    await inBulk(text.adding, text.added, names, String, (Username) =>
      aws(new AdminAddUserToGroupCommand({ UserPoolId: pool, GroupName: group, Username })),
    );
    await changed(pool, group);
  };
  return (
    <FormDialog title={text.addTitle(group)} submit={text.add} form={form} onSubmit={add} onCancel={onDone}>
      <FailureAlert failure={found.failure} onRetry={() => void found.reload()} />
      <Labelled form={form} name="chosen" label={text.choose} constraint={text.typeToFind}>
        <Multiselect
          options={options}
          selectedOptions={form.values.chosen}
          placeholder={text.choose}
          filteringType="manual"
          filteringPlaceholder={text.typeToFind}
          filteringAriaLabel={text.typeToFind}
          empty={text.noUser}
          statusType={found.data === undefined && found.isLoading ? 'loading' : 'finished'}
          deselectAriaLabel={({ label }) => `${text.remove} ${label ?? ''}`}
          onLoadItems={({ detail }) => setTyped(detail.filteringText)}
          onChange={({ detail }) => form.set('chosen', detail.selectedOptions)}
        />
      </Labelled>
    </FormDialog>
  );
}

/** Users whose name or e-mail address begins so, each once. */
async function findBeginning(pool: string, beginning: string): Promise<UserType[]> {
  if (beginning === '') return [...(await findUsers(pool, undefined, 1)).users];
  const users = new Map<string, UserType>();
  for (const attribute of ['username', 'email'] as const) {
    const filter: UserFilter = { attribute, isPrefix: true, value: beginning };
    if (filterProblem(filter) !== undefined) return [];
    for (const user of (await findUsers(pool, filter, 1)).users) users.set(nameOf(user), user);
  }
  return [...users.values()];
}
