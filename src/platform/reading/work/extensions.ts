/** A part of a built schema. What it is marked with stays with the schema. */
interface Extended {
  extensions: Readonly<Record<string | symbol, unknown>>;
}

/** Keeps a value in the extensions of a part of the schema. */
export function mark(place: Extended | undefined, name: string, value: unknown): void {
  if (place) place.extensions = { ...place.extensions, [name]: value };
}
