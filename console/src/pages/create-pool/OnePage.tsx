import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import { useState } from 'react';
import { APP_TYPES, defaultName, isAppType, type AppType } from '../../api/app-types';
import { domainPrefix, prefixOf } from '../../api/domains';
import { useRegion } from '../../api/region';
import { redirectUrl, rule, ruleText } from '../../api/rules';
import { currentPlace, href } from '../../routing/router';
import { Labelled, TextAreaField, TextField, useForm, type Form as FormState } from '../../ui/form';
import { Irreversible } from '../../ui/Irreversible';
import { Page } from '../../ui/Page';
import { PageForm } from '../../ui/PageForm';
import { PrefixField, useAvailability, type DomainAvailability } from '../../ui/PrefixField';
import { text as shared } from '../../ui/text';
import { AttributesField } from './AttributesField';
import {
  demanded,
  identifiersFault,
  parts,
  scopesFault,
  wantedOf,
  type Identifier,
  type OnePageValues,
} from './one-page';
import type { Wanted } from './plan';
import { Progress } from './Progress';
import { text } from './text';

/** "Set up resources for your application": all of it in one form (ui 8.3). */
export function OnePage() {
  const [wanted, setWanted] = useState<Wanted>();
  const create = useOnePage();
  const { form, availability } = create;
  if (wanted !== undefined) {
    return (
      <Page title={text.title} content="form" crumbs={CRUMBS}>
        <Progress wanted={wanted} onBack={() => setWanted(undefined)} />
      </Page>
    );
  }
  const next = async (values: OnePageValues) => {
    form.settle();
    setWanted(wantedOf(values));
  };
  return (
    <Page
      title={text.title}
      description="Set up resources for your application"
      content="form"
      crumbs={CRUMBS}
      help={text.help}
      actions={<Button href={href('/user-pools/create', { mode: 'detailed' })}>{text.detailed}</Button>}
    >
      <PageForm
        form={form}
        submit={text.create}
        action="cognito-idp:CreateUserPool"
        onSubmit={next}
        back={href('/user-pools')}
        note={<Box color="text-body-secondary">{text.creates(parts(wantedOf(form.values)))}</Box>}
      >
        <Application {...create} />
        {form.values.type === 'm2m' ? <ServerAndScopes form={form} /> : <ForUsers form={form} />}
        <Container header={<Header variant="h2">Domain</Header>}>
          <PrefixField form={form} label={text.prefix} description={text.prefixHint} availability={availability} />
        </Container>
      </PageForm>
    </Page>
  );
}

const CRUMBS = [{ text: 'User pools', href: href('/user-pools') }];

interface OnePageState {
  readonly form: FormState<OnePageValues>;
  readonly availability: DomainAvailability;
  readonly choose: (type: AppType) => void;
  readonly name: (app: string) => void;
}

/** Names follow each other until somebody gives one of his own. */
function useOnePage(): OnePageState {
  const region = useRegion();
  const [suffix] = useState(randomSuffix);
  const [first] = useState(() => firstValues(suffix));
  const taken: { isTaken?: (prefix: string) => boolean } = {};
  const checkPrefix = domainPrefix(text.prefix);
  const form = useForm<OnePageValues>(first, {
    app: rule('ClientNameType', text.appName),
    pool: rule('UserPoolNameType', text.pool),
    identifiers: (identifiers, { type, attributes }) =>
      type === 'm2m' ? undefined : identifiersFault(identifiers, attributes),
    returnUrl: (value, { type }) => (type === 'm2m' ? undefined : redirectUrl(text.returnUrl, { optional: true })(value)),
    identifier: (value, all) =>
      isWithServer(all) ? rule('ResourceServerIdentifierType', text.identifier)(value) : undefined,
    scopes: (value, all) => (isWithServer(all) ? scopesFault(value) : undefined),
    prefix: (value) => checkPrefix(value) ?? (taken.isTaken?.(value) === true ? shared.prefixTaken : undefined),
  });
  const { prefix } = form.values;
  const availability = useAvailability(prefix, region, checkPrefix(prefix) !== undefined);
  taken.isTaken = availability.isTaken;

  const rename = (app: string) => {
    const { app: before, pool, prefix: chosen } = form.values;
    form.set('app', app);
    if (pool === before) form.set('pool', app);
    if (chosen === prefixOf(before, suffix)) form.set('prefix', prefixOf(app, suffix));
  };
  return {
    form,
    availability,
    name: rename,
    choose: (type) => {
      if (form.values.app === defaultName(form.values.type)) rename(defaultName(type));
      form.set('type', type);
    },
  };
}

function isWithServer({ type, withServer }: OnePageValues): boolean {
  return type === 'm2m' && withServer;
}

