import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { customScopes, isMachine, useAppClient } from '../../api/app-clients';
import { CLIENT_TOKEN_FLOW } from '../../api/auth-flows';
import { useAppClients } from '../../api/pools';
import { SubmitForm } from '../../ui/SubmitForm';
import { isOfUser, type Grant, type TokenRequest } from './request';
import { text } from './text';
import { UserFields, type UserValues } from './UserFields';

export interface RequestFormProps {
  readonly pool: string;
  readonly domain: string | undefined;
  readonly clientId: string;
  readonly canSend: boolean;
  readonly isRunning: boolean;
  readonly onClient: (clientId: string) => void;
  readonly onSend: (request: TokenRequest) => Promise<unknown>;
}

export function RequestForm(props: RequestFormProps) {
  const { pool, clientId, onClient } = props;
  const clients = useAppClients(pool);
  const client = useAppClient(pool, clientId);
  const options = (clients.data ?? []).map(({ ClientId = '', ClientName = '' }) => ({
    value: ClientId,
    label: ClientName,
    description: ClientId,
  }));
  const chosen = options.find(({ value }) => value === clientId) ?? null;
  return (
    <Container header={<Header variant="h2" description={text.machineOnly}>{text.request}</Header>}>
      <SpaceBetween size="l">
        <FormField label={text.client}>
          <Select
            selectedOption={chosen}
            options={options}
            placeholder={text.clientChoose}
            filteringType="auto"
            filteringPlaceholder={text.clientFind}
            filteringAriaLabel={text.clientFind}
            onChange={({ detail }) => onClient(detail.selectedOption.value ?? '')}
          />
        </FormField>
        {clientId === '' || client.data === undefined ? null : <Fields {...props} client={client.data} />}
      </SpaceBetween>
    </Container>
  );
}

interface Extra {
  readonly name: string;
  readonly value: string;
}

/** A real form: browsers complain about password fields outside of one. */
function Fields(props: RequestFormProps & { readonly client: UserPoolClientType }) {
  const { pool, domain, clientId, canSend, isRunning, onSend, client } = props;
  const own = customScopes(client);
  const isOperation = client.ExplicitAuthFlows?.length === 1 && client.ExplicitAuthFlows[0] === CLIENT_TOKEN_FLOW;
  const [grant, setGrant] = useState<Grant>(() => firstGrant(client, isOperation));
  const [user, setUser] = useState<UserValues>({ username: '', password: '', refreshToken: '' });
  const [auth, setAuth] = useState<TokenRequest['auth']>('basic');
  const [secret, setSecret] = useState<ChosenSecret>({ which: client.ClientSecret === undefined ? 'none' : 'own', other: '' });
  const [scopes, setScopes] = useState<readonly string[]>(own);
  const [more, setMore] = useState('');
  const [extra, setExtra] = useState<readonly Extra[]>([]);
  const requested = [...scopes, ...more.split(' ').filter((scope) => scope !== '')];
  const change = (at: number, changed: Partial<Extra>) =>
    setExtra(extra.map((each, i) => (i === at ? { ...each, ...changed } : each)));
  return (
    <SubmitForm
      onSubmit={() => {
        void onSend({ poolId: pool, domain, grant, clientId, secret: secretOf(secret, client), auth, scopes: isOfUser(grant) ? [] : requested, extra, ...user });
      }}
    >
      <SpaceBetween size="l">
        <FormField label={text.grant}>
          <RadioGroup
            value={grant}
            items={[
              { value: 'client_credentials', label: text.grantMachines, disabled: !canSend },
              {
                value: 'GetClientToken',
                label: text.grantOperation,
                description: isOperation ? text.grantOperationHint : text.grantOperationNo,
                disabled: !isOperation,
              },
              {
                value: 'password',
                label: text.grantPassword,
                description: allows(client, PASSWORD_FLOW) ? text.grantPasswordHint : text.grantNo(PASSWORD_FLOW),
                disabled: !canSend || !allows(client, PASSWORD_FLOW),
              },
              {
                value: 'refresh_token',
                label: text.grantRefresh,
                description: mayRefresh(client) ? text.grantRefreshHint : text.grantNo(REFRESH_FLOW),
                disabled: !canSend || !mayRefresh(client),
              },
            ]}
            onChange={({ detail }) => setGrant(detail.value as Grant)}
          />
        </FormField>
        {isOfUser(grant) ? <UserFields grant={grant} values={user} onChange={setUser} /> : null}
        {grant === 'client_credentials' ? (
          <FormField label={text.auth}>
            <SegmentedControl
              label={text.auth}
              selectedId={auth}
              options={[
                { id: 'basic', text: text.authBasic },
                { id: 'body', text: text.authBody },
              ]}
              onChange={({ detail }) => setAuth(detail.selectedId === 'body' ? 'body' : 'basic')}
            />
          </FormField>
        ) : null}
        <Secret client={client} value={secret} onChange={setSecret} />
        {isOfUser(grant) ? null : (
          <>
            <FormField label={text.scopes} description={text.scopesHint}>
              <Multiselect
                selectedOptions={scopes.map((value) => ({ value, label: value }))}
                options={own.map((value) => ({ value, label: value }))}
                placeholder={text.scopes}
                empty="-"
                deselectAriaLabel={({ label = '' }) => `Remove ${label}`}
                onChange={({ detail }) => setScopes(detail.selectedOptions.map(({ value = '' }) => value))}
              />
            </FormField>
            <ExpandableSection headerText={text.extra}>
              <SpaceBetween size="m">
                <FormField label={text.scopeExtra} description={text.scopeExtraHint}>
                  <Input value={more} spellcheck={false} onChange={({ detail }) => setMore(detail.value)} />
                </FormField>
                {grant === 'client_credentials' ? (
                  <FormField label={text.extra} description={text.extraHint}>
                    <AttributeEditor<Extra>
                      items={extra}
                      empty={text.extraNone}
                      addButtonText={text.addExtra}
                      removeButtonText="Remove"
                      removeButtonAriaLabel={({ name }) => `Remove ${name}`}
                      onAddButtonClick={() => setExtra([...extra, { name: '', value: '' }])}
                      onRemoveButtonClick={({ detail }) => setExtra(extra.filter((_, i) => i !== detail.itemIndex))}
                      definition={[
                        {
                          label: text.extraName,
                          control: ({ name }, at) => <Input value={name} onChange={({ detail }) => change(at, { name: detail.value })} />,
                        },
                        {
                          label: text.extraValue,
                          control: ({ value }, at) => <Input value={value} onChange={({ detail }) => change(at, { value: detail.value })} />,
                        },
                      ]}
                    />
                  </FormField>
                ) : null}
              </SpaceBetween>
            </ExpandableSection>
          </>
        )}
        <Button
          variant="primary"
          formAction="submit"
          loading={isRunning}
          disabled={grant !== 'GetClientToken' && !canSend}
        >
          {text.get}
        </Button>
      </SpaceBetween>
    </SubmitForm>
  );
}

