export { Change } from './change.entity';
