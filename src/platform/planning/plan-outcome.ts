/** How a query was answered: by a plan, by a plan and resolvers, or by resolvers alone. */
export interface PlanOutcome {
  readonly plan: 'whole' | 'part' | 'none';
  /** Why resolvers were needed. It has no values of the request. */
  readonly reason?: string;
}

/** @param resolved what needs resolvers; the outcome names the first */
export function outcomeOf({ resolved: [reason] }: { readonly resolved: readonly string[] }): PlanOutcome {
  return reason === undefined ? { plan: 'whole' } : { plan: 'part', reason };
}
