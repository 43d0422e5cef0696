import type { Feature } from '../platform/feature';
import { cores } from './core.entity';
import { CoreResolver } from './core.resolver';
import './organization-cores.relation';

export const coresFeature: Feature = { name: 'cores', models: [cores], resolvers: [new CoreResolver()] };
