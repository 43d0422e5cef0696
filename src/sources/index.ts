export { DatasetFaults, exportDataset, hubIsEmpty, loadDataset, refusedPlaces, SourceConflict } from './dataset';
export { sourcesFeature } from './sources.feature';
