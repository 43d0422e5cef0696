import type { GraphQLFormattedError } from 'graphql';
import type { HubContext } from '../context';
import type { FileAnswer } from '../files/files';
import type { HubMetrics } from '../metrics';
import type { Answer, Caller, Operation } from './operation';

/** Follows one operation until it is answered, for the log and for the metrics. */
export class AnswerReport {
  /** The operation, once it is chosen. */
  chosen: Operation['operation'] | undefined;
  /** The operation of a document that is not valid: the log names it too. */
  invalid: Operation['operation'] | undefined;
  private readonly begun = performance.now();

  constructor(
    private readonly caller: Pick<Caller, 'transport' | 'credential' | 'answered'>,
    private readonly metrics: HubMetrics,
    private readonly context: Pick<HubContext, 'plan'>,
  ) {}

  /** A subscription counts as answered once its stream is open. Its messages are counted separately. */
  finish(answer: Answer | FileAnswer): void {
    const errors = errorsOf(answer);
    const ms = performance.now() - this.begun;
    const { transport, credential, answered } = this.caller;
    const operation = this.chosen ?? this.invalid;
    const { plan } = this.context;
    if (plan) this.metrics.plan(plan);
    if (answer.kind !== 'stream') this.metrics.operation(this.chosen?.operation, errors, ms / 1000);
    answered({
      transport,
      role: credential.viewer.role,
      operation: operation?.name?.value,
      type: operation?.operation,
      codes: codesOf(errors),
      plan: plan?.plan,
      reason: plan?.reason,
      ms: Math.round(ms),
    });
  }
}

/** The codes of errors, each once; undefined if there are no errors. */
export function codesOf(errors: readonly GraphQLFormattedError[] | undefined): readonly string[] | undefined {
  return errors && [...new Set(errors.map(({ extensions }) => String(extensions?.['code'])))];
}

function errorsOf(answer: Answer | FileAnswer): readonly GraphQLFormattedError[] | undefined {
  if (answer.kind === 'stream' || answer.kind === 'file') return undefined;
  return answer.kind === 'refused' ? answer.errors : answer.result.errors;
}