function firstValues(suffix: string): OnePageValues {
  const asked = currentPlace().query.get('type') ?? '';
  const type = isAppType(asked) ? asked : 'web';
  const app = defaultName(type);
  return {
    type,
    app,
    pool: app,
    identifiers: ['email'],
    attributes: ['email'],
    selfRegistration: true,
    returnUrl: '',
    withServer: true,
    identifier: 'api',
    scopes: 'read\nwrite',
    prefix: prefixOf(app, suffix),
  };
}

/** Prefixes are unique in a region, so that a name alone is often taken. */
function randomSuffix(): string {
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => (byte % 36).toString(36)).join('');
}

function Application(props: OnePageState) {
  const { form, choose, name } = props;
  return (
    <Container header={<Header variant="h2">{text.define}</Header>}>
      <SpaceBetween size="l">
        <Labelled form={form} name="type" label={text.appType}>
          <Tiles
            value={form.values.type}
            columns={2}
            ariaLabel={text.appType}
            items={APP_TYPES.map(({ value, label, description }) => ({ value, label, description }))}
            onChange={({ detail }) => {
              if (isAppType(detail.value)) choose(detail.value);
            }}
          />
        </Labelled>
        <TextField
          form={{ ...form, set: (field, value) => (field === 'app' ? name(value as string) : form.set(field, value)) }}
          name="app"
          label={text.appName}
          constraint={ruleText('ClientNameType')}
        />
        <TextField
          form={form}
          name="pool"
          label={text.pool}
          description={text.poolHint}
          constraint={ruleText('UserPoolNameType')}
        />
      </SpaceBetween>
    </Container>
  );
}

function ServerAndScopes(props: { readonly form: FormState<OnePageValues> }) {
  const { form } = props;
  return (
    <Container header={<Header variant="h2" description={text.resourceServerHint}>{text.resourceServer}</Header>}>
      <SpaceBetween size="l">
        <Checkbox
          checked={form.values.withServer}
          description={text.withServerHint}
          onChange={({ detail }) => form.set('withServer', detail.checked)}
        >
          {text.withServer}
        </Checkbox>
        {form.values.withServer ? (
          <SpaceBetween size="l">
            <TextField
              form={form}
              name="identifier"
              label={text.identifier}
              badge={<Irreversible />}
              constraint={ruleText('ResourceServerIdentifierType')}
            />
            <TextAreaField form={form} name="scopes" label={text.scopes} description={text.scopesHint} />
          </SpaceBetween>
        ) : null}
      </SpaceBetween>
    </Container>
  );
}

const IDENTIFIERS: readonly { readonly id: Identifier; readonly label: string }[] = [
  { id: 'email', label: text.email },
  { id: 'phone_number', label: text.phone },
  { id: 'username', label: text.username },
];

function ForUsers(props: { readonly form: FormState<OnePageValues> }) {
  const { form } = props;
  const { identifiers, attributes, selfRegistration } = form.values;
  const toggle = (id: Identifier, isOn: boolean) => {
    const next = isOn ? [...identifiers, id] : identifiers.filter((each) => each !== id);
    form.set('identifiers', next);
    form.set('attributes', [...new Set([...attributes, ...demanded(next).slice(0, 1)])]);
  };
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{text.configure}</Header>}>
        <SpaceBetween size="l">
          <Labelled
            form={form}
            name="identifiers"
            label={text.identifiers}
            badge={<Irreversible />}
            description={text.identifiersHint}
          >
            <SpaceBetween size="xs">
              {IDENTIFIERS.map(({ id, label }) => (
                <Checkbox
                  key={id}
                  checked={identifiers.includes(id)}
                  onChange={({ detail }) => toggle(id, detail.checked)}
                >
                  {label}
                </Checkbox>
              ))}
            </SpaceBetween>
          </Labelled>
          <Labelled form={form} name="selfRegistration" label={text.selfRegistrationLabel}>
            <Checkbox
              checked={selfRegistration}
              description={text.selfRegistrationHint}
              onChange={({ detail }) => form.set('selfRegistration', detail.checked)}
            >
              {text.selfRegistration}
            </Checkbox>
          </Labelled>
          <AttributesField form={form} />
        </SpaceBetween>
      </Container>
      <Container
        header={
          <Header variant="h2" description={text.returnUrlHint}>
            {text.returnUrl} - <i>{text.optional}</i>
          </Header>
        }
      >
        <TextField
          form={form}
          name="returnUrl"
          label={text.returnUrl}
          placeholder="http://localhost:3000/callback"
          constraint="https://…, http://localhost… or a scheme of your app; no fragment (#…)."
        />
      </Container>
    </SpaceBetween>
  );
}
