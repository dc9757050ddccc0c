import { CreateUserPoolClientCommand, type ExplicitAuthFlowsType } from '@aws-sdk/client-cognito-identity-provider';
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import { useState } from 'react';
import { reloadAppClients } from '../../api/app-clients';
import { APP_TYPES, clientInput, defaultFlows, defaultName, hasSecret, isAppType, type AppType } from '../../api/app-types';
import { authFlowsFault } from '../../api/auth-flows';
import { aws } from '../../api/cognito';
import { useResourceServers } from '../../api/resource-servers';
import { redirectUrl, rule, ruleText } from '../../api/rules';
import { currentPlace, navigate, url } from '../../routing/router';
import { AuthFlowsField } from '../../ui/AuthFlowsField';
import { FailureAlert } from '../../ui/FailureAlert';
import { Labelled, TextField, useForm, type Form as FormState } from '../../ui/form';
import { Irreversible } from '../../ui/Irreversible';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/Page';
import { PageForm } from '../../ui/PageForm';
import { ScopePicker } from '../../ui/ScopePicker';
import type { PageProps } from '../page';
import { text } from './text';

interface Values {
  readonly type: AppType;
  readonly name: string;
  readonly returnUrl: string;
  readonly scopes: readonly string[];
  readonly generateSecret: boolean;
  readonly flows: readonly ExplicitAuthFlowsType[];
}

/** Application type, name, return URL; the rest has defaults (ui 8.4). */
export default function CreateClient({ params: { pool } }: PageProps<'/user-pools/:pool/app-clients/create'>) {
  const [first] = useState(firstValues);
  const form = useForm<Values>(first, {
    name: rule('ClientNameType', text.appName),
    returnUrl: (value, { type }) => (type === 'm2m' ? undefined : redirectUrl(text.returnUrl, { optional: true })(value)),
    flows: (flows, { generateSecret }) => authFlowsFault(flows, generateSecret),
  });
  const create = async (values: Values) => {
    const { UserPoolClient } = await aws(new CreateUserPoolClientCommand(inputOf(pool, values)));
    form.settle();
    notices.success(text.created(values.name));
    navigate(url('/user-pools/:pool/app-clients/:client', { pool, client: UserPoolClient?.ClientId ?? '' }), 'replace');
    await reloadAppClients(pool);
  };
  const list = url('/user-pools/:pool/app-clients', { pool });
  return (
    <Page title={text.title} pool={pool} content="form" crumbs={[{ text: 'App clients', href: list }]} help={text.help}>
      <PageForm
        form={form}
        submit={text.create}
        action="cognito-idp:CreateUserPoolClient"
        onSubmit={create}
        back={list}
      >
        <Application form={form} />
        {form.values.type === 'm2m' ? <Scopes form={form} pool={pool} /> : null}
        <Advanced form={form} />
      </PageForm>
    </Page>
  );
}

function firstValues(): Values {
  const asked = currentPlace().query.get('type') ?? '';
  const type = isAppType(asked) ? asked : 'web';
  return {
    type,
    name: defaultName(type),
    returnUrl: '',
    scopes: [],
    generateSecret: hasSecret(type),
    flows: defaultFlows(type),
  };
}

function inputOf(poolId: string, { type, name, returnUrl, scopes, generateSecret, flows }: Values) {
  const machine = type === 'm2m';
  return {
    ...clientInput(type, {
      poolId,
      name,
      generateSecret,
      ...(machine ? { customScopes: scopes } : { returnUrl }),
    }),
    ...(flows.length === 0 ? {} : { ExplicitAuthFlows: [...flows] }),
  };
}

function Application({ form }: { readonly form: FormState<Values> }) {
  const { type, name } = form.values;
  const choose = (next: AppType) => {
    if (name === defaultName(type)) form.set('name', defaultName(next));
    form.set('type', next);
    form.set('generateSecret', hasSecret(next));
    form.set('flows', defaultFlows(next));
  };
  return (
    <Container header={<Header variant="h2">{text.define}</Header>}>
      <SpaceBetween size="l">
        <FormField label={text.appType}>
          <Tiles
            value={type}
            columns={2}
            ariaLabel={text.appType}
            items={APP_TYPES.map(({ value, label, description }) => ({ value, label, description }))}
            onChange={({ detail }) => {
              if (isAppType(detail.value)) choose(detail.value);
            }}
          />
        </FormField>
        <TextField form={form} name="name" label={text.appName} constraint={ruleText('ClientNameType')} />
        {type === 'm2m' ? null : (
          <TextField
            form={form}
            name="returnUrl"
            label={`${text.returnUrl} - optional`}
            description={text.returnUrlHint}
            placeholder="http://localhost:3000/callback"
            constraint="https://…, http://localhost… or a scheme of your app; no fragment (#…)."
          />
        )}
      </SpaceBetween>
    </Container>
  );
}

function Scopes({ form, pool }: { readonly form: FormState<Values>; readonly pool: string }) {
  const servers = useResourceServers(pool);
  const { scopes } = form.values;
  return (
    <Container header={<Header variant="h2" description={text.customScopesHint}>{text.customScopes}</Header>}>
      <SpaceBetween size="m">
        <FailureAlert failure={servers.failure} onRetry={() => void servers.reload()} />
        <Labelled form={form} name="scopes" label={text.customScopes}>
          <ScopePicker servers={servers.data ?? []} value={scopes} onChange={(next) => form.set('scopes', next)} />
        </Labelled>
        {scopes.length === 0 ? (
          <Alert type="warning" statusIconAriaLabel="Warning">
            {text.noScopesYet}
          </Alert>
        ) : null}
      </SpaceBetween>
    </Container>
  );
}

function Advanced({ form }: { readonly form: FormState<Values> }) {
  const { type, generateSecret } = form.values;
  return (
    <ExpandableSection variant="container" headerText={text.advanced}>
      <SpaceBetween size="l">
        <FormField label={<>{text.clientSecret} <Irreversible /></>}>
          <RadioGroup
            value={generateSecret ? 'yes' : 'no'}
            items={[
              { value: 'yes', label: text.generate },
              {
                value: 'no',
                label: text.noGenerate,
                disabled: type === 'm2m',
                ...(type === 'm2m' ? { description: text.secretNeeded } : {}),
              },
            ]}
            onChange={({ detail }) => form.set('generateSecret', detail.value === 'yes')}
          />
        </FormField>
        <AuthFlowsField form={form} label={text.flows} />
      </SpaceBetween>
    </ExpandableSection>
  );
}
