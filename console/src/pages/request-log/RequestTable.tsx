import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { useState } from 'react';
import { extension } from '../../api/extension';
import type { LoggedRequest } from '../../api/operations';
import { useRegion } from '../../api/region';
import { useResource } from '../../api/resource';
import { setQuery, useQueryParam } from '../../routing/router';
import { ResourceTable } from '../../ui/ResourceTable';
import { SubmitForm } from '../../ui/SubmitForm';
import { columnsOf } from './columns';
import { jsonLines } from './lines';
import { text } from './text';

const PAGE = 200;
const KEPT_MILLIS = 10_000;

/** Requests with the reason in words, live until they are paused (ui 9.3). */
export function RequestTable(props: { readonly pool: string | undefined }) {
  const { pool } = props;
  const region = useRegion();
  const [client, setClient] = useQueryParam('client');
  const [errors, setErrors] = useQueryParam('errors');
  const [isPaused, setPaused] = useState(false);
  const [pages, setPages] = useState(1);
  const onlyErrors = errors === 'only';
  const requests = useResource(
    ['requests', pool ?? region, client, errors, pages],
    () => listRequests({ ...(pool === undefined ? {} : { UserPoolId: pool }), ...(client === '' ? {} : { ClientId: client }), ...(onlyErrors ? { OnlyErrors: true } : {}) }, pages),
    { poll: !isPaused && pages === 1 },
  );
  const { data } = requests;
  return (
    <SpaceBetween size="l">
      <SpaceBetween size="m" direction="horizontal" alignItems="end">
        <ClientFilter key={client} value={client} onShow={setClient} />
        <Toggle checked={onlyErrors} onChange={({ detail }) => setErrors(detail.checked ? 'only' : undefined)}>
          {text.onlyErrors}
        </Toggle>
      </SpaceBetween>
      {data?.isRecording === false ? (
        <Alert type="info" statusIconAriaLabel="Info">
          {text.notRecording}
        </Alert>
      ) : null}
      <ResourceTable<LoggedRequest>
        id="requests"
        title={text.requests}
        resource={{ ...requests, data: data?.requests }}
        trackBy={({ RequestId }) => RequestId}
        findText={text.find}
        columns={columnsOf(pool)}
        actions={() => (
          <SpaceBetween size="xs" direction="horizontal">
            <Button iconName={isPaused ? 'caret-right-filled' : 'pause'} onClick={() => setPaused(!isPaused)}>
              {isPaused ? text.resume : text.pause}
            </Button>
            {data?.hasMore === true ? (
              <Button loading={requests.isLoading} onClick={() => setPages(pages + 1)}>
                {text.loadMore}
              </Button>
            ) : null}
            <Button
              iconName="download"
              disabled={(data?.requests.length ?? 0) === 0}
              onClick={() => download(jsonLines(data?.requests ?? []), `requests-${pool ?? region}.jsonl`)}
            >
              {text.export}
            </Button>
          </SpaceBetween>
        )}
        empty={{ title: text.none, text: pool === undefined ? text.noneServerHint : text.noneHint }}
      />
    </SpaceBetween>
  );
}

interface Wanted {
  readonly UserPoolId?: string;
  readonly ClientId?: string;
  readonly OnlyErrors?: boolean;
}

async function listRequests(wanted: Wanted, pages: number) {
  const requests: LoggedRequest[] = [];
  let token: string | undefined;
  let isRecording = true;
  for (let page = 0; page < pages; page += 1) {
    const answer = await extension('ListRequests', { ...wanted, Limit: PAGE, ...(token === undefined ? {} : { NextToken: token }) });
    requests.push(...answer.Requests);
    isRecording = answer.Recording;
    token = answer.NextToken;
    if (token === undefined) break;
  }
  return { requests, isRecording, hasMore: token !== undefined };
}

function ClientFilter(props: { readonly value: string; readonly onShow: (client: string | undefined) => void }) {
  const { value, onShow } = props;
  const [typed, setTyped] = useState(value);
  return (
    <SubmitForm
      onSubmit={() => {
        setQuery({ page: undefined });
        onShow(typed.trim());
      }}
    >
      <SpaceBetween size="xs" direction="horizontal" alignItems="end">
        <FormField label={text.clientId}>
          <Input
            type="search"
            value={typed}
            spellcheck={false}
            clearAriaLabel="Clear"
            onChange={({ detail }) => {
              setTyped(detail.value);
              if (detail.value === '') onShow(undefined);
            }}
          />
        </FormField>
        <Button formAction="submit">{text.show}</Button>
      </SpaceBetween>
    </SubmitForm>
  );
}

/** Saves a text as a file; nothing is sent. */
function download(content: string, name: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'application/x-ndjson' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // After the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MILLIS);
}
