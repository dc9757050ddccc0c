import type {
  ExplicitAuthFlowsType,
  UpdateUserPoolClientCommandInput,
  UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import { validityOf, type Validity } from '../../api/validity';

/** What the page edits. */
export interface Values {
  readonly name: string;
  readonly flows: readonly ExplicitAuthFlowsType[];
  readonly session: string;
  readonly access: Validity;
  readonly id: Validity;
  readonly refresh: Validity;
  readonly revocation: boolean;
  readonly preventErrors: boolean;
  readonly rotation: boolean;
  readonly grace: string;
}

export function valuesOf(client: UserPoolClientType): Values {
  return {
    name: client.ClientName ?? '',
    flows: client.ExplicitAuthFlows ?? [],
    session: String(client.AuthSessionValidity ?? 3),
    access: validityOf(client, 'AccessToken'),
    id: validityOf(client, 'IdToken'),
    refresh: validityOf(client, 'RefreshToken'),
    revocation: client.EnableTokenRevocation ?? true,
    preventErrors: client.PreventUserExistenceErrors === 'ENABLED',
    rotation: client.RefreshTokenRotation?.Feature === 'ENABLED',
    grace: String(client.RefreshTokenRotation?.RetryGracePeriodSeconds ?? 0),
  };
}

/** The members that were edited, and no others: what was never set stays unset. */
export function changesOf(client: UserPoolClientType, values: Values): Partial<UpdateUserPoolClientCommandInput> {
  const first = valuesOf(client);
  const differs = (name: keyof Values) => JSON.stringify(first[name]) !== JSON.stringify(values[name]);
  const { access, id, refresh } = values;
  const units = {
    ...client.TokenValidityUnits,
    ...(differs('access') ? { AccessToken: access.unit } : {}),
    ...(differs('id') ? { IdToken: id.unit } : {}),
    ...(differs('refresh') ? { RefreshToken: refresh.unit } : {}),
  };
  return {
    ...(differs('name') ? { ClientName: values.name } : {}),
    ...(differs('flows') ? { ExplicitAuthFlows: [...values.flows] } : {}),
    ...(differs('session') ? { AuthSessionValidity: Number(values.session) } : {}),
    ...(differs('access') ? { AccessTokenValidity: Number(access.number) } : {}),
    ...(differs('id') ? { IdTokenValidity: Number(id.number) } : {}),
    ...(differs('refresh') ? { RefreshTokenValidity: Number(refresh.number) } : {}),
    ...(differs('access') || differs('id') || differs('refresh') ? { TokenValidityUnits: units } : {}),
    ...(differs('revocation') ? { EnableTokenRevocation: values.revocation } : {}),
    ...(differs('preventErrors') ? { PreventUserExistenceErrors: values.preventErrors ? 'ENABLED' : 'LEGACY' } : {}),
    ...(differs('rotation') || (values.rotation && differs('grace'))
      ? { RefreshTokenRotation: rotationOf(values) }
      : {}),
  };
}

function rotationOf({ rotation, grace }: Values): NonNullable<UpdateUserPoolClientCommandInput['RefreshTokenRotation']> {
  return rotation ? { Feature: 'ENABLED', RetryGracePeriodSeconds: Number(grace) } : { Feature: 'DISABLED' };
}
