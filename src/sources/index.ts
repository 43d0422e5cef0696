export { DatasetFaults, hubIsEmpty, loadDataset, SourceConflict } from './dataset';
export { sourcesFeature } from './sources.feature';
