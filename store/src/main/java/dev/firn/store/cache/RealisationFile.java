package dev.firn.store.cache;

import dev.firn.base.json.Json;
import dev.firn.base.json.JsonParseException;
import dev.firn.base.json.JsonWriter;
import dev.firn.store.Realisation;
import dev.firn.store.StoreException;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StorePath;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files that tell what outputs of derivations were found to be. Those of Nix before 2.35 are named by a hash of the derivation, those
 * after by its path.
 */
public final class RealisationFile {
  /** The type of the files for HTTP. */
  public static final String MIME_TYPE = "application/json";

  /** What the names of the files end with. */
  public static final String EXTENSION = ".doi";

  private static final String HASHED = "realisations/";
  private static final String NAMED = "build-trace-v2/";

  /** The longest file that is read, in bytes. */
  static final int MAX_SIZE = 1 << 20;

  private RealisationFile() {}

  /** The name of the file. */
  static String name(String derivation, String output) {
    return Realisation.isHashed(derivation)
        ? HASHED + derivation + "!" + output + EXTENSION
        : NAMED + derivation + "/" + output + EXTENSION;
  }

  /** The derivation and the output that a name stands for; empty if it stands for none. */
  public static List<String> key(String name) {
    boolean hashed = name.startsWith(HASHED);
    if ((!hashed && !name.startsWith(NAMED)) || !name.endsWith(EXTENSION)) {
      return List.of();
    }
    int from = (hashed ? HASHED : NAMED).length();
    int separator = name.indexOf(hashed ? '!' : '/', from);
    return separator < 0
        ? List.of()
        : List.of(
            name.substring(from, separator),
            name.substring(separator + 1, name.length() - EXTENSION.length()));
  }

  /** The content of the file. */
  public static String print(Realisation realisation) {
    boolean hashed = Realisation.isHashed(realisation.derivation());
    JsonWriter writer = JsonWriter.compact();
    writer.startObject();
    if (hashed) {
      writer.key("dependentRealisations");
      writer.startObject();
      writer.endObject();
      writer.key("id");
      writer.string(realisation.derivation() + "!" + realisation.output());
    }
    writer.key("outPath");
    writer.string(realisation.path().baseName());
    writer.key("signatures");
    writer.startArray();
    for (String signature : realisation.signatures()) {
      writer.string(signature);
    }
    writer.endArray();
    writer.endObject();
    return writer.finish();
  }

  /**
   * Reads a file about an output.
   *
   * @throws StoreException if it is not in the right form
   */
  static Realisation parse(String text, String derivation, String output) {
    try {
      if (Json.parse(text) instanceof Json.Obj file
          && file.get("outPath") instanceof Json.Str path) {
        return new Realisation(
            derivation, output, StorePath.of(path.value()), signatures(file.get("signatures")));
      }
    } catch (JsonParseException | BadStorePathException bad) {
      throw corrupt(derivation, output, bad);
    }
    throw corrupt(derivation, output, null);
  }

  /** Texts, or objects of a name and a text. */
  private static SortedSet<String> signatures(@Nullable Json json) {
    SortedSet<String> signatures = new TreeSet<>();
    if (json instanceof Json.Array array) {
      for (Json entry : array.members()) {
        if (entry instanceof Json.Str text) {
          signatures.add(text.value());
        } else if (entry instanceof Json.Obj parts
            && parts.get("keyName") instanceof Json.Str name
            && parts.get("sig") instanceof Json.Str sig) {
          signatures.add(name.value() + ":" + sig.value());
        }
      }
    }
    return signatures;
  }

  private static StoreException corrupt(
      String derivation, String output, @Nullable Throwable cause) {
    return new StoreException(
        "the file about output '"
            + output
            + "' of '"
            + derivation
            + "' in a binary cache is corrupt",
        cause);
  }
}
