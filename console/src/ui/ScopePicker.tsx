import type { ResourceServerType } from '@aws-sdk/client-cognito-identity-provider';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { fullScopes } from '../api/resource-servers';
import { text } from './text';

/** Custom scopes to choose from, by resource server; "all of this server" in one click (ui 8.4). */
export function ScopePicker(props: {
  readonly servers: readonly ResourceServerType[];
  readonly value: readonly string[];
  readonly onChange: (scopes: string[]) => void;
  readonly onBlur?: () => void;
}) {
  const { servers, value, onChange, onBlur } = props;
  const options = servers
    .filter((server) => fullScopes(server).length > 0)
    .map((server) => ({
      label: server.Name === server.Identifier ? (server.Name ?? '') : `${server.Name} (${server.Identifier})`,
      options: (server.Scopes ?? []).map(({ ScopeName = '', ScopeDescription = '' }) => ({
        value: `${server.Identifier}/${ScopeName}`,
        label: `${server.Identifier}/${ScopeName}`,
        description: ScopeDescription,
      })),
    }));
  const known = new Set(servers.flatMap(fullScopes));
  const add = (server: ResourceServerType) => onChange([...new Set([...value, ...fullScopes(server)])]);
  return (
    <SpaceBetween size="xs">
      <Multiselect
        selectedOptions={value.map((scope) => ({
          value: scope,
          label: scope,
          ...(known.has(scope) ? {} : { description: text.scopeGone }),
        }))}
        options={options}
        placeholder={text.chooseScopes}
        filteringType="auto"
        empty={text.noScopes}
        deselectAriaLabel={({ label = '' }) => text.removeScope(label)}
        onChange={({ detail }) => onChange(detail.selectedOptions.map(({ value: scope = '' }) => scope))}
        {...(onBlur === undefined ? {} : { onBlur })}
      />
      {servers.length === 0 ? null : (
        <Box>
          {servers
            .filter((server) => fullScopes(server).some((scope) => !value.includes(scope)))
            .map((server) => (
              <Button key={server.Identifier} formAction="none" variant="inline-link" onClick={() => add(server)}>
                {text.allScopesOf(server.Identifier ?? '')}
              </Button>
            ))}
        </Box>
      )}
    </SpaceBetween>
  );
}
