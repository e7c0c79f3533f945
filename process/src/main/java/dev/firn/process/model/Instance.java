package dev.firn.process.model;

import dev.firn.lang.value.Attrs;

/**
 * A process instance of a model.
 *
 * @param key its name in the model
 * @param name its name as a process
 * @param pkg what the model gives as {@code pkg}
 * @param parameters what {@code createManagedProcess} was given
 */
record Instance(String key, String name, Attrs pkg, Fields parameters) {}
