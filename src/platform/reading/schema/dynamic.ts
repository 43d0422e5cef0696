import { Args, ArgsType, Extensions, Field, InputType, ObjectType } from 'type-graphql';

/** A class that is created at run time and carries type-graphql's decorators for a generated type. */
export type TypeClass = new () => object;

export interface FieldDescription {
  readonly description: string;
  /** `items`: a list whose items can be null. */
  readonly nullable?: boolean | 'items';
  readonly defaultValue?: unknown;
}

/** An input type whose fields are added by `addField`. */
export function inputClass(name: string, description: string): TypeClass {
  const target = emptyClass(name);
  InputType(name, { description })(target);
  return target;
}

/** An object type whose fields are added by `addField`. */
export function objectClass(name: string, description: string): TypeClass {
  const target = emptyClass(name);
  ObjectType(name, { description })(target);
  return target;
}

/** Adds a field to a generated or a written class, like `@Field`; with `argsType`, the field has arguments. */
export function addField(
  target: Function,
  name: string,
  type: () => unknown,
  options: FieldDescription,
  argsType?: () => TypeClass,
): void {
  const prototype = target.prototype as object;
  Field(type as () => object, { ...options, simple: true })(prototype, name);
  if (argsType) Args(argsType)(prototype, name, 0);
}

/** An arguments class that extends a written one. */
export function argsClass(name: string, base: Function): TypeClass {
  const target = emptyClass(name, base as TypeClass);
  ArgsType()(target);
  return target;
}

/** A class without members, for decorators to fill. */
export function emptyClass(name: string, base: TypeClass = Object): TypeClass {
  return { [name]: class extends base {} }[name] as TypeClass;
}

/** Marks a type whose values are read together with a record that is already paid for. */
export function weightless<Type extends Function>(target: Type): Type {
  Extensions({ weightless: true })(target as never);
  return target;
}
