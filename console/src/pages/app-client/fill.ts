/** What the placeholders of the snippets stand for. */
export interface SnippetValues {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly issuer: string;
  readonly jwksUrl: string;
  readonly discoveryUrl: string;
}

/**
 * How a value is written inside of the quotes of a language. Scopes have no `"` and no `\` (RS-01, RS-02); what else
 * ends or changes a text is escaped: `'` in shells and in JavaScript's single quotes, `{` in formatted texts.
 */
export type Quoting = 'double' | 'shell';

const ESCAPED: Readonly<Record<Quoting, (value: string) => string>> = {
  double: (value) => value,
  shell: (value) => value.replaceAll("'", `'\\''`),
};

/** A snippet with an app client's values in its placeholders `{{NAME}}`. */
export function fill(snippet: string, values: SnippetValues, quoting: Quoting): string {
  const { tokenEndpoint, clientId, scopes, issuer, jwksUrl, discoveryUrl } = values;
  const [first = 'SCOPE'] = scopes;
  const named: Readonly<Record<string, string>> = {
    TOKEN_ENDPOINT: tokenEndpoint,
    CLIENT_ID: clientId,
    SCOPES: scopes.join(' '),
    FIRST_SCOPE: first,
    ISSUER: issuer,
    JWKS_URL: jwksUrl,
    DISCOVERY_URL: discoveryUrl,
  };
  return snippet.replace(/\{\{([A-Z_]+)\}\}/g, (whole, name: string) => {
    const value = named[name];
    return value === undefined ? whole : ESCAPED[quoting](value);
  });
}

/** A collection for Postman; the secret is left blank (F4-2). */
export function postmanCollection(name: string, values: SnippetValues): string {
  const form = [
    { key: 'grant_type', value: 'client_credentials', type: 'text' },
    { key: 'scope', value: '{{scope}}', type: 'text' },
  ];
  const collection = {
    info: {
      name,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    variable: [
      { key: 'token_endpoint', value: values.tokenEndpoint },
      { key: 'client_id', value: values.clientId },
      { key: 'client_secret', value: '' },
      { key: 'scope', value: values.scopes.join(' ') },
    ],
    item: [
      {
        name: 'Client credentials',
        request: {
          method: 'POST',
          url: '{{token_endpoint}}',
          auth: {
            type: 'basic',
            basic: [
              { key: 'username', value: '{{client_id}}', type: 'string' },
              { key: 'password', value: '{{client_secret}}', type: 'string' },
            ],
          },
          header: [{ key: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
          body: { mode: 'urlencoded', urlencoded: form },
        },
      },
    ],
  };
  return `${JSON.stringify(collection, null, 2)}\n`;
}