const PASSWORD_FLOW = 'ALLOW_USER_PASSWORD_AUTH';
const REFRESH_FLOW = 'ALLOW_REFRESH_TOKEN_AUTH';

export function allows({ ExplicitAuthFlows: flows = [] }: UserPoolClientType, flow: string): boolean {
  // Flows of the first generation have no prefix.
  return flows.some((each) => each === flow || each === flow.replace('ALLOW_', ''));
}

/** Without a flow of the present generation it is allowed (AC-15); tokens that are replaced need none (RT-16). */
export function mayRefresh({ ExplicitAuthFlows: flows = [], RefreshTokenRotation: rotation }: UserPoolClientType): boolean {
  const isUnsaid = flows.every((flow) => !flow.startsWith('ALLOW_'));
  return isUnsaid || flows.includes(REFRESH_FLOW) || rotation?.Feature === 'ENABLED';
}

/** What the client is for. */
function firstGrant(client: UserPoolClientType, isOperation: boolean): Grant {
  if (isMachine(client)) return 'client_credentials';
  if (isOperation) return 'GetClientToken';
  return allows(client, PASSWORD_FLOW) ? 'password' : 'client_credentials';
}

interface ChosenSecret {
  readonly which: 'own' | 'other' | 'none';
  readonly other: string;
}

function secretOf({ which, other }: ChosenSecret, { ClientSecret = '' }: UserPoolClientType): string {
  switch (which) {
    case 'own':
      return ClientSecret;
    case 'other':
      return other;
    case 'none':
      return '';
  }
}

/** The client's own secret is sent without being in the page (UI-08). */
function Secret(props: {
  readonly client: UserPoolClientType;
  readonly value: ChosenSecret;
  readonly onChange: (value: ChosenSecret) => void;
}) {
  const { client, value, onChange } = props;
  const hasNone = client.ClientSecret === undefined;
  return (
    <FormField label={text.secret} description={text.secretHint}>
      <SpaceBetween size="xs">
        <RadioGroup
          value={value.which}
          ariaLabel={text.secret}
          items={[
            { value: 'own', label: text.secretOwn, disabled: hasNone, ...(hasNone ? { description: text.secretMissing } : {}) },
            { value: 'other', label: text.secretOther },
            { value: 'none', label: text.secretNone },
          ]}
          onChange={({ detail }) => onChange({ ...value, which: detail.value as ChosenSecret['which'] })}
        />
        {value.which === 'other' ? (
          <Input
            type="password"
            ariaLabel={text.secretOther}
            autoComplete="off"
            value={value.other}
            onChange={({ detail }) => onChange({ ...value, other: detail.value })}
          />
        ) : null}
      </SpaceBetween>
    </FormField>
  );
}
