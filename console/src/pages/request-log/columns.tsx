import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { LoggedRequest } from '../../api/operations';
import { url } from '../../routing/router';
import { copyable, CopyText } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import type { Column } from '../../ui/ResourceTable';
import { pages } from '..';
import { durationOf, fixOf, whatOf, type Fix } from './lines';
import { text } from './text';

const ERROR = 400;

/** What ui 9.3 lists; the path of a page that mends it only where this console has that page. */
export function columnsOf(pool: string | undefined): Column<LoggedRequest>[] {
  return [
    { id: 'time', header: text.time, width: 130, value: ({ Time }) => Time, cell: ({ Time }) => <DateText value={Time} /> },
    {
      id: 'what',
      header: text.what,
      isRowHeader: true,
      minWidth: 190,
      value: whatOf,
      cell: (request) => <span className="copy-text">{whatOf(request)}</span>,
    },
    {
      id: 'status',
      header: text.status,
      width: 100,
      value: ({ Status }) => Status,
      cell: ({ Status }) => <StatusIndicator type={Status >= ERROR ? 'error' : 'success'}>{Status}</StatusIndicator>,
    },
    {
      id: 'error',
      header: text.reason,
      minWidth: 340,
      value: ({ ErrorCode = '', Reasons }) => [ErrorCode, ...Reasons].join(' '),
      cell: (request) => <Reasons request={request} />,
    },
    { id: 'client', header: text.client, value: ({ ClientId }) => ClientId, cell: ({ ClientId }) => copyable(ClientId, text.client) },
    ...(pool === undefined
      ? [{ id: 'pool', header: 'User pool', value: ({ UserPoolId }: LoggedRequest) => UserPoolId, cell: ({ UserPoolId }: LoggedRequest) => copyable(UserPoolId, 'user pool ID') }]
      : []),
    { id: 'duration', header: text.duration, value: ({ DurationMicros }) => DurationMicros, cell: durationOf },
    { id: 'actor', header: text.actor, isHidden: true, value: ({ Actor }) => Actor, cell: ({ Actor }) => Actor ?? '-' },
    { id: 'source', header: text.source, isHidden: true, value: ({ SourceAddress }) => SourceAddress, cell: ({ SourceAddress }) => SourceAddress },
    {
      id: 'request',
      header: text.requestId,
      isHidden: true,
      value: ({ RequestId }) => RequestId,
      cell: ({ RequestId }) => <CopyText value={RequestId} what={text.requestId} />,
    },
  ];
}

function Reasons(props: { readonly request: LoggedRequest }) {
  const { ErrorCode, Reasons: reasons, UserPoolId, ClientId } = props.request;
  if (ErrorCode === undefined && reasons.length === 0) return '-';
  return (
    <SpaceBetween size="xxxs">
      {ErrorCode === undefined ? null : <strong>{ErrorCode}</strong>}
      {reasons.map((reason) => (
        <div key={reason}>
          {reason} <FixLink fix={fixOf(reason)} pool={UserPoolId} client={ClientId} />
        </div>
      ))}
    </SpaceBetween>
  );
}

function FixLink(props: { readonly fix: Fix | undefined; readonly pool: string | undefined; readonly client: string | undefined }) {
  const { fix, pool, client } = props;
  if (fix === undefined || pool === undefined) return null;
  const target = addressOf(fix, pool, client);
  return target === undefined ? null : <Link href={target}>{text.links[fix]}</Link>;
}

function addressOf(fix: Fix, pool: string, client: string | undefined): string | undefined {
  const has = (path: string) => pages.some((page) => page.path === path);
  switch (fix) {
    case 'clientCreate':
      return has('/user-pools/:pool/app-clients/create') ? url('/user-pools/:pool/app-clients/create', { pool }) : undefined;
    case 'loginPages':
      return client !== undefined && has('/user-pools/:pool/app-clients/:client')
        ? url('/user-pools/:pool/app-clients/:client', { pool, client }, { tab: 'login-pages' })
        : undefined;
    case 'domain':
      return has('/user-pools/:pool/domain') ? url('/user-pools/:pool/domain', { pool }) : undefined;
    case 'resourceServers':
      return has('/user-pools/:pool/domain/resource-servers') ? url('/user-pools/:pool/domain/resource-servers', { pool }) : undefined;
  }
}
