import {
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLErrorExtensions,
  type GraphQLSchema,
} from 'graphql';
import { withAdvice } from '../advice/advice';
import type { ErrorCode } from '../error-codes';
import { LIMITS } from '../limits/limits';
import { limitErrors, shapeRule } from '../limits/shape.rule';
import { subscriptionRootRule } from '../limits/subscription-root.rule';
import { dropText } from './document-text';
import { keptDocuments } from './kept-documents';

const RULES = [...specifiedRules, shapeRule, subscriptionRootRule];

/** A document that does not parse or is not valid. */
export class InvalidDocument extends Error {
  constructor(
    readonly errors: readonly GraphQLError[],
    /** Undefined if it does not parse. */
    readonly document?: DocumentNode,
  ) {
    super('The document is not valid.');
  }
}

/** The most characters of known documents that are kept parsed. */
const MAX_KNOWN = 500_000;

/** Parsed and validated documents, for all transports. Known documents are kept apart, so that others do not displace them. */
export class Documents {
  private readonly others = keptDocuments();
  private readonly known = keptDocuments(MAX_KNOWN);

  /** @param isKnown whether it is the text of a known document */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly isKnown: (text: string) => boolean = () => false,
  ) {}

  /** @throws InvalidDocument */
  get(text: string): DocumentNode {
    const kept = this.isKnown(text) ? this.known : this.others;
    const valid = kept.get(text);
    if (valid) return valid;
    const document = this.parse(text);
    const faults = validate(this.schema, document, RULES, { maxErrors: LIMITS.documentErrors });
    const advised = faults.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED', this.advice(error, document)));
    const errors = limitErrors(advised);
    if (errors.length > 0) throw new InvalidDocument(errors, document);
    kept.set(text, document);
    return document;
  }

  private parse(text: string): DocumentNode {
    try {
      const document = parse(text, { maxTokens: LIMITS.tokens });
      dropText(document);
      return document;
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      throw new InvalidDocument([coded(error, 'GRAPHQL_PARSE_FAILED', this.advice(error))]);
    }
  }

  private advice(error: GraphQLError, document?: DocumentNode): string {
    return withAdvice({ schema: this.schema, error, document });
  }
}

function coded({ nodes, source, positions, extensions }: GraphQLError, code: ErrorCode, message: string): GraphQLError {
  const known: GraphQLErrorExtensions = { ...extensions, code };
  return new GraphQLError(message, { nodes, source, positions, extensions: known });
}
