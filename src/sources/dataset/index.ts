export { readDataset, type Dataset } from './dataset.checker';
export { DatasetFaults, type Fault } from './dataset.faults';
export { hubIsEmpty, loadDataset, type DatasetClient, type LoadReport } from './dataset.loader';
