import type { FastifyBaseLogger } from 'fastify';
import { mayIntrospect, type IntrospectionRule } from './access/viewer';
import type { Asker } from './asker';
import type { ChangeLog } from './change-log/change-log';
import { CauseLog } from './logging/cause-log';
import type { Reads } from './reading';
import type { Writing } from './writing/unit/writing';

/** What every resolver gets. One per operation, and one per message of a subscription. */
export interface HubContext extends Asker {
  readonly requestId: string;
  /** Reads of the operation; after a mutation those that see what it did. */
  reads: Reads;
  readonly writing: Writing;
  readonly changeLog: ChangeLog;
  /** Who may read the schema. */
  readonly introspection: IntrospectionRule;
  /** The viewer may read the schema by introspection, and similar names in the messages of errors. */
  readonly mayIntrospect: boolean;
  readonly log: FastifyBaseLogger;
  /** What is behind the errors of the operation, or of the message. */
  readonly causes: CauseLog;
  /** Of a subscription only. */
  readonly subscription?: SubscriptionContext;
}

/** What the source of a subscription has to know of its subscriber. */
export interface SubscriptionContext {
  /** The cursor of the last message that the client has, as its transport has it (`Last-Event-ID`). It replaces the argument `after`. */
  readonly resumeAfter?: string;
  /** Aborted once nobody listens any more: whatever the source waits for, it stops waiting. */
  readonly signal: AbortSignal;
}

/** Who sent an operation, and under which id it is logged. */
export interface Sender extends Asker {
  readonly requestId: string;
  readonly log: FastifyBaseLogger;
}

export interface ContextParts {
  readonly introspection: IntrospectionRule;
  /** Fresh reads for one operation, or one message of a subscription. */
  readonly reads: (asker: Asker) => Reads;
  /** The writing of one operation. */
  readonly writing: (asker: Asker) => Writing;
  readonly changeLog: ChangeLog;
}

/** The context of one operation, with fresh reads. */
export function createContext({ viewer, deadline, share, requestId, log }: Sender, parts: ContextParts): HubContext {
  const asker = { viewer, deadline, share };
  return {
    ...asker,
    requestId,
    reads: parts.reads(asker),
    writing: parts.writing(asker),
    changeLog: parts.changeLog,
    introspection: parts.introspection,
    mayIntrospect: mayIntrospect(parts.introspection, viewer),
    log,
    causes: new CauseLog(log),
  };
}
