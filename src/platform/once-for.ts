/** Remembers the result of a function for each object, until the object is garbage collected. */
export function onceFor<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const known = made.get(key);
    if (known) return known.value;
    const value = make(key);
    made.set(key, { value });
    return value;
  };
}

/** Gives each object a number of its own. */
export function numbering(): (key: object) => number {
  let last = 0;
  return onceFor(() => (last += 1));
}
