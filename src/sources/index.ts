export { Citation } from './citation.entity';
export { DatasetFaults, hubIsEmpty, loadDataset } from './dataset';
export { Source } from './source.entity';
export { sourcesFeature } from './sources.feature';
