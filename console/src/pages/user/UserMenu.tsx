import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminResetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  type AdminGetUserCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { useState } from 'react';
import { aws } from '../../api/cognito';
import { deleting, forget, reload } from '../../api/resource';
import { attributeOf } from '../../api/users';
import { navigate, url } from '../../routing/router';
import { useDenied } from '../../session/permissions';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { DeleteDialog } from '../../ui/DeleteDialog';
import { notices } from '../../ui/notices';
import { PasswordDialog } from './PasswordDialog';
import { text } from './text';

type Dialog = 'password' | 'reset' | 'resend' | 'sign-out' | 'delete';

/** What can be done with a user. */
export function UserMenu(props: { readonly pool: string; readonly user: AdminGetUserCommandOutput }) {
  const { pool, user } = props;
  const { Username: name = '', UserStatus: status, Enabled } = user;
  const [dialog, setDialog] = useState<Dialog>();
  const denied = useDenied('cognito-idp:AdminSetUserPassword', 'users');
  const named = { UserPoolId: pool, Username: name };
  const close = () => setDialog(undefined);
  const isExternal = status === 'EXTERNAL_PROVIDER';

  const run = async (act: () => Promise<unknown>, done: string) => {
    try {
      await act();
      notices.success(done);
    } catch (error) {
      notices.failure(error);
    }
    await readAgain(pool);
  };
  const item = (id: string, label: string, operation: string, isOffered: boolean) => ({
    id,
    text: label,
    disabled: denied !== undefined || !isOffered,
    ...(denied === undefined ? {} : { disabledReason: denied.replace('AdminSetUserPassword', operation) }),
  });
  const items = [
    item('password', text.setPassword, 'AdminSetUserPassword', !isExternal),
    item('reset', text.reset, 'AdminResetUserPassword', !isExternal),
    item('resend', text.resend, 'AdminCreateUser', status === 'FORCE_CHANGE_PASSWORD'),
    item('confirm', text.confirm, 'AdminConfirmSignUp', status === 'UNCONFIRMED'),
    Enabled === false
      ? item('enable', text.enable, 'AdminEnableUser', true)
      : item('disable', text.disable, 'AdminDisableUser', true),
    item('sign-out', text.signOut, 'AdminUserGlobalSignOut', true),
    item('delete', text.deleteAction, 'AdminDeleteUser', true),
  ];
  return (
    <>
      <ButtonDropdown
        items={items}
        onItemClick={({ detail: { id } }) => {
          if (id === 'confirm') void run(() => aws(new AdminConfirmSignUpCommand(named)), text.confirmed);
          else if (id === 'enable') void run(() => aws(new AdminEnableUserCommand(named)), text.enabled);
          else if (id === 'disable') void run(() => aws(new AdminDisableUserCommand(named)), text.disabled);
          else setDialog(id as Dialog);
        }}
      >
        {text.actions}
      </ButtonDropdown>
      {dialog === 'password' ? <PasswordDialog pool={pool} name={name} onDone={close} /> : null}
      {dialog === 'reset' ? (
        <ConfirmDialog
          title={text.resetTitle(name)}
          action={text.reset}
          onConfirm={async () => {
            await aws(new AdminResetUserPasswordCommand(named));
            await readAgain(pool);
          }}
          onDone={() => {
            close();
            notices.success(text.resetDone, <ShowMessage pool={pool} />);
          }}
          onCancel={close}
        >
          {text.resetText}
        </ConfirmDialog>
      ) : null}
      {dialog === 'resend' ? (
        <ConfirmDialog
          title={text.resendTitle(name)}
          action={text.resend}
          onConfirm={async () => {
            const medium = attributeOf(user.UserAttributes, 'email') === undefined ? 'SMS' : 'EMAIL';
            await aws(
              new AdminCreateUserCommand({ ...named, MessageAction: 'RESEND', DesiredDeliveryMediums: [medium] }),
            );
            await readAgain(pool);
          }}
          onDone={() => {
            close();
            notices.success(text.resent, <ShowMessage pool={pool} />);
          }}
          onCancel={close}
        >
          {text.resendText}
        </ConfirmDialog>
      ) : null}
      {dialog === 'sign-out' ? (
        <ConfirmDialog
          title={text.signOutTitle(name)}
          action={text.signOut}
          onConfirm={async () => {
            await aws(new AdminUserGlobalSignOutCommand(named));
          }}
          onDone={() => {
            close();
            notices.success(text.signedOut);
          }}
          onCancel={close}
        >
          {text.signOutText}
        </ConfirmDialog>
      ) : null}
      {dialog === 'delete' ? (
        <DeleteDialog
          title={text.deleteTitle(name)}
          consequences={text.deleteConsequences}
          onDelete={() =>
            deleting(
              ([kind, of, user]) => (kind === 'user' || kind === 'user-groups') && of === pool && user === name,
              () => aws(new AdminDeleteUserCommand(named)),
            )
          }
          onDone={() => {
            close();
            notices.success(text.deleted(name));
            void forget('users', pool);
            navigate(url('/user-pools/:pool/users', { pool }));
          }}
          onCancel={close}
        />
      ) : null}
    </>
  );
}

async function readAgain(pool: string): Promise<void> {
  await Promise.all([reload('user', pool), reload('users', pool)]);
}

function ShowMessage(props: { readonly pool: string }) {
  return <Button href={url('/user-pools/:pool/message-inbox', { pool: props.pool })}>{text.showMessage}</Button>;
}
