import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { extension } from '../../api/extension';
import type { LoggedRequest } from '../../api/operations';
import { useResource } from '../../api/resource';
import { url } from '../../routing/router';
import { DateText } from '../../ui/DateText';
import { ResourceTable } from '../../ui/ResourceTable';
import { UsageCharts } from '../../ui/usage/UsageCharts';
import { text } from './text';

const REFUSED_SHOWN = 20;

/** What the app client did, and what was refused to it and why (ui 8.4). */
export function Activity(props: { readonly client: UserPoolClientType }) {
  const { UserPoolId: pool = '', ClientId: client = '' } = props.client;
  const refused = useResource(['requests', pool, client, 'refused'], () => lastRefused(pool, client), { poll: true });
  return (
    <SpaceBetween size="l">
      <UsageCharts pool={pool} client={client} />
      <ResourceTable<LoggedRequest>
        id="refused"
        isOneOfSeveral
        title={text.refused}
        description={<Link href={url('/user-pools/:pool/request-log', { pool }, { client })}>{text.refusedHint}</Link>}
        resource={refused}
        trackBy={({ RequestId }) => RequestId}
        findText={text.refusedFind}
        columns={[
          { id: 'time', header: text.refusedTime, width: 190, value: ({ Time }) => Time, cell: ({ Time }) => <DateText value={Time} /> },
          { id: 'code', header: text.refusedCode, width: 220, value: ({ ErrorCode }) => ErrorCode, cell: ({ ErrorCode, Status }) => ErrorCode ?? Status },
          { id: 'reason', header: text.refusedReason, minWidth: 340, value: ({ Reasons }) => Reasons.join(' '), cell: ({ Reasons }) => Reasons.join(' ') || '-' },
        ]}
        empty={{ title: text.refusedNone, text: text.refusedNoneHint }}
      />
    </SpaceBetween>
  );
}

async function lastRefused(pool: string, client: string): Promise<LoggedRequest[]> {
  const { Requests } = await extension('ListRequests', { UserPoolId: pool, ClientId: client, OnlyErrors: true, Limit: REFUSED_SHOWN });
  return Requests;
}
