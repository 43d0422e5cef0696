import { RefusedDeclaration } from '../refused-declaration';

/** Code named a property that the entity does not make readable. */
export class UnknownProperty extends RefusedDeclaration {
  constructor(type: string, property: string) {
    super(`${type} has no readable property "${property}"; add @Readable to its column.`);
  }
}

/** A model is used, but no feature declares it. */
export class NotAssembled extends RefusedDeclaration {
  constructor(type: string) {
    super(`${type} is not part of the domain; add its model to the models of its feature.`);
  }
}
