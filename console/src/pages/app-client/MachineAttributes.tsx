import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { reloadAppClients } from '../../api/app-clients';
import { extension } from '../../api/extension';
import type { ClientAttributes } from '../../api/operations';
import { reload, useResource } from '../../api/resource';
import { useWrite } from '../../api/write';
import { useLeaveGuard } from '../../routing/router';
import { FailureAlert } from '../../ui/FailureAlert';
import { notices } from '../../ui/notices';
import { SavedCard } from '../../ui/SavedCard';
import { text as shared } from '../../ui/text';
import { CLAIM_TYPES, claimFaults, claimsOf, toClaims, type Claim } from './claims';
import { text } from './text';

const CLAIMS_MAX = 50;

/** What the machine tokens of an app client carry beyond Cognito's claims (design D16). */
export function MachineAttributes(props: { readonly client: UserPoolClientType }) {
  const { UserPoolId = '', ClientId = '' } = props.client;
  const attributes = useResource(['client-attributes', UserPoolId, ClientId], async () => {
    const { ClientAttributes: found } = await extension('GetClientAttributes', { UserPoolId, ClientId });
    return found;
  });
  const { data } = attributes;
  return (
    <SpaceBetween size="s">
      <FailureAlert failure={attributes.failure} onRetry={() => void attributes.reload()} />
      {data === undefined ? null : <Editor key={JSON.stringify(data)} first={data} />}
    </SpaceBetween>
  );
}

function Editor(props: { readonly first: ClientAttributes }) {
  const { UserPoolId, ClientId } = props.first;
  const [first] = useState(() => ({ claims: claimsOf(props.first.Claims), audience: props.first.Audience.join('\n') }));
  const [claims, setClaims] = useState<readonly Claim[]>(first.claims);
  const [audience, setAudience] = useState(first.audience);
  const faults = claimFaults(claims);
  const isWrong = faults.some(({ name, value }) => name !== undefined || value !== undefined);
  const isChanged = JSON.stringify({ claims, audience }) !== JSON.stringify(first);
  useLeaveGuard(isChanged, shared.leave);
  const write = useWrite(async () => {
    const Audience = audience.split('\n').map((line) => line.trim()).filter((line) => line !== '');
    await extension('SetClientAttributes', { UserPoolId, ClientId, Claims: toClaims(claims), Audience });
    notices.success(text.saved);
    await Promise.all([reload('client-attributes', UserPoolId, ClientId), reloadAppClients(UserPoolId)]);
  });
  const change = (at: number, changed: Partial<Claim>) =>
    setClaims(claims.map((claim, i) => (i === at ? { ...claim, ...changed } : claim)));
  return (
    <SavedCard
      title={text.claims}
      counter={`(${claims.length})`}
      description={text.claimsHint}
      save={text.save}
      action="gatehouse:SetClientAttributes"
      disabled={!isChanged || isWrong}
      write={write}
      size="l"
    >
      <AttributeEditor<Claim>
        items={claims}
        empty={text.noClaims}
        addButtonText={text.addClaim}
        disableAddButton={claims.length >= CLAIMS_MAX}
        removeButtonText={text.remove}
        removeButtonAriaLabel={({ name }) => `${text.remove} ${name}`}
        onAddButtonClick={() => setClaims([...claims, { name: '', type: 'text', value: '' }])}
        onRemoveButtonClick={({ detail }) => setClaims(claims.filter((_, i) => i !== detail.itemIndex))}
        definition={[
          {
            label: text.claimName,
            control: ({ name }, at) => (
              <Input value={name} onChange={({ detail }) => change(at, { name: detail.value })} />
            ),
            errorText: (_, at) => (isChanged ? faults[at]?.name : undefined),
          },
          {
            label: text.claimType,
            control: ({ type }, at) => (
              <Select
                selectedOption={CLAIM_TYPES.find(({ value }) => value === type) ?? null}
                options={CLAIM_TYPES.map(({ value, label }) => ({ value, label }))}
                onChange={({ detail }) => {
                  const next = CLAIM_TYPES.find(({ value }) => value === detail.selectedOption.value);
                  if (next !== undefined) change(at, { type: next.value, value: next.value === 'yes-no' ? 'true' : '' });
                }}
              />
            ),
          },
          {
            label: text.claimValue,
            control: (claim, at) => <ClaimValue claim={claim} onChange={(value) => change(at, { value })} />,
            errorText: (_, at) => (isChanged ? faults[at]?.value : undefined),
          },
        ]}
      />
      <FormField label={text.audience} description={text.audienceHint}>
        <Textarea value={audience} rows={2} onChange={({ detail }) => setAudience(detail.value)} />
      </FormField>
    </SavedCard>
  );
}

const YES_NO = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

function ClaimValue(props: { readonly claim: Claim; readonly onChange: (value: string) => void }) {
  const { claim, onChange } = props;
  switch (claim.type) {
    case 'yes-no':
      return (
        <Select
          selectedOption={YES_NO.find(({ value }) => value === claim.value) ?? null}
          options={YES_NO}
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? 'false')}
        />
      );
    case 'list':
      return <Textarea value={claim.value} rows={3} onChange={({ detail }) => onChange(detail.value)} />;
    default:
      return (
        <Input
          value={claim.value}
          {...(claim.type === 'number' ? { inputMode: 'numeric' as const } : {})}
          onChange={({ detail }) => onChange(detail.value)}
        />
      );
  }
}
