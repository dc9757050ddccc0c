import {
  AdminConfirmSignUpCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminResetUserPasswordCommand,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { useState } from 'react';
import { aws } from '../../api/cognito';
import { reload } from '../../api/resource';
import { useDenied } from '../../session/permissions';
import { inBulk } from '../../ui/bulk';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { DeleteDialog } from '../../ui/DeleteDialog';
import { disabledBecause } from '../../ui/disabled';
import { text } from './text';

type Action = 'enable' | 'disable' | 'confirm' | 'reset' | 'delete';

interface Spec {
  readonly label: string;
  readonly doing: string;
  readonly done: string;
  readonly act: (named: { UserPoolId: string; Username: string }) => Promise<unknown>;
}

const SPECS: Readonly<Record<Action, Spec>> = {
  enable: {
    label: text.enable,
    doing: text.enabling,
    done: text.enabled,
    act: (named) => aws(new AdminEnableUserCommand(named)),
  },
  disable: {
    label: text.disable,
    doing: text.disabling,
    done: text.disabled,
    act: (named) => aws(new AdminDisableUserCommand(named)),
  },
  confirm: {
    label: text.confirm,
    doing: text.confirming,
    done: text.confirmed,
    act: (named) => aws(new AdminConfirmSignUpCommand(named)),
  },
  reset: {
    label: text.reset,
    doing: text.resetting,
    done: text.resets,
    act: (named) => aws(new AdminResetUserPasswordCommand(named)),
  },
  delete: {
    label: text.deleteAction,
    doing: text.deleting,
    done: text.deleted,
    act: (named) => aws(new AdminDeleteUserCommand(named)),
  },
};

/** Whom an action changes: enabling somebody who is enabled is no write. */
const CONCERNS: Partial<Record<Action, (user: UserType) => boolean>> = {
  enable: ({ Enabled }) => Enabled === false,
  disable: ({ Enabled }) => Enabled !== false,
  confirm: ({ UserStatus }) => UserStatus === 'UNCONFIRMED',
};

const nameOf = ({ Username = '' }: UserType) => Username;

/** What can be done with the selected users, one or many (U-7). */
export function UserActions(props: {
  readonly pool: string;
  readonly users: readonly UserType[];
  /** Called when they are being changed. */
  readonly onDone: () => void;
  /** Called when they are changed. */
  readonly onChanged: () => void;
}) {
  const { pool, users, onDone, onChanged } = props;
  const [asking, setAsking] = useState<'reset' | 'delete'>();
  const denied = useDenied('cognito-idp:AdminDisableUser', 'users');
  const concerned = (action: Action) => users.filter(CONCERNS[action] ?? (() => true));

  const run = async (action: Action) => {
    setAsking(undefined);
    const { doing, done, act } = SPECS[action];
    const chosen = concerned(action);
    onDone();
    await inBulk(doing, done, chosen, nameOf, (user) => act({ UserPoolId: pool, Username: nameOf(user) }));
    await reload('users', pool);
    await reload('user', pool);
    onChanged();
  };
  const item = (id: Action) => ({
    id,
    text: SPECS[id].label,
    disabled: concerned(id).length === 0,
  });
  const names = users.map(nameOf);
  return (
    <>
      <ButtonDropdown
        items={[item('enable'), item('disable'), item('confirm'), item('reset'), item('delete')]}
        {...disabledBecause(denied, users.length === 0)}
        expandableGroups={false}
        onItemClick={({ detail }) => {
          const action = detail.id as Action;
          if (action === 'reset' || action === 'delete') setAsking(action);
          else void run(action);
        }}
      >
        {text.actions}
      </ButtonDropdown>
      {asking === 'reset' ? (
        <ConfirmDialog
          title={text.resetTitle(names)}
          action={text.reset}
          onConfirm={() => Promise.resolve()}
          onDone={() => void run('reset')}
          onCancel={() => setAsking(undefined)}
        >
          {text.resetText(users.length)}
        </ConfirmDialog>
      ) : null}
      {asking === 'delete' ? (
        <DeleteDialog
          title={text.deleteTitle(names)}
          consequences={text.deleteConsequences(users.length)}
          onDelete={() => Promise.resolve()}
          onDone={() => void run('delete')}
          onCancel={() => setAsking(undefined)}
        >
          {names.length > 1 ? <div>{names.slice(0, 10).join(', ') + (names.length > 10 ? ', …' : '')}</div> : null}
        </DeleteDialog>
      ) : null}
    </>
  );
}
