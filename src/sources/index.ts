export { Citation } from './citation.entity';
export { DatasetFaults, hubIsEmpty, loadDataset, SourceConflict } from './dataset';
export { Source } from './source.entity';
export { sourcesFeature } from './sources.feature';
