import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useEffect, useState } from 'react';
import { CopyButton } from '../../ui/CopyText';
import { DateText } from '../../ui/DateText';
import { explainClaims, type ExplainedClaim } from './claims';
import { checkClaims, checkSignature, type Check, type Decoded, type Expected, type Keys } from './jwt';
import { text } from './text';

/** A token with its checks; its claims have a table of their own. */
export function TokenDetails(props: {
  readonly token: string;
  readonly decoded: Decoded;
  readonly keys: Keys;
  readonly expected: Expected;
}) {
  const { token, decoded, keys, expected } = props;
  return (
    <SpaceBetween size="l">
      <Checks token={token} decoded={decoded} keys={keys} expected={expected} />
      <ColouredToken token={token} />
    </SpaceBetween>
  );
}

function Checks(props: {
  readonly token: string;
  readonly decoded: Decoded;
  readonly keys: Keys;
  readonly expected: Expected;
}) {
  const { token, decoded, keys, expected } = props;
  const now = useNow();
  const signature = useSignature(token, decoded, keys);
  const checks = [...(signature === undefined ? [] : [signature]), ...checkClaims(decoded, expected, now)];
  const types = { ok: 'success', failed: 'error', unknown: 'warning' } as const;
  const names = { ok: 'Passed', failed: 'Failed', unknown: 'Not checked' } as const;
  return (
    <Container header={<Header variant="h2">{text.checks}</Header>}>
      <SpaceBetween size="xs">
        {checks.map(({ id, result, text: words }) => (
          <div key={id} data-check={id} data-result={result}>
            <StatusIndicator type={types[result]} iconAriaLabel={names[result]} wrapText>
              {words}
            </StatusIndicator>
          </div>
        ))}
      </SpaceBetween>
    </Container>
  );
}

function useSignature(token: string, decoded: Decoded, keys: Keys): Check | undefined {
  const [check, setCheck] = useState<Check>();
  useEffect(() => {
    let isCurrent = true;
    void checkSignature(token, decoded, keys).then((done) => {
      if (isCurrent) setCheck(done);
    });
    return () => {
      isCurrent = false;
    };
  }, [token, decoded, keys]);
  return check;
}

/** For the countdown to a token's expiry. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Header, payload and signature in three colours. */
function ColouredToken(props: { readonly token: string }) {
  const [header, payload, signature] = props.token.split('.');
  return (
    <Container header={<Header variant="h2" actions={<CopyButton value={props.token} what="token" variant="normal" />}>{text.token}</Header>}>
      <div className="code" tabIndex={0} role="region" aria-label={text.token}>
        <span className="token-header">{header}</span>.<span className="token-payload">{payload}</span>.
        <span className="token-signature">{signature}</span>
      </div>
    </Container>
  );
}

/** What a token says, with meaning and human times. */
export function Claims(props: { readonly decoded: Decoded }) {
  const { header, payload } = props.decoded;
  return (
    <Table<ExplainedClaim>
      variant="container"
      wrapLines
      items={explainClaims(payload)}
      trackBy="name"
      ariaLabels={{ tableLabel: text.claims }}
      header={<Header variant="h2" description={<span className="copy-text">{`${text.header}: ${JSON.stringify(header)}`}</span>}>{text.claims}</Header>}
      columnDefinitions={[
        { id: 'claim', header: text.claim, isRowHeader: true, minWidth: 120, cell: ({ name }) => <code>{name}</code> },
        {
          id: 'value',
          header: text.value,
          minWidth: 200,
          cell: ({ value, at }) => (
            <span className="copy-text">
              {value}
              {at === undefined ? null : (
                <Box color="text-body-secondary" fontSize="body-s">
                  <DateText value={at} />
                </Box>
              )}
            </span>
          ),
        },
        { id: 'meaning', header: text.meaning, minWidth: 220, cell: ({ meaning }) => meaning },
        { id: 'compared', header: text.compared, minWidth: 160, cell: ({ compared }) => compared },
      ]}
    />
  );
}
