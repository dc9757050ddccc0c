/** Terraform text for calls that make something that Terraform's AWS provider knows as a resource. */

interface Mapping {
  readonly resource: string;
  /** From the API's member to the argument; a nested structure is a block with arguments of its own. */
  readonly arguments: Readonly<Record<string, string>>;
}

const CLIENT: Mapping = {
  resource: 'aws_cognito_user_pool_client',
  arguments: {
    UserPoolId: 'user_pool_id',
    ClientName: 'name',
    GenerateSecret: 'generate_secret',
    RefreshTokenValidity: 'refresh_token_validity',
    AccessTokenValidity: 'access_token_validity',
    IdTokenValidity: 'id_token_validity',
    ReadAttributes: 'read_attributes',
    WriteAttributes: 'write_attributes',
    ExplicitAuthFlows: 'explicit_auth_flows',
    SupportedIdentityProviders: 'supported_identity_providers',
    CallbackURLs: 'callback_urls',
    LogoutURLs: 'logout_urls',
    DefaultRedirectURI: 'default_redirect_uri',
    AllowedOAuthFlows: 'allowed_oauth_flows',
    AllowedOAuthScopes: 'allowed_oauth_scopes',
    AllowedOAuthFlowsUserPoolClient: 'allowed_oauth_flows_user_pool_client',
    PreventUserExistenceErrors: 'prevent_user_existence_errors',
    EnableTokenRevocation: 'enable_token_revocation',
    AuthSessionValidity: 'auth_session_validity',
  },
};

const MAPPINGS: Readonly<Record<string, Mapping>> = {
  CreateUserPoolClient: CLIENT,
  CreateUserPool: {
    resource: 'aws_cognito_user_pool',
    arguments: {
      PoolName: 'name',
      DeletionProtection: 'deletion_protection',
      AliasAttributes: 'alias_attributes',
      UsernameAttributes: 'username_attributes',
      AutoVerifiedAttributes: 'auto_verified_attributes',
      MfaConfiguration: 'mfa_configuration',
      UserPoolTier: 'user_pool_tier',
    },
  },
  CreateUserPoolDomain: {
    resource: 'aws_cognito_user_pool_domain',
    arguments: { UserPoolId: 'user_pool_id', Domain: 'domain', ManagedLoginVersion: 'managed_login_version' },
  },
  CreateResourceServer: {
    resource: 'aws_cognito_resource_server',
    arguments: { UserPoolId: 'user_pool_id', Identifier: 'identifier', Name: 'name' },
  },
  CreateGroup: {
    resource: 'aws_cognito_user_group',
    arguments: {
      UserPoolId: 'user_pool_id',
      GroupName: 'name',
      Description: 'description',
      Precedence: 'precedence',
      RoleArn: 'role_arn',
    },
  },
};

/** The resource that a call makes; undefined where Terraform has none. Members that it does not map are named. */
export function terraform(operation: string, input: object): string | undefined {
  const mapping = MAPPINGS[operation];
  if (mapping === undefined) return undefined;
  const lines: string[] = [];
  const left: string[] = [];
  for (const [member, value] of Object.entries(input)) {
    if (value === undefined) continue;
    const argument = mapping.arguments[member];
    if (argument !== undefined) lines.push(`  ${argument} = ${hcl(value)}`);
    else if (member === 'Scopes' && Array.isArray(value)) lines.push(...value.map(scopeBlock));
    else if (member === 'TokenValidityUnits') lines.push(unitsBlock(value as Record<string, string>));
    else left.push(member);
  }
  const names = left.length === 0 ? '' : `  # Set by the call, and not shown here: ${left.join(', ')}\n`;
  return `resource "${mapping.resource}" "this" {\n${names}${lines.join('\n')}\n}\n`;
}

function scopeBlock(scope: { ScopeName?: string; ScopeDescription?: string }): string {
  const { ScopeName = '', ScopeDescription = '' } = scope;
  return `  scope {\n    scope_name        = ${hcl(ScopeName)}\n    scope_description = ${hcl(ScopeDescription)}\n  }`;
}

function unitsBlock(units: Readonly<Record<string, string>>): string {
  const names: Readonly<Record<string, string>> = {
    AccessToken: 'access_token',
    IdToken: 'id_token',
    RefreshToken: 'refresh_token',
  };
  const lines = Object.entries(units).map(([name, unit]) => `    ${names[name] ?? name} = ${hcl(unit)}`);
  return `  token_validity_units {\n${lines.join('\n')}\n  }`;
}

/** A value as Terraform's language writes it. */
export function hcl(value: unknown): string {
  // What Terraform would take for the beginning of a template is doubled.
  if (typeof value === 'string') return JSON.stringify(value).replace(/[$%](?=\{)/g, (sign) => sign + sign);
  if (Array.isArray(value)) return `[${value.map(hcl).join(', ')}]`;
  return String(value);
}
