import { describe, expect, it } from 'vitest';
import { carryOut, isDone, stepsOf, undo, type Made, type Wanted, type World } from './plan';

const WANTED: Wanted = {
  pool: { PoolName: 'orders' },
  domain: { name: 'orders-1' },
  resourceServer: { Identifier: 'api', Name: 'api', Scopes: [] },
  client: { ClientName: 'billing' },
};

/** Writes down what is done to it; refuses one thing. */
function recording(refused?: string): { world: World; done: string[] } {
  const done: string[] = [];
  const act = async (what: string) => {
    if (what.startsWith(refused ?? 'nothing')) throw new Error(what);
    done.push(what);
  };
  return {
    done,
    world: {
      createPool: async ({ PoolName }) => (await act(`pool ${PoolName}`), 'us-east-1_1'),
      createDomain: (poolId, name) => act(`domain ${name} of ${poolId}`),
      createResourceServer: ({ UserPoolId, Identifier }) => act(`server ${Identifier} of ${UserPoolId}`),
      createClient: async ({ UserPoolId, ClientName }) => (await act(`client ${ClientName} of ${UserPoolId}`), 'c1'),
      deletePool: (poolId) => act(`delete ${poolId}`),
      deleteDomain: (poolId, name) => act(`delete ${name} of ${poolId}`),
    },
  };
}

describe('the plan of a machine-to-machine application (ui 8.3)', () => {
  it('makes pool, domain, resource server and client, in this order', async () => {
    const { world, done } = recording();
    const told: Made[] = [];
    const made = await carryOut(WANTED, {}, world, (now) => told.push(now));
    expect(done).toEqual([
      'pool orders',
      'domain orders-1 of us-east-1_1',
      'server api of us-east-1_1',
      'client billing of us-east-1_1',
    ]);
    expect(made).toEqual({ poolId: 'us-east-1_1', domain: 'orders-1', resourceServer: 'api', clientId: 'c1' });
    expect(told).toHaveLength(4);
  });

  it('has no step for what is not wanted', () => {
    const { pool, client } = WANTED;
    expect(stepsOf({ pool, client })).toEqual(['pool', 'client']);
  });

  it('says after a failure what exists, and goes on from there', async () => {
    const broken = recording('domain');
    let exists: Made = {};
    await expect(carryOut(WANTED, {}, broken.world, (now) => (exists = now))).rejects.toThrow('domain');
    expect(exists).toEqual({ poolId: 'us-east-1_1' });
    expect(stepsOf(WANTED).filter((step) => isDone(step, exists))).toEqual(['pool']);

    const mended = recording();
    await carryOut({ ...WANTED, domain: { name: 'other' } }, exists, mended.world, () => undefined);
    expect(mended.done[0]).toBe('domain other of us-east-1_1');
    expect(mended.done).toHaveLength(3);
  });
});

describe('undoing', () => {
  it('deletes the domain before the pool, because the API refuses otherwise (ST-1)', async () => {
    const { world, done } = recording();
    let exists: Made = { poolId: 'us-east-1_1', domain: 'orders-1', resourceServer: 'api' };
    await undo(exists, world, (now) => (exists = now));
    expect(done).toEqual(['delete orders-1 of us-east-1_1', 'delete us-east-1_1']);
    expect(exists).toEqual({});
  });

  it('knows that the domain is gone where the pool could not be deleted', async () => {
    const { world } = recording('delete us-east-1_1');
    let exists: Made = { poolId: 'us-east-1_1', domain: 'orders-1' };
    await expect(undo(exists, world, (now) => (exists = now))).rejects.toThrow();
    expect(exists).toEqual({ poolId: 'us-east-1_1' });
  });

  it('has nothing to do where nothing was made', async () => {
    const { world, done } = recording();
    await undo({}, world, () => undefined);
    expect(done).toEqual([]);
  });
});
