/** PostGraphile's groups are in no order. The hub's are in that of their keys. */
function byKeys(one, other) {
  const [left, right] = [one, other].map(({ keys }) => keys.join(' '));
  return left < right ? -1 : Number(left > right);
}

/** A mean as the hub rounds it. What is added keeps halves from being rounded down, and is too little for anything else. */
const mean = (amount) => amount && (Number(amount) + 1e-7).toFixed(2);

const group = ({ keys, count, min, max, average }) => ({
  keys: keys.map((value) => ({ value })),
  count: Number(count.rowId),
  aggregate: {
    supportMaxAmount: {
      min: min.supportMaxAmount,
      max: max.supportMaxAmount,
      avg: mean(average.supportMaxAmount),
    },
  },
});

const organization = ({ rowId, name, programs }) => ({
  id: rowId,
  name,
  programs: { aggregate: { count: Number(programs.aggregates.distinctCount.programId) } },
});

const core = ({ rowId, name, programs: { totalCount, aggregates } }) => ({
  id: rowId,
  name,
  programs: {
    aggregate: {
      count: totalCount,
      startedYear: {
        min: aggregates.min.startedYear,
        max: aggregates.max.startedYear,
        avg: aggregates.average.startedYear && Number(aggregates.average.startedYear),
      },
      // It says 0 where there is nothing to add up.
      supportMaxAmount: { sum: aggregates.sum.supportMaxAmount === '0' ? null : aggregates.sum.supportMaxAmount },
    },
  },
});

/** Converts its answers to the analysts' queries to the hub's shape. */
export const ANALYSES = {
  Q6: (data) => ({ organizations: { nodes: data.allOrganizations.nodes.map(organization) } }),
  Q7: (data) => ({ programs: { groups: data.allPrograms.groupedAggregates.toSorted(byKeys).map(group) } }),
  Q8: (data) => ({ cores: { nodes: data.allCores.nodes.map(core) } }),
};
