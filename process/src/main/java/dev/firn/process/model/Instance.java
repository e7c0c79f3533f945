package dev.firn.process.model;

import dev.firn.lang.value.Attrs;

/**
 * A process instance of a model whose {@code pkg} is Firn's: plain data.
 *
 * @param key its name in the model
 * @param name its name as a process
 * @param pkg what {@code createManagedProcess} gave
 * @param parameters what that was given
 */
record Instance(String key, String name, Attrs pkg, Fields parameters) {}
