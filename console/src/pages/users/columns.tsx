import type { UserType } from '@aws-sdk/client-cognito-identity-provider';
import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { attributeOf, statusWords } from '../../api/users';
import { url } from '../../routing/router';
import { toSegment } from '../../routing/segment';
import { copyable } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import type { Column } from '../../ui/ResourceTable';
import { text } from './text';

/** The columns of ui 8.5. */
export function columnsOf(pool: string): Column<UserType>[] {
  const attribute = (name: string) => (user: UserType) => attributeOf(user.Attributes, name) ?? '-';
  return [
    {
      id: 'username',
      header: text.username,
      isRowHeader: true,
      width: 150,
      cell: ({ Username = '' }) => (
        <Link href={url('/user-pools/:pool/users/:user', { pool, user: toSegment(Username) })}>{Username}</Link>
      ),
    },
    { id: 'email', header: text.email, cell: attribute('email') },
    {
      id: 'email-verified',
      header: text.emailVerified,
      cell: (user) => (attributeOf(user.Attributes, 'email_verified') === 'true' ? text.yes : text.no),
    },
    { id: 'phone', header: text.phone, cell: attribute('phone_number') },
    { id: 'confirmation', header: text.status, cell: ({ UserStatus }) => statusWords(UserStatus) },
    {
      id: 'status',
      header: text.userStatus,
      width: 120,
      cell: ({ Enabled }) =>
        Enabled === false ? (
          <StatusIndicator type="stopped" wrapText={false}>
            {text.statusDisabled}
          </StatusIndicator>
        ) : (
          <StatusIndicator type="success" wrapText={false}>
            {text.statusEnabled}
          </StatusIndicator>
        ),
    },
    { id: 'created', header: text.created, isHidden: true, cell: ({ UserCreateDate }) => <DateText value={UserCreateDate} /> },
    { id: 'updated', header: text.updated, cell: ({ UserLastModifiedDate }) => <DateText value={UserLastModifiedDate} /> },
    { id: 'sub', header: 'Sub', isHidden: true, cell: ({ Attributes }) => copyable(attributeOf(Attributes, 'sub'), 'sub') },
  ];
}
