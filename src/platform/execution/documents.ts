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

/** Parsed and validated documents, for all transports. */
export class Documents {
  private readonly valid = keptDocuments();

  constructor(private readonly schema: GraphQLSchema) {}

  /** @throws InvalidDocument */
  get(text: string): DocumentNode {
    const known = this.valid.get(text);
    if (known) return known;
    const document = this.parse(text);
    const faults = validate(this.schema, document, RULES, { maxErrors: LIMITS.documentErrors });
    const advised = faults.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED', this.advice(error, document)));
    const errors = limitErrors(advised);
    if (errors.length > 0) throw new InvalidDocument(errors, document);
    this.valid.set(text, document);
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
