package dev.firn.store;

import dev.firn.store.path.StorePath;
import org.jspecify.annotations.Nullable;

/** A source that paths are taken from instead of building them. Whether a path from it may be believed is for the caller to check. */
public interface Substituter extends PathSource {
  /** Where it is, as users write it. */
  String uri();

  /** Which of several is asked first: the one with the lowest number. */
  int priority();

  /** Whether it can answer questions about many paths quickly. */
  boolean wantsMassQuery();

  /** Whether paths from it need no signature, because the user said so. */
  boolean isTrusted();

  /** What it knows an output of a derivation to be; null if nothing. See {@link Realisation} for what stands for the derivation. */
  @Nullable Realisation realisation(String derivation, String output);

  /** How many bytes have to be fetched for a valid path; 0 if that is not known. */
  long downloadSize(StorePath path);
}
