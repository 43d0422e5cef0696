export { DatasetFaults } from './dataset.faults';
export { hubIsEmpty, loadDataset } from './dataset.loader';
