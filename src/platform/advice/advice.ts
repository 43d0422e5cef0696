import { clippedMessage } from './clipped-message';
import { argumentAdvice, fieldAdvice } from './field-advice';
import { enumAdvice, inputFieldAdvice, objectAdvice } from './input-advice';
import { isSuggestion, seeSchema, SUGGESTION, type Subject } from './suggestion';

/** What to add to a message; undefined for nothing. @param groups of the pattern */
type Advise = (subject: Subject, ...groups: string[]) => string | undefined;

const always =
  (advice: string): Advise =>
  () =>
    advice;

/** An enum's value in quotes. */
function unquoted(subject: Subject, type?: string): string {
  return [enumAdvice(subject, type) ?? [], 'Write the value of an enum without quotes.'].flat().join(' ');
}

/** What to do about errors of GraphQL whose messages only say what is wrong. */
const ADVICE: readonly (readonly [RegExp, Advise])[] = [
  [/^Cannot query field "(\w+)" on type "(\w+)"/, fieldAdvice],
  [/^Unknown argument "(\w+)" on field "(\w+)\.(\w+)"/, argumentAdvice],
  [/Field "(\w+)" is not defined by type "(\w+)"/, inputFieldAdvice],
  [/^Expected value of type "([^"]+)", found /, objectAdvice],
  [/Expected type "(\w+)" to be an object\./, objectAdvice],
  [
    / (?:cannot represent non-enum value: |does not exist|Value )"?"[^"]*,[^"]*"/,
    always('Give several values as a list, such as [A, B].'),
  ],
  [/Enum "(\w+)" cannot represent non-enum value: "/, unquoted],
  [/Enum "(\w+)" cannot represent /, enumAdvice],
  [/ does not exist in "(\w+)" enum/, enumAdvice],
  [/Int cannot represent non-integer value/, always('Give a whole number without quotes, such as 10.')],
  [/Int cannot represent non 32-bit/, always('Give one from -2147483648 to 2147483647.')],
  [/Float cannot represent /, always('Give a number without quotes, such as 0.5.')],
  [/String cannot represent /, always('Give a text in double quotes.')],
  [/Boolean cannot represent /, always('Give true or false, without quotes.')],
  [/ID cannot represent /, always('Give an id as a text in double quotes.')],
  [/\bDate cannot represent /, always('Give a day without a time, such as "2026-01-31".')],
  [/^Variable "\$(\w+)" is not defined/, (_subject, name) => `Declare it at the beginning: query ($${name}: …).`],
  [
    /^Variable "\$(\w+)" of required type .* was not provided/,
    (_subject, name) => `Send it in "variables": { "${name}": … }.`,
  ],
  [
    /^Variable "\$(\w+)" of type .* expecting type "([^"]+)"/,
    (_subject, name, type) => `Declare it as $${name}: ${type}.`,
  ],
  [/^Variable "\$\w+" is never used/, always('Use it, or remove it.')],
  [/^Field "(\w+)" must not have a selection /, (_subject, name) => `Write ${name} without braces.`],
  [/^Fragment "\w+" is never used/, always('Spread it in an operation, or remove it.')],
  [/ must select only one top level field\.$/, always('Send a subscription for each.')],
  [/^Unknown fragment "/, always('Define it in the document, or correct its name.')],
  [/^Unknown type "\w+"\.$/, always(seeSchema('types'))],
  [/^Unknown directive "/, always(seeSchema('directives'))],
  [/^Syntax Error: .*found <EOF>\.$/, always('The document ends too early; close every brace and parenthesis.')],
  [/^Syntax Error: Unexpected <EOF>\.$/, always('The document is empty; write an operation.')],
  [/^Variable "\$\w+" cannot be non-input type/, always('Give it a type of input, such as ID or String.')],
  [/^Syntax Error: Expected Name, found String/, always('Names have no quotes in GraphQL, unlike in JSON.')],
  [/^Syntax Error: Expected Name, found "}"\.$/, always('Write at least one field between braces.')],
  [
    /^Syntax Error: Unterminated string\.$/,
    always('Close the quotes; a text of several lines needs three on each side.'),
  ],
  [
    /^Syntax Error: Unexpected Name "/,
    always('A document begins with query, mutation, subscription, fragment or a brace.'),
  ],
];

/**
 * The message of an error of GraphQL, with what to do about it. What names parts of the schema is a question, "Did you mean …?", in the place of
 * GraphQL's own.
 */
export function withAdvice(subject: Subject): string {
  const message = clippedMessage(subject.error.message);
  // The clipped message for all that follows: a search in a long one can take as long as its square.
  const about = { ...subject, error: { message, nodes: subject.error.nodes } };
  for (const [pattern, advise] of ADVICE) {
    const match = pattern.exec(message);
    if (!match) continue;
    const advice = advise(about, ...match.slice(1));
    return advice === undefined ? message : joined(message, advice);
  }
  return message;
}

function joined(message: string, advice: string): string {
  const wrong = isSuggestion(advice) ? message.replace(SUGGESTION, '') : message;
  return `${/[.?!]$/.test(wrong) ? wrong : `${wrong}.`} ${advice}`;
}
