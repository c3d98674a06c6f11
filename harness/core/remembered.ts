/** A pure function that works out each answer once: many oracles ask the same of one view. Nothing is kept longer than its key. */
export function remembered<Key extends object, Value>(answer: (key: Key) => Value): (key: Key) => Value {
  const answers = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const known = answers.get(key) ?? { value: answer(key) };
    answers.set(key, known);
    return known.value;
  };
}

/** The same for a function of two. */
export function rememberedOfTwo<First extends object, Second extends object, Value>(
  answer: (first: First, second: Second) => Value,
): (first: First, second: Second) => Value {
  const ofFirst = remembered((first: First) => remembered((second: Second) => answer(first, second)));
  return (first, second) => ofFirst(first)(second);
}
