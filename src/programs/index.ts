export { Program, programs } from './program.entity';
export { programsFeature } from './programs.feature';
