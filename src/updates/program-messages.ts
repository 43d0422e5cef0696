import { encodeLogCursor, type LogPosition } from '../platform/change-log/cursor';
import type { ProgramChanged } from './program-change.types';
import type { LoggedProgramChange } from './program-log';

/** Turns changes into messages of the schema. @param sent the position of the message sent before; no number if none was */
export function messagesOf(
  items: readonly LoggedProgramChange[],
  sent: Pick<LogPosition, 'epoch'> & { readonly seq: bigint | undefined },
): ProgramChanged[] {
  const { epoch } = sent;
  return items.map(({ seq, ...change }, index) => {
    const previous = index === 0 ? sent.seq : items[index - 1]?.seq;
    return {
      __typename: 'ProgramChanged',
      ...change,
      cursor: encodeLogCursor({ epoch, seq }),
      previous: previous === undefined ? null : encodeLogCursor({ epoch, seq: previous }),
    };
  });
}
