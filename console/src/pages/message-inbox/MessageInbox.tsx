import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { extension } from '../../api/extension';
import type { Message } from '../../api/operations';
import { reload, useResource } from '../../api/resource';
import { useMarkRead } from '../../api/unread';
import { hereWith, setQuery, usePlace } from '../../routing/router';
import { AdministratorsOnly } from '../../ui/AdministratorsOnly';
import { CopyButton } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import { DeleteDialog } from '../../ui/DeleteDialog';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { ResourceTable, type Column } from '../../ui/ResourceTable';
import { SubmitForm } from '../../ui/SubmitForm';
import { WriteButton } from '../../ui/WriteButton';
import type { PageProps } from '../page';
import { MessageDetail } from './MessageDetail';
import { text } from './text';

const PAGE = 60;

/** What was written to users of a pool (ui 9.2). */
export default function MessageInbox({ params: { pool } }: PageProps<'/user-pools/:pool/message-inbox'>) {
  return (
    <Page title={text.title} pool={pool} content="table" description={text.every} help={text.help}>
      <AdministratorsOnly action="gatehouse:ListMessages">
        <Inbox pool={pool} />
      </AdministratorsOnly>
    </Page>
  );
}

function Inbox(props: { readonly pool: string }) {
  const { pool } = props;
  const { query } = usePlace();
  const to = query.get('to') ?? '';
  const kind = query.get('kind') ?? '';
  const [pages, setPages] = useState(1);
  const messages = useResource(['messages', pool, to, pages], () => listMessages(pool, to, pages), { poll: pages === 1 });
  const [isDeleting, setDeleting] = useState(false);
  const { data } = messages;
  // Those to one address are not all that is newer.
  useMarkRead(pool, to === '' ? data?.messages : undefined);
  const shown = data?.messages.filter((each) => kind === '' || each.Kind === kind);
  const chosen = data?.messages.find(({ MessageId }) => MessageId === query.get('message'));
  return (
    <SpaceBetween size="l">
      <Filters key={to} to={to} kind={kind} />
      {chosen === undefined ? null : (
        <MessageDetail key={chosen.MessageId} message={chosen} onClose={() => setQuery({ message: undefined })} />
      )}
      <ResourceTable<Message>
        id="messages"
        title={text.messages}
        resource={{ ...messages, data: shown }}
        trackBy={({ MessageId }) => MessageId}
        findText="Find in the shown messages"
        columns={COLUMNS}
        actions={() => (
          <SpaceBetween size="xs" direction="horizontal">
            {data?.hasMore === true ? (
              <Button loading={messages.isLoading} onClick={() => setPages(pages + 1)}>
                {text.loadMore}
              </Button>
            ) : null}
            <WriteButton action="gatehouse:DeleteMessages" kind="server" disabled={data === undefined || data.messages.length === 0} onClick={() => setDeleting(true)}>
              {text.deleteAction}
            </WriteButton>
          </SpaceBetween>
        )}
        empty={to === '' && kind === '' ? { title: text.none, text: text.noneHint } : { title: text.none, text: text.noMatch }}
      />
      {isDeleting ? (
        <DeleteDialog
          title={text.deleteTitle}
          consequences={text.deleteConsequences(to)}
          onDelete={async () => {
            await extension('DeleteMessages', { UserPoolId: pool, ...(to === '' ? {} : { To: to }) });
            await reload('messages', pool);
          }}
          onDone={() => {
            setDeleting(false);
            setQuery({ message: undefined });
            notices.success(text.deleted);
          }}
          onCancel={() => setDeleting(false)}
        />
      ) : null}
    </SpaceBetween>
  );
}

async function listMessages(pool: string, to: string, pages: number) {
  const messages: Message[] = [];
  let token: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const answer = await extension('ListMessages', {
      UserPoolId: pool,
      Limit: PAGE,
      ...(to === '' ? {} : { To: to }),
      ...(token === undefined ? {} : { NextToken: token }),
    });
    messages.push(...answer.Messages);
    token = answer.NextToken;
    if (token === undefined) break;
  }
  return { messages, hasMore: token !== undefined };
}

const KINDS = [{ value: '', label: text.all }, ...Object.entries(text.kinds).map(([value, label]) => ({ value, label }))];

function Filters(props: { readonly to: string; readonly kind: string }) {
  const [typed, setTyped] = useState(props.to);
  return (
    <SubmitForm
      onSubmit={() => {
        setQuery({ to: typed.trim(), page: undefined });
      }}
    >
      <SpaceBetween size="xs" direction="horizontal" alignItems="end">
        <FormField label={text.toExact} description={text.toHint}>
          <Input
            type="search"
            value={typed}
            spellcheck={false}
            clearAriaLabel="Clear"
            onChange={({ detail }) => {
              setTyped(detail.value);
              if (detail.value === '') setQuery({ to: undefined, page: undefined });
            }}
          />
        </FormField>
        <Button formAction="submit">{text.show}</Button>
        <FormField label={text.kind}>
          <Select
            options={KINDS}
            selectedOption={KINDS.find(({ value }) => value === props.kind) ?? null}
            onChange={({ detail }) => setQuery({ kind: detail.selectedOption.value, page: undefined })}
          />
        </FormField>
      </SpaceBetween>
    </SubmitForm>
  );
}

const WORDS_SHOWN = 80;

/** What a message says in one line: its subject, or the beginning of its text. */
function lineOf({ Subject, Body }: Message): string {
  return Subject ?? (Body === undefined ? '' : Body.slice(0, WORDS_SHOWN));
}

const COLUMNS: readonly Column<Message>[] = [
  { id: 'time', header: text.time, width: 130, value: ({ CreateDate }) => CreateDate, cell: ({ CreateDate }) => <DateText value={CreateDate} /> },
  { id: 'to', header: text.to, isRowHeader: true, value: ({ To }) => To, cell: ({ To }) => <span className="copy-text">{To}</span> },
  {
    id: 'subject',
    header: text.subject,
    value: lineOf,
    cell: (message) => <Link href={hereWith({ message: message.MessageId })}>{lineOf(message) || text.show}</Link>,
  },
  { id: 'kind', header: text.kind, value: ({ Kind }) => text.kinds[Kind] ?? Kind, cell: ({ Kind }) => text.kinds[Kind] ?? Kind },
  {
    id: 'code',
    header: text.code,
    width: 220,
    value: ({ Code }) => Code,
    cell: ({ Code, To }) =>
      Code === undefined ? (
        '-'
      ) : (
        <Box fontSize="heading-xl" fontWeight="bold">
          <CopyButton value={Code} what={text.codeOf(To)} /> <span className="copy-text">{Code}</span>
        </Box>
      ),
  },
  {
    id: 'status',
    header: text.status,
    value: ({ Status }) => text.statuses[Status] ?? Status,
    cell: ({ Status }) => (
      <StatusIndicator type={INDICATORS[Status] ?? 'info'} wrapText={false}>
        {text.statuses[Status] ?? Status}
      </StatusIndicator>
    ),
  },
  { id: 'medium', header: text.medium, isHidden: true, value: ({ DeliveryMedium }) => text.media[DeliveryMedium], cell: ({ DeliveryMedium }) => text.media[DeliveryMedium] },
  { id: 'username', header: text.username, isHidden: true, value: ({ Username }) => Username, cell: ({ Username }) => Username ?? '-' },
];

const INDICATORS: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  KEPT: 'success',
  SENT: 'success',
  PENDING: 'pending',
  FAILED: 'error',
};
