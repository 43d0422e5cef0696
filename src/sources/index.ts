export { Assertion, Citation, citations } from './citation.entity';
export { DatasetFaults, hubIsEmpty, loadDataset } from './dataset';
export { Source, sources } from './source.entity';
export { sourcesFeature } from './sources.feature';
