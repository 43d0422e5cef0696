import type { FastifyBaseLogger } from 'fastify';
import { mayIntrospect, type IntrospectionRule } from './access/viewer';
import type { Asker } from './asker';
import type { ChangeLog } from './change-log/change-log';
import { CauseLog } from './logging/cause-log';
import type { PlanOutcome } from './planning/plan-outcome';
import type { Reads } from './reading';
import type { Writing } from './writing/unit/writing';

/** The context of every resolver. Each operation has its own, and so has each message of a subscription. */
export interface HubContext extends Asker {
  readonly requestId: string;
  /** The reads of the operation. After a mutation they are replaced by reads that see its effects. */
  reads: Reads;
  readonly writing: Writing;
  /** How a query was answered; undefined until then. */
  plan: PlanOutcome | undefined;
  readonly changeLog: ChangeLog;
  /** Who may read the schema. */
  readonly introspection: IntrospectionRule;
  /** Whether the viewer may introspect the schema and gets suggestions of similar names in error messages. */
  readonly mayIntrospect: boolean;
  readonly log: FastifyBaseLogger;
  /** Logs the causes of the errors that the client gets. */
  readonly causes: CauseLog;
  /** Present for subscriptions only. */
  readonly subscription?: SubscriptionContext;
}

/** What the source of a subscription needs to know about its subscriber. */
export interface SubscriptionContext {
  /** The cursor of the last message that the client received, from its transport (`Last-Event-ID`). It replaces the argument `after`. */
  readonly resumeAfter: string | undefined;
  /** Equal for subscriptions with equal answers to equal events. */
  readonly answerKey: string;
  /** Aborted when nobody listens any more: the source then stops waiting. */
  readonly signal: AbortSignal;
}

/** Who sent an operation, and the id of its log lines. */
export interface Sender extends Asker {
  readonly requestId: string;
  readonly log: FastifyBaseLogger;
}

export interface ContextParts {
  readonly introspection: IntrospectionRule;
  /** Creates the reads of one operation, or of one message of a subscription. */
  readonly reads: (asker: Asker) => Reads;
  /** Creates the writing of one operation. */
  readonly writing: (asker: Asker) => Writing;
  readonly changeLog: ChangeLog;
}

/** Creates the context of one operation. It copies no object with a spread: V8 gives such a copy a shape of its own, which makes every use of it slow. */
export function createContext({ viewer, deadline, share, requestId, log }: Sender, parts: ContextParts): HubContext {
  const asker = { viewer, deadline, share };
  return {
    viewer,
    deadline,
    share,
    requestId,
    reads: parts.reads(asker),
    writing: parts.writing(asker),
    plan: undefined,
    changeLog: parts.changeLog,
    introspection: parts.introspection,
    mayIntrospect: mayIntrospect(parts.introspection, viewer),
    log,
    causes: new CauseLog(log),
  };
}
