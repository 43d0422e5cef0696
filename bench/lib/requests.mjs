import { encodeRequest } from './load.mjs';
import { WORKLOADS, nextInput } from './workloads.mjs';

/** The contestants whose servers answer a workload. */
export function answering(contestants, workload) {
  return contestants.filter(({ server }) => !server.target.lacks?.includes(workload));
}

/** What a server needs for one operation: the body, and headers that sign in if it has a role. */
export function messageFor({ server, prepared, credentials }, query, input) {
  const headers = credentials[WORKLOADS[query].role] ?? {};
  return { body: server.target.body(query, input, prepared), headers };
}

/**
 * The requests of a server for a workload, in turn. Reads are built once and sent many times; a write is built when it is sent.
 * @returns {(number: number) => Buffer}
 */
export function requestsFor(contestant, operations) {
  const { target } = contestant.server;
  const encode = ({ query, input }) => {
    const { body, headers } = messageFor(contestant, query, input);
    return encodeRequest(target.path(query), body, headers);
  };
  const requests = operations.map((operation) => {
    const { query } = operation;
    if (WORKLOADS[query].writes) return () => encode({ query, input: nextInput(operation, target) });
    const encoded = encode(operation);
    return () => encoded;
  });
  return (number) => requests[number % requests.length]();
}
