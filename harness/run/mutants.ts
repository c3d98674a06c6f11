import type { Fake } from '../fakes/define.ts';
import { makeReferenceGateway } from '../reference-impl/gateway/gateway.ts';
import { referencePolicy as gatewayPolicy } from '../reference-impl/gateway/policy.ts';
import { makeReferenceOrigin } from '../reference-impl/origin/origin.ts';
import { referencePolicy as originPolicy } from '../reference-impl/origin/policy.ts';
import { makeReferenceHandset } from '../reference-impl/handset/handset.ts';
import { referencePolicy as handsetPolicy } from '../reference-impl/handset/policy.ts';
import { makeReferencePi } from '../reference-impl/pi/pi.ts';
import { referencePolicy as piPolicy } from '../reference-impl/pi/policy.ts';
import { makeReferencePpg } from '../reference-impl/ppg/ppg.ts';
import { referencePolicy as ppgPolicy } from '../reference-impl/ppg/policy.ts';
import { makeReferenceSmsc } from '../reference-impl/smsc/smsc.ts';
import { referencePolicy as smscPolicy } from '../reference-impl/smsc/policy.ts';
import type { MakeActor } from '../world/world.ts';
import { discover } from './discover.ts';

/** Every fake in the tree, by id. */
export async function loadFakes(): Promise<ReadonlyMap<string, Fake>> {
  const found = await discover<Fake>('harness/fakes', '.fake.ts');
  return new Map(
    found.map(({ path, value }) => [path.replace(/^harness\/fakes\//, '').replace('.fake.ts', ''), value]),
  );
}

/** A role's actor with the defects of several fakes of that role; without any the reference. */
export function makePeer(role: Fake['role'], fakes: readonly Fake[]): MakeActor {
  const policy = Object.assign({}, ...fakes.map((fake) => fake.policy ?? {})) as NonNullable<Fake['policy']>;
  const make = makeWith({ role, summary: '', violates: [''], also: [], policy });
  const wraps = fakes.flatMap(({ wrap }) => (wrap === undefined ? [] : [wrap]));
  return (address, settings) => wraps.reduce((actor, wrap) => wrap(actor), make(address, settings));
}

/** An actor with the fake's one defect. */
export function makeFake(fake: Fake): MakeActor {
  const make = makeWith(fake);
  return (address, settings) => {
    const actor = make(address, settings);
    return fake.wrap === undefined ? actor : fake.wrap(actor);
  };
}

function makeWith({ role, policy }: Fake): MakeActor {
  switch (role) {
    case 'pi':
      return makeReferencePi({ ...piPolicy, ...policy });
    case 'ppg':
      return makeReferencePpg({ ...ppgPolicy, ...policy });
    case 'smsc':
      return makeReferenceSmsc({ ...smscPolicy, ...policy });
    case 'handset':
      return makeReferenceHandset({ ...handsetPolicy, ...policy });
    case 'gateway':
      return makeReferenceGateway({ ...gatewayPolicy, ...policy });
    case 'origin':
      return makeReferenceOrigin({ ...originPolicy, ...policy });
  }
}
