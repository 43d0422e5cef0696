import { visit, type DocumentNode } from 'graphql';

/** Whether a field of the answer is named `__proto__`. This key sets the prototype of a JavaScript object, where code does not take care. */
export function namesPrototype(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ alias }) {
      found ||= alias?.value === '__proto__';
    },
  });
  return found;
}
