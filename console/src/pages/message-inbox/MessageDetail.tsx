import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useEffect, useRef } from 'react';
import type { Message } from '../../api/operations';
import { CodeText } from '../../ui/CodeText';
import { CopyButton, CopyText } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import { showMail } from './preview';
import { text } from './text';

/** All that the server keeps of a message. */
export function MessageDetail(props: { readonly message: Message; readonly onClose: () => void }) {
  const { message, onClose } = props;
  const { To, From, ReplyTo, Username, CreateDate, Status, Attempts, Fault, Kind, Code, Body, Subject } = message;
  const optional = (label: string, value: string | undefined) => (value === undefined ? [] : [{ label, value }]);
  return (
    <Container
      header={
        <Header variant="h2" actions={<Button onClick={onClose}>Close message</Button>}>
          {Subject ?? text.kinds[Kind] ?? text.detail}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {Code === undefined ? null : (
          <div>
            <Box variant="awsui-key-label">{Kind === 'INVITATION' ? text.password : text.code}</Box>
            <Box fontSize="display-l" fontWeight="bold">
              {Code} <CopyButton value={Code} what={text.codeOf(To)} variant="normal" />
            </Box>
          </div>
        )}
        <KeyValuePairs
          columns={3}
          items={[
            { label: text.to, value: <CopyText value={To} what={text.to} /> },
            { label: text.kind, value: text.kinds[Kind] ?? Kind },
            { label: text.time, value: <DateText value={CreateDate} /> },
            { label: text.status, value: text.statuses[Status] ?? Status },
            { label: text.attempts, value: String(Attempts) },
            ...optional(text.username, Username),
            ...optional(text.from, From),
            ...optional(text.replyTo, ReplyTo),
            ...optional(text.fault, Fault),
          ]}
        />
        {Body === undefined ? <Box color="text-body-secondary">{text.noWords}</Box> : <Words message={message} body={Body} />}
      </SpaceBetween>
    </Container>
  );
}

/** An e-mail is HTML, an SMS plain text. */
function Words(props: { readonly message: Message; readonly body: string }) {
  const { message, body } = props;
  if (message.DeliveryMedium === 'SMS') return <CodeText value={body} what={text.body} />;
  return (
    <Tabs
      tabs={[
        { id: 'preview', label: text.html, content: <Preview body={body} /> },
        { id: 'source', label: text.source, content: <CodeText value={body} what={text.source} /> },
      ]}
    />
  );
}

/** No scripts, no origin, no forms, no way out: `sandbox` allows nothing (MI-3). */
function Preview(props: { readonly body: string }) {
  const { body } = props;
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    if (frame.current !== null) showMail(frame.current, body);
  }, [body]);
  return (
    <SpaceBetween size="xs">
      <Box variant="small" color="text-body-secondary">
        {text.htmlHint}
      </Box>
      <iframe ref={frame} className="mail" sandbox="" referrerPolicy="no-referrer" title={text.htmlTitle} />
    </SpaceBetween>
  );
}
