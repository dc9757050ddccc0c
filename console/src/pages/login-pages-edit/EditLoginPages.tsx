import type { UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { isConfidential, STANDARD_SCOPES } from '../../api/app-clients';
import { GRANTS } from '../../api/grants';
import { useResourceServers } from '../../api/resource-servers';
import { url } from '../../routing/router';
import { Checkboxes } from '../../ui/Checkboxes';
import { CreateServerDialog } from '../../ui/CreateServerDialog';
import { AppClientForm, EditAppClient } from '../../ui/EditAppClient';
import { FailureAlert } from '../../ui/FailureAlert';
import { Labelled, TextAreaField, TextField, useForm, type Form as FormState } from '../../ui/form';
import { ScopePicker } from '../../ui/ScopePicker';
import { text as shared } from '../../ui/text';
import { WriteButton } from '../../ui/WriteButton';
import type { PageProps } from '../page';
import {
  changesOf,
  grantDenied,
  isForUsers,
  lacksScopes,
  linesOf,
  scopesFault,
  urlsFault,
  valuesOf,
  withScope,
  type Values,
} from './login-pages';
import { text } from './text';

/** Edits what the tab "Login pages" shows. */
export default function EditLoginPages({ params }: PageProps<'/user-pools/:pool/app-clients/:client/login-pages'>) {
  return (
    <EditAppClient
      params={params}
      title={text.title}
      help={text.help}
      editor={(opened, reopen) => <Editor client={opened} onReload={reopen} />}
    />
  );
}

function Editor(props: { readonly client: UserPoolClientType; readonly onReload: () => void }) {
  const { client } = props;
  const { UserPoolId: pool = '' } = client;
  const form = useForm<Values>(valuesOf(client), {
    callbacks: (lines, { grants }) =>
      urlsFault(text.callbacks, lines) ??
      (isForUsers(grants) && linesOf(lines).length === 0 ? text.callbackRequired : undefined),
    defaultRedirect: (value, { callbacks }) =>
      value === '' || linesOf(callbacks).includes(value) ? undefined : text.defaultRedirectWrong,
    logouts: (lines) => urlsFault(text.logouts, lines),
    custom: (_, all) => scopesFault(all),
  });
  return (
    <AppClientForm client={client} form={form} changes={changesOf} tab="login-pages" onReload={props.onReload}>
      <Grants form={form} client={client} />
      <Scopes form={form} pool={pool} />
      <Urls form={form} />
    </AppClientForm>
  );
}

interface PartProps {
  readonly form: FormState<Values>;
}

function Grants({ form, client }: PartProps & { readonly client: UserPoolClientType }) {
  const { grants, cognito } = form.values;
  return (
    <Container header={<Header variant="h2" description={text.noPages}>{text.grants}</Header>}>
      <SpaceBetween size="l">
        <FormField label={text.grants}>
          <Checkboxes
            options={GRANTS.map(({ value, label }) => {
              const denied = grantDenied(value, grants, client);
              const description = denied ?? (value === 'implicit' ? text.implicitHint : undefined);
              return { value, label, description, disabled: denied !== undefined };
            })}
            chosen={grants}
            onChange={(chosen) => form.set('grants', chosen)}
          />
        </FormField>
        {isConfidential(client) ? null : (
          <Button
            formAction="none"
            href={url('/user-pools/:pool/app-clients/create', { pool: client.UserPoolId ?? '' }, { type: 'm2m' })}
          >
            {text.confidential}
          </Button>
        )}
        <FormField label={text.providers}>
          <Checkbox checked={cognito} onChange={({ detail }) => form.set('cognito', detail.checked)}>
            {text.provider}
          </Checkbox>
        </FormField>
      </SpaceBetween>
    </Container>
  );
}

function Scopes({ form, pool }: PartProps & { readonly pool: string }) {
  const servers = useResourceServers(pool);
  const [isCreating, setCreating] = useState(false);
  const { standard, custom, grants } = form.values;
  const forMachines = grants.includes('client_credentials');
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={text.customScopesHint}
          actions={
            <WriteButton
              action="cognito-idp:CreateResourceServer"
              kind="pools"
              formAction="none"
              onClick={() => setCreating(true)}
            >
              {shared.createServer}
            </WriteButton>
          }
        >
          {text.customScopes}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <FailureAlert failure={servers.failure} onRetry={() => void servers.reload()} />
        <Labelled form={form} name="custom" label={text.customScopes}>
          <ScopePicker
            servers={servers.data ?? []}
            value={custom}
            onChange={(next) => form.set('custom', next)}
            onBlur={() => form.touch('custom')}
          />
        </Labelled>
        {lacksScopes(form.values) ? (
          <Alert type="warning" statusIconAriaLabel="Warning">
            {text.noScopes}
          </Alert>
        ) : null}
        <FormField label={text.oidc} description={forMachines ? text.noStandard : text.oidcHint}>
          <SpaceBetween size="xs">
            {STANDARD_SCOPES.map((scope) => (
              <Checkbox
                key={scope}
                checked={!forMachines && standard.includes(scope)}
                disabled={forMachines}
                onChange={({ detail }) => form.set('standard', withScope(standard, scope, detail.checked))}
              >
                {text.oidcLabels[scope] ?? scope}
              </Checkbox>
            ))}
          </SpaceBetween>
        </FormField>
        {isCreating ? <CreateServerDialog pool={pool} onClose={() => setCreating(false)} /> : null}
      </SpaceBetween>
    </Container>
  );
}

function Urls({ form }: PartProps) {
  return (
    <Container header={<Header variant="h2">{text.urls}</Header>}>
      <SpaceBetween size="l">
        <TextAreaField
          form={form}
          name="callbacks"
          label={text.callbacks}
          description={text.callbacksHint}
          placeholder="https://example.com/callback"
        />
        <TextField form={form} name="defaultRedirect" label={text.defaultRedirect} description={text.defaultRedirectHint} />
        <TextAreaField
          form={form}
          name="logouts"
          label={text.logouts}
          description={text.callbacksHint}
          placeholder="https://example.com/"
        />
      </SpaceBetween>
    </Container>
  );
}
