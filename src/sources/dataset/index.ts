export { DatasetFaults } from './dataset.faults';
export { hubIsEmpty, loadDataset, SourceConflict } from './dataset.loader';
