import { CreateResourceServerCommand, type ResourceServerType, type UserPoolClientType } from '@aws-sdk/client-cognito-identity-provider';
import Alert from '@cloudscape-design/components/alert';
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { aws } from '../api/cognito';
import { usersOf } from '../api/resource-servers';
import { rule, ruleText } from '../api/rules';
import { TextField, useForm, type Form } from './form';
import { Irreversible } from './Irreversible';
import { pasteScopes, removedScopes, scopeFaults, SCOPES_MAX, type ScopeRow } from './scope-rows';
import { text } from './text';

/** What is asked of a resource server (ui 8.11). */
export interface ServerValues {
  readonly name: string;
  readonly identifier: string;
  readonly scopes: readonly ScopeRow[];
}

/**
 * @param edited the server that is edited; undefined for a new one
 * @param options false in a dialog over another form, which asks itself
 */
export function useServerForm(
  edited?: ResourceServerType,
  options: { readonly asksBeforeLeaving?: boolean } = {},
): Form<ServerValues> {
  const { Name = '', Identifier = '', Scopes = [] } = edited ?? {};
  return useForm<ServerValues>(
    {
      name: Name,
      identifier: Identifier,
      scopes: Scopes.map(({ ScopeName = '', ScopeDescription = '' }) => ({
        name: ScopeName,
        description: ScopeDescription,
      })),
    },
    {
      name: rule('ResourceServerNameType', text.serverName),
      identifier: rule('ResourceServerIdentifierType', text.serverIdentifier),
      scopes: (scopes) => {
        const wrong = scopeFaults(scopes).filter(({ name, description }) => (name ?? description) !== undefined).length;
        return wrong === 0 ? undefined : text.wrongScopes(wrong);
      },
    },
    options,
  );
}

export function scopesInput(scopes: readonly ScopeRow[]) {
  return scopes.map(({ name, description }) => ({ ScopeName: name, ScopeDescription: description }));
}

export async function createServer(pool: string, { name, identifier, scopes }: ServerValues): Promise<void> {
  await aws(
    new CreateResourceServerCommand({ UserPoolId: pool, Name: name, Identifier: identifier, Scopes: scopesInput(scopes) }),
  );
}

/** The fields; the identifier is text once the server exists. */
export function ServerFields(props: {
  readonly form: Form<ServerValues>;
  readonly edited?: ResourceServerType;
  /** Of the pool, for saying who loses a scope that is removed (D-5). */
  readonly clients?: readonly UserPoolClientType[];
}) {
  const { form, edited, clients = [] } = props;
  return (
    <SpaceBetween size="l">
      <TextField
        form={form}
        name="name"
        label={text.serverName}
        description={text.serverNameHint}
        constraint={ruleText('ResourceServerNameType')}
      />
      {edited === undefined ? (
        <TextField
          form={form}
          name="identifier"
          label={text.serverIdentifier}
          description={text.serverIdentifierHint}
          badge={<Irreversible />}
          constraint={ruleText('ResourceServerIdentifierType')}
        />
      ) : (
        <FormField label={text.serverIdentifier}>
          <Box>{edited.Identifier}</Box>
        </FormField>
      )}
      <Scopes form={form} />
      {edited === undefined ? null : <Removed edited={edited} scopes={form.values.scopes} clients={clients} />}
    </SpaceBetween>
  );
}

function Scopes({ form }: { readonly form: Form<ServerValues> }) {
  const { identifier, scopes } = form.values;
  const faults = scopeFaults(scopes);
  const isChecked = form.error('scopes') !== '';
  const change = (at: number, changed: Partial<ScopeRow>) =>
    form.set('scopes', scopes.map((scope, i) => (i === at ? { ...scope, ...changed } : scope)));
  const paste = (at: number, pasted: string): boolean => {
    const rows = pasteScopes(pasted);
    if (rows === undefined) return false;
    form.set('scopes', [...scopes.slice(0, at), ...rows, ...scopes.slice(at + 1)].slice(0, SCOPES_MAX));
    return true;
  };
  return (
    <FormField label={text.customScopes} description={text.customScopesHint} errorText={form.error('scopes')} stretch>
      <AttributeEditor<ScopeRow>
        items={scopes}
        empty={text.noScopeRows}
        addButtonText={text.addScope}
        disableAddButton={scopes.length >= SCOPES_MAX}
        removeButtonText={text.remove}
        removeButtonAriaLabel={({ name }) => text.removeScope(name)}
        onAddButtonClick={() => form.set('scopes', [...scopes, { name: '', description: '' }])}
        onRemoveButtonClick={({ detail }) => form.set('scopes', scopes.filter((_, i) => i !== detail.itemIndex))}
        definition={[
          {
            label: text.scopeName,
            control: ({ name }, at) => (
              <Pasted onPaste={(pasted) => paste(at, pasted)}>
                <Input value={name} spellcheck={false} autoComplete={false} onChange={({ detail }) => change(at, { name: detail.value })} />
              </Pasted>
            ),
            errorText: (_, at) => (isChecked ? faults[at]?.name : undefined),
            constraintText: ({ name }) => (name === '' ? undefined : text.requestedAs(`${identifier}/${name}`)),
          },
          {
            label: text.scopeDescription,
            control: ({ description }, at) => (
              <Input value={description} onChange={({ detail }) => change(at, { description: detail.value })} />
            ),
            errorText: (_, at) => (isChecked ? faults[at]?.description : undefined),
          },
        ]}
      />
    </FormField>
  );
}

/** Several lines `name<tab>description` fill several rows; anything else is pasted as it is. */
function Pasted(props: { readonly onPaste: (text: string) => boolean; readonly children: ReactNode }) {
  return (
    <div
      onPaste={(event) => {
        if (props.onPaste(event.clipboardData.getData('text'))) event.preventDefault();
      }}
    >
      {props.children}
    </div>
  );
}

function Removed(props: {
  readonly edited: ResourceServerType;
  readonly scopes: readonly ScopeRow[];
  readonly clients: readonly UserPoolClientType[];
}) {
  const { edited, scopes, clients } = props;
  const used = removedScopes(edited, scopes)
    .map((name) => ({ name, users: usersOf(clients, edited.Identifier ?? '', name) }))
    .filter(({ users }) => users.length > 0);
  if (used.length === 0) return null;
  return (
    <Alert type="warning" statusIconAriaLabel="Warning">
      {used.map(({ name, users }) => (
        <div key={name}>
          <strong>{`${edited.Identifier}/${name}`}</strong>: {text.scopeListed(users.length)}
        </div>
      ))}
    </Alert>
  );
}
