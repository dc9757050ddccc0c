import type {
  CreateResourceServerCommandInput,
  CreateUserPoolClientCommandInput,
  CreateUserPoolCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';

/** What is to be made, in the order in which it can be made. */
export interface Wanted {
  readonly pool: CreateUserPoolCommandInput;
  readonly domain?: { readonly name: string; readonly certificateArn?: string };
  readonly resourceServer?: Omit<CreateResourceServerCommandInput, 'UserPoolId'>;
  readonly client: Omit<CreateUserPoolClientCommandInput, 'UserPoolId'>;
}

export type StepId = 'pool' | 'domain' | 'resource-server' | 'client';

/** What exists already. */
export interface Made {
  readonly poolId?: string;
  readonly domain?: string;
  readonly resourceServer?: string;
  readonly clientId?: string;
}

/** What the plan does to the world; the pages give it the API. */
export interface World {
  createPool(input: CreateUserPoolCommandInput): Promise<string>;
  createDomain(poolId: string, name: string, certificateArn: string | undefined): Promise<void>;
  createResourceServer(input: CreateResourceServerCommandInput): Promise<void>;
  createClient(input: CreateUserPoolClientCommandInput): Promise<string>;
  /** Also where it is protected. */
  deletePool(poolId: string): Promise<void>;
  deleteDomain(poolId: string, name: string): Promise<void>;
}

/** The steps in their order. */
export function stepsOf(wanted: Wanted): StepId[] {
  return [
    'pool',
    ...(wanted.domain === undefined ? [] : (['domain'] as const)),
    ...(wanted.resourceServer === undefined ? [] : (['resource-server'] as const)),
    'client',
  ];
}

export function isDone(step: StepId, made: Made): boolean {
  const what = { pool: made.poolId, domain: made.domain, 'resource-server': made.resourceServer, client: made.clientId };
  return what[step] !== undefined;
}

/**
 * Makes what is still missing, one after the other. Each made thing is told at once, so that after a failure nobody
 * has to guess what exists.
 */
export async function carryOut(
  wanted: Wanted,
  made: Made,
  world: World,
  tell: (made: Made) => void,
): Promise<Made> {
  let now = made;
  for (const step of stepsOf(wanted)) {
    if (isDone(step, now)) continue;
    now = await doStep(step, wanted, now, world);
    tell(now);
  }
  return now;
}

async function doStep(step: StepId, wanted: Wanted, made: Made, world: World): Promise<Made> {
  const poolId = made.poolId ?? '';
  switch (step) {
    case 'pool':
      return { ...made, poolId: await world.createPool(wanted.pool) };
    case 'domain': {
      const { name = '', certificateArn } = wanted.domain ?? {};
      await world.createDomain(poolId, name, certificateArn);
      return { ...made, domain: name };
    }
    case 'resource-server': {
      const { resourceServer } = wanted;
      if (resourceServer === undefined) return made;
      await world.createResourceServer({ ...resourceServer, UserPoolId: poolId });
      return { ...made, resourceServer: resourceServer.Identifier ?? '' };
    }
    case 'client':
      return { ...made, clientId: await world.createClient({ ...wanted.client, UserPoolId: poolId }) };
  }
}

/** Takes back what was made. Client and resource server go with their pool; a pool with a domain is not deleted. */
export async function undo(made: Made, world: World, tell: (made: Made) => void): Promise<void> {
  const { poolId } = made;
  if (poolId === undefined) return;
  let now = made;
  if (now.domain !== undefined) {
    await world.deleteDomain(poolId, now.domain);
    const { domain: _, ...rest } = now;
    now = rest;
    tell(now);
  }
  await world.deletePool(poolId);
  tell({});
}
