import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { extension } from '../../api/extension';
import type { AuditEvent, OutputOf } from '../../api/operations';
import { useResource } from '../../api/resource';
import { useWrite } from '../../api/write';
import { hereWith, setQuery, usePlace } from '../../routing/router';
import { AdministratorsOnly } from '../../ui/AdministratorsOnly';
import { CodeText } from '../../ui/CodeText';
import { copyable } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import { FailureAlert } from '../../ui/FailureAlert';
import { Page } from '../../ui/Page';
import { ResourceTable, type Column } from '../../ui/ResourceTable';
import { SubmitForm } from '../../ui/SubmitForm';
import { actorName, eventJson } from './event';
import { requestOf, type AuditFilter } from './filter';
import { text } from './text';

const PAGE = 100;
const MILLIS = 1000;

/** What administrators did (ui 10.2). */
export default function AuditLog() {
  return (
    <Page title={text.title} content="table" help={text.help}>
      <AdministratorsOnly action="gatehouse:ListAuditEvents">
        <Log />
      </AdministratorsOnly>
    </Page>
  );
}

function useFilter(): AuditFilter {
  const { query } = usePlace();
  const of = (name: string) => query.get(name) ?? '';
  return { event: of('event'), actor: of('actor'), pool: of('pool'), within: of('within') };
}

function Log() {
  const filter = useFilter();
  const { query } = usePlace();
  const [pages, setPages] = useState(1);
  const events = useResource(['audit', JSON.stringify(filter), pages], () => listEvents(filter, pages), { poll: pages === 1 });
  const { data } = events;
  const shown = data?.events.find(({ EventId }) => EventId === query.get('shown'));
  return (
    <SpaceBetween size="l">
      <Filters key={JSON.stringify(filter)} filter={filter} />
      {shown === undefined ? null : (
        <Container
          header={
            <Header
              variant="h2"
              description={shown.EventId}
              actions={<Button onClick={() => setQuery({ shown: undefined })}>{text.close}</Button>}
            >
              {shown.EventName}
            </Header>
          }
        >
          <CodeText value={eventJson(shown)} what={text.json} />
        </Container>
      )}
      <ResourceTable<AuditEvent>
        id="audit"
        title={text.events}
        resource={{ ...events, data: data?.events }}
        trackBy={({ EventId }) => EventId}
        findText={text.find}
        columns={COLUMNS}
        actions={() => (
          <SpaceBetween size="xs" direction="horizontal">
            {data?.hasMore === true ? (
              <Button loading={events.isLoading} onClick={() => setPages(pages + 1)}>
                {text.loadMore}
              </Button>
            ) : null}
            <Verify />
          </SpaceBetween>
        )}
        empty={{ title: text.none, text: text.noneHint }}
      />
    </SpaceBetween>
  );
}

async function listEvents(filter: AuditFilter, pages: number) {
  const events: AuditEvent[] = [];
  const request = requestOf(filter, Date.now() / MILLIS);
  let token: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const answer = await extension('ListAuditEvents', { ...request, Limit: PAGE, ...(token === undefined ? {} : { NextToken: token }) });
    events.push(...answer.Events);
    token = answer.NextToken;
    if (token === undefined) break;
  }
  return { events, hasMore: token !== undefined };
}

function Verify() {
  const [verdict, setVerdict] = useState<OutputOf<'VerifyAuditLog'>>();
  const verify = useWrite(async () => setVerdict(await extension('VerifyAuditLog', {})));
  const dismiss = () => setVerdict(undefined);
  return (
    <>
      <Button loading={verify.isRunning} onClick={() => void verify.run()}>
        {text.verify}
      </Button>
      <FailureAlert failure={verify.failure} onDismiss={verify.clear} />
      {verdict === undefined ? null : verdict.Valid ? (
        <Alert type="success" statusIconAriaLabel="Success" header={text.validTitle} dismissible onDismiss={dismiss}>
          {text.valid(verdict.Events)}
        </Alert>
      ) : (
        <Alert type="error" statusIconAriaLabel="Error" header={text.invalidTitle} dismissible onDismiss={dismiss}>
          {text.invalid(verdict.FirstInvalidEventId)}
        </Alert>
      )}
    </>
  );
}

const WITHIN = Object.entries(text.within).map(([value, label]) => ({ value, label }));

function Filters(props: { readonly filter: AuditFilter }) {
  const { filter } = props;
  const [event, setEvent] = useState(filter.event);
  const [actor, setActor] = useState(filter.actor);
  const [pool, setPool] = useState(filter.pool);
  const field = (label: string, hint: string | undefined, value: string, set: (value: string) => void) => (
    <FormField label={label} constraintText={hint}>
      <Input value={value} spellcheck={false} onChange={({ detail }) => set(detail.value)} />
    </FormField>
  );
  return (
    <SubmitForm
      onSubmit={() => {
        setQuery({ event: event.trim(), actor: actor.trim(), pool: pool.trim(), page: undefined });
      }}
    >
      <SpaceBetween size="xs" direction="horizontal" alignItems="start">
        {field(text.event, text.eventHint, event, setEvent)}
        {field(text.actor, text.actorHint, actor, setActor)}
        {field('User pool ID', undefined, pool, setPool)}
        <FormField label={text.time}>
          <Select
            options={WITHIN}
            selectedOption={WITHIN.find(({ value }) => value === filter.within) ?? null}
            onChange={({ detail }) => setQuery({ within: detail.selectedOption.value, page: undefined })}
          />
        </FormField>
        <FormField label={'\u00a0'}>
          <Button formAction="submit">{text.show}</Button>
        </FormField>
      </SpaceBetween>
    </SubmitForm>
  );
}

const COLUMNS: readonly Column<AuditEvent>[] = [
  { id: 'time', header: text.time, value: ({ EventTime }) => EventTime, cell: ({ EventTime }) => <DateText value={EventTime} /> },
  {
    id: 'event',
    header: text.event,
    isRowHeader: true,
    value: ({ EventName }) => EventName,
    cell: ({ EventName, EventId }) => <Link href={hereWith({ shown: EventId })}>{EventName}</Link>,
  },
  { id: 'actor', header: text.actor, value: ({ Actor }) => Actor, cell: ({ Actor }) => <span title={Actor}>{actorName(Actor)}</span> },
  { id: 'pool', header: text.pool, value: ({ UserPoolId }) => UserPoolId, cell: ({ UserPoolId }) => copyable(UserPoolId, text.pool) },
  {
    id: 'error',
    header: text.error,
    value: ({ ErrorCode }) => ErrorCode,
    cell: ({ ErrorCode }) => (ErrorCode === undefined ? '-' : <StatusIndicator type="error">{ErrorCode}</StatusIndicator>),
  },
  { id: 'source', header: text.source, value: ({ SourceAddress }) => SourceAddress, cell: ({ SourceAddress }) => SourceAddress },
  { id: 'agent', header: 'User agent', isHidden: true, value: ({ UserAgent }) => UserAgent, cell: ({ UserAgent }) => UserAgent },
  { id: 'request', header: 'Request ID', isHidden: true, value: ({ RequestId }) => RequestId, cell: ({ RequestId }) => copyable(RequestId, 'request ID') },
];
