package dev.firn.realise.build.environment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a builder is given. All strings are bytes.
 *
 * @param variables the variables of its environment
 * @param files the content of files in its directory, by name
 */
public record BuilderInput(SortedMap<String, String> variables, SortedMap<String, String> files) {
  /** Takes the maps over; they must not be changed any more. */
  public BuilderInput {
    variables = Collections.unmodifiableSortedMap(variables);
    files = Collections.unmodifiableSortedMap(files);
  }

  /** The same with replacements made in names and values of variables, and in the content of files. */
  public BuilderInput rewritten(Rewrites rewrites) {
    SortedMap<String, String> newVariables = new TreeMap<>();
    variables.forEach(
        (name, value) -> newVariables.put(rewrites.apply(name), rewrites.apply(value)));
    SortedMap<String, String> newFiles = new TreeMap<>();
    files.forEach((name, content) -> newFiles.put(name, rewrites.apply(content)));
    return new BuilderInput(newVariables, newFiles);
  }

  /** The variables as {@code NAME=VALUE}. */
  public List<String> environment() {
    List<String> words = new ArrayList<>();
    variables.forEach((name, value) -> words.add(name + "=" + value));
    return words;
  }
}
