import {
  CreateUserPoolDomainCommand,
  DeleteUserPoolDomainCommand,
  DescribeUserPoolDomainCommand,
  UpdateUserPoolDomainCommand,
  type DomainDescriptionType,
} from '@aws-sdk/client-cognito-identity-provider';
import { aws } from './cognito';
import { regionOfPool } from './region';
import { reload, useResource, type Resource } from './resource';

/** The description of a domain; an empty one where the region has none of that name (DO-21). */
export async function describeDomain(domain: string, region: string): Promise<DomainDescriptionType> {
  const { DomainDescription } = await aws(new DescribeUserPoolDomainCommand({ Domain: domain }), region);
  return DomainDescription ?? {};
}

export function useDomain(poolId: string, domain: string): Resource<DomainDescriptionType> {
  return useResource(['domain', poolId, domain], () => describeDomain(domain, regionOfPool(poolId)), {
    enabled: domain !== '',
  });
}

/** There is no operation that asks whether a prefix is free; an empty description says it (DO-05). */
export async function isDomainFree(domain: string, region: string): Promise<boolean> {
  return (await describeDomain(domain, region)).UserPoolId === undefined;
}

export async function createDomain(
  poolId: string,
  domain: string,
  more: { readonly CertificateArn?: string } = {},
): Promise<void> {
  const { CertificateArn } = more;
  await aws(
    new CreateUserPoolDomainCommand({
      UserPoolId: poolId,
      Domain: domain,
      ...(CertificateArn === undefined ? {} : { CustomDomainConfig: { CertificateArn } }),
    }),
  );
}

export async function changeBranding(poolId: string, domain: string, version: number): Promise<void> {
  await aws(new UpdateUserPoolDomainCommand({ UserPoolId: poolId, Domain: domain, ManagedLoginVersion: version }));
  await reload('domain', poolId);
}

export async function deleteDomain(poolId: string, domain: string): Promise<void> {
  await aws(new DeleteUserPoolDomainCommand({ UserPoolId: poolId, Domain: domain }));
}

export async function reloadDomains(poolId: string): Promise<void> {
  await Promise.all([reload('user-pool', poolId), reload('domain', poolId)]);
}

const PREFIX = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const RESERVED = ['aws', 'amazon', 'cognito'];
export const PREFIX_RULE = '1 to 63 characters: a-z, 0-9 and hyphens, no hyphen at the ends.';

/** A check for forms (DO-01, DO-03). The service model has no pattern for it, because custom hosts have dots. */
export function domainPrefix(label: string): (value: string) => string | undefined {
  return (value) => {
    if (value === '') return `${label} is required.`;
    if (!PREFIX.test(value)) return `${label} may have ${PREFIX_RULE}`;
    const word = value.split('-').find((segment) => RESERVED.includes(segment));
    return word === undefined ? undefined : `${label} may not have the word ${word} between hyphens.`;
  };
}

/** A prefix made of a name that people gave. */
export function prefixOf(name: string, suffix: string): string {
  const words = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .split('-')
    .filter((word) => word !== '' && !RESERVED.includes(word));
  return [...words.join('-').slice(0, 63 - suffix.length - 1).split('-').filter((word) => word !== ''), suffix].join('-');
}
