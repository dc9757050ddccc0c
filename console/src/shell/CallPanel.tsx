import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import SplitPanel from '@cloudscape-design/components/split-panel';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import Tabs from '@cloudscape-design/components/tabs';
import Toggle from '@cloudscape-design/components/toggle';
import { useState } from 'react';
import { callPanel, useCalls, type Call } from '../api/calls';
import { codeOf } from '../cli';
import { CodeText } from '../ui/CodeText';
import { useStore } from '../store';
import { masked } from './masked';
import { text } from './text';

/** "Show API call" (ui 5.5): the last calls of this tab, and how to make each elsewhere. */
export default function CallPanel() {
  const calls = useCalls();
  const { callId } = useStore(callPanel);
  const call = calls.find(({ id }) => id === callId) ?? calls[0];
  return (
    <SplitPanel
      header={text.calls}
      i18nStrings={{
        closeButtonAriaLabel: `Close ${text.calls}`,
        openButtonAriaLabel: `Open ${text.calls}`,
        preferencesTitle: 'Panel preferences',
        preferencesPositionLabel: 'Panel position',
        preferencesPositionDescription: 'Where the panel is.',
        preferencesPositionSide: 'Side',
        preferencesPositionBottom: 'Bottom',
        preferencesConfirm: 'Confirm',
        preferencesCancel: 'Cancel',
        resizeHandleAriaLabel: 'Resize panel',
      }}
      hidePreferencesButton
    >
      <ColumnLayout columns={2}>
        <CallList calls={calls} chosen={call} />
        {call === undefined ? <Box color="text-body-secondary">{text.noCalls}</Box> : <CallDetail call={call} />}
      </ColumnLayout>
    </SplitPanel>
  );
}

function CallList(props: { readonly calls: readonly Call[]; readonly chosen: Call | undefined }) {
  const { calls, chosen } = props;
  return (
    <Table
      variant="borderless"
      contentDensity="compact"
      items={calls}
      trackBy={({ id }) => String(id)}
      selectionType="single"
      selectedItems={chosen === undefined ? [] : [chosen]}
      onSelectionChange={({ detail }) => {
        const [call] = detail.selectedItems;
        if (call !== undefined) callPanel.set({ open: true, callId: call.id });
      }}
      ariaLabels={{
        tableLabel: text.calls,
        selectionGroupLabel: text.calls,
        itemSelectionLabel: (_, { operation, id }) => `${operation} ${id}`,
      }}
      empty={text.noCalls}
      columnDefinitions={[
        { id: 'operation', header: 'Operation', isRowHeader: true, cell: ({ operation }) => operation },
        { id: 'time', header: 'Time', cell: ({ startedAt }) => startedAt.toLocaleTimeString() },
        { id: 'status', header: 'Status', cell: (call) => <Status call={call} /> },
        { id: 'millis', header: 'Duration', cell: ({ millis }) => (millis === undefined ? '' : `${millis} ms`) },
      ]}
    />
  );
}

function Status(props: { readonly call: Call }) {
  const { status, error } = props.call;
  if (error !== undefined) return <StatusIndicator type="error">{status ?? error.name}</StatusIndicator>;
  return status === undefined ? (
    <StatusIndicator type="in-progress">Running</StatusIndicator>
  ) : (
    <StatusIndicator type="success">{status}</StatusIndicator>
  );
}

function CallDetail(props: { readonly call: Call }) {
  const { call } = props;
  const [view, setView] = useState('code');
  const [isRevealed, setRevealed] = useState(false);
  const shown = (value: unknown) => (isRevealed ? value : masked(value));
  const answer = call.error ?? call.output;
  return (
    <SpaceBetween size="s">
      <SpaceBetween size="s" direction="horizontal" alignItems="center">
        <SegmentedControl
          label="View"
          selectedId={view}
          options={[
            { id: 'code', text: 'As code' },
            { id: 'json', text: 'Request and response' },
          ]}
          onChange={({ detail }) => setView(detail.selectedId)}
        />
        <Toggle checked={isRevealed} onChange={({ detail }) => setRevealed(detail.checked)}>
          {text.showSecrets}
        </Toggle>
      </SpaceBetween>
      {view === 'code' ? (
        <Tabs
          tabs={codeOf(call.service, call.operation, shown(call.input) as object).map(({ id, label, code }) => ({
            id,
            label,
            content: <CodeText value={code} what={`${label} code`} />,
          }))}
        />
      ) : (
        <SpaceBetween size="s">
          <Box variant="h4">Request</Box>
          <CodeText value={JSON.stringify(shown(call.input), null, 2)} what="request" />
          <Box variant="h4">Response</Box>
          <CodeText value={JSON.stringify(shown(answer ?? {}), null, 2)} what="response" />
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}
