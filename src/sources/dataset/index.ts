export { exportDataset, refusedPlaces } from './export/dataset.exporter';
export { DatasetFaults } from './dataset.faults';
export { shapeFaults } from './dataset.shape';
export { hubIsEmpty, loadDataset, SourceConflict } from './dataset.loader';
