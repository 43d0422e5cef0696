/** How a query was answered: by a plan, by a plan and resolvers, or by resolvers alone. */
export interface PlanOutcome {
  readonly plan: 'whole' | 'part' | 'none';
  /** Why resolvers were needed. It has no values of the request. */
  readonly reason?: string;
}

/** @param resolved why resolvers were needed for a part */
export function outcomeOf({ resolved }: { readonly resolved: string | undefined }): PlanOutcome {
  return resolved === undefined ? { plan: 'whole' } : { plan: 'part', reason: resolved };
}
