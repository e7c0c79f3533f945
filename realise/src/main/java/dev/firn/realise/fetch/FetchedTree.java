package dev.firn.realise.fetch;

import dev.firn.base.hash.Hash;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.flake.InputAttribute;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.StringValue;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.store.path.StorePath;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A tree that was fetched into the store.
 *
 * @param path where it is
 * @param narHash the hash of its archive
 * @param facts what else is known about it: {@code rev}, {@code revCount}, {@code lastModified}
 */
record FetchedTree(StorePath path, Hash narHash, SortedMap<String, InputAttribute> facts) {
  /** Stands for the commit of what was never committed. */
  static final String NO_REVISION = "0".repeat(40);

  private static final int SHORT_REVISION = 7;
  private static final int MISMATCH = 102;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  /**
   * Insists on the hash of an archive, if one is known.
   *
   * @param url what was fetched, for the message
   * @throws EvalError with Nix's message and exit status, if the tree has another
   */
  static void check(String url, @Nullable Hash expected, Hash actual) {
    if (expected != null && !actual.equals(expected)) {
      throw new EvalError(
              "NAR hash mismatch in input '"
                  + url
                  + "', expected '"
                  + expected.sri()
                  + "' but got '"
                  + actual.sri()
                  + "'")
          .exitingWith(MISMATCH);
    }
  }

  /**
   * The set that a program gets.
   *
   * @param revised whether it names a revision even where there is none, as {@code fetchGit} does
   */
  Attrs value(EvaluationStore store, boolean revised, Evaluation ev) {
    AttrsBuilder attrs =
        new AttrsBuilder(12)
            .add(ev.symbol("outPath"), store.reference(path, ev))
            .add(ev.symbol("narHash"), new StringValue(narHash.sri()));
    if ("git".equals(text("type"))) {
      attrs.add(ev.symbol("submodules"), BoolValue.of(GitRequest.flag(facts, "submodules")));
    }
    String revision = text("rev") == null && revised ? NO_REVISION : text("rev");
    if (revision != null) {
      attrs
          .add(ev.symbol("rev"), new StringValue(revision))
          .add(ev.symbol("shortRev"), new StringValue(revision.substring(0, SHORT_REVISION)));
    }
    if (facts.get("revCount") instanceof InputAttribute.Number(long count)) {
      attrs.add(ev.symbol("revCount"), IntValue.of(count));
    } else if (revised) {
      attrs.add(ev.symbol("revCount"), IntValue.of(0));
    }
    for (String name : List.of("dirtyRev", "dirtyShortRev")) {
      String dirty = text(name);
      if (dirty != null) {
        attrs.add(ev.symbol(name), new StringValue(dirty));
      }
    }
    if (facts.get("lastModified") instanceof InputAttribute.Number(long seconds)) {
      attrs
          .add(ev.symbol("lastModified"), IntValue.of(seconds))
          .add(
              ev.symbol("lastModifiedDate"),
              new StringValue(DATE.format(Instant.ofEpochSecond(seconds))));
    }
    return attrs.build();
  }

  private @Nullable String text(String name) {
    return facts.get(name) instanceof InputAttribute.Text(String text) ? text : null;
  }
}
