import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useMemo, useState } from 'react';
import { decode, pastedKeys, type Keys } from './jwt';
import { usePoolKeys } from './keys';
import { text } from './text';
import { Claims, TokenDetails } from './TokenDetails';

/** Any JWT, decoded and checked in the browser; nothing is sent. */
export function PasteToken(props: { readonly pool: string }) {
  const { pool } = props;
  const [pasted, setPasted] = useState('');
  const [key, setKey] = useState('');
  const own = usePoolKeys(pool);
  const token = pasted.trim();
  const decoded = useMemo(() => decode(token), [token]);
  const given = useMemo(() => (key.trim() === '' ? undefined : pastedKeys(key)), [key]);
  const iss = decoded?.payload['iss'];
  const isOurs = own.issuer !== undefined && iss === own.issuer;
  const keys = useMemo(
    (): Keys => given ?? (isOurs ? own.keys : { kind: 'none', why: text.otherIssuer(typeof iss === 'string' ? iss : 'nobody') }),
    // The pool's keys are a new object at each read of the same set.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [given, isOurs, own.keys.kind, iss],
  );
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{text.modePaste}</Header>}>
        <SpaceBetween size="m">
          <FormField label={text.tokenField} errorText={token === '' || decoded !== undefined ? '' : text.notAToken} stretch>
            <Textarea value={pasted} rows={5} spellcheck={false} autoComplete={false} onChange={({ detail }) => setPasted(detail.value)} />
          </FormField>
          <FormField
            label={text.key}
            description={text.keyHint}
            errorText={key.trim() === '' || given !== undefined ? '' : text.keyWrong}
            stretch
          >
            <Textarea value={key} rows={3} spellcheck={false} autoComplete={false} onChange={({ detail }) => setKey(detail.value)} />
          </FormField>
        </SpaceBetween>
      </Container>
      {decoded === undefined ? (
        <Alert type="info" statusIconAriaLabel="Info">
          {text.noToken}
        </Alert>
      ) : (
        <SpaceBetween size="l">
          <TokenDetails token={token} decoded={decoded} keys={keys} expected={isOurs ? { issuer: own.issuer } : {}} />
          <Claims decoded={decoded} />
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}
