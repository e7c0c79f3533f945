package dev.firn.lang.host;

import java.util.SortedMap;

/**
 * A derivation that is in the store.
 *
 * @param name the value of its variable {@code name}; empty if it has none
 * @param outputs the path of each output, or the text that stands for the path as long as it is not known, by name
 */
public record StoredDerivation(String name, SortedMap<String, String> outputs) {}
