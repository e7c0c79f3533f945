package dev.firn.store.protocol;

import dev.firn.base.json.Json;
import dev.firn.store.Realisation;
import dev.firn.store.path.StorePath;
import dev.firn.store.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What outputs were found to be, as JSON: the form of Nix before 2.35, in which the hash of a derivation stands for it. {@code id} is
 * that and the name of the output, with an exclamation mark between them; {@code outPath} is a base name.
 */
public final class RealisationCodec {
  private static final String UNKNOWN_DERIVATION = "sha256:" + "0".repeat(64);

  private RealisationCodec() {}

  /** The identity of an output. What is known by the path of the derivation only gets a hash of zeros, which no one looks at. */
  static String id(Realisation realisation) {
    String derivation =
        Realisation.isHashed(realisation.derivation())
            ? realisation.derivation()
            : UNKNOWN_DERIVATION;
    return derivation + "!" + realisation.output();
  }

  /** The JSON text. */
  public static String print(Realisation realisation) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("id", new Json.Str(id(realisation)));
    members.put("outPath", new Json.Str(realisation.path().baseName()));
    List<Json> signatures = new ArrayList<>();
    realisation.signatures().forEach(text -> signatures.add(new Json.Str(text)));
    members.put("signatures", new Json.Array(signatures));
    members.put("dependentRealisations", new Json.Obj(new TreeMap<>()));
    return new Json.Obj(members).print();
  }

  /**
   * Reads the JSON text.
   *
   * @throws WireException if it is none
   */
  public static Realisation parse(String text) throws WireException {
    Json json = Malformed.refuse(() -> Json.parse(text));
    if (!(json instanceof Json.Obj object)) {
      throw bad();
    }
    String id = string(object.get("id"));
    int mark = id.indexOf('!');
    if (mark < 0) {
      throw new WireException("Invalid derivation output id " + id);
    }
    StorePath path = Malformed.refuse(() -> StorePath.of(string(object.get("outPath"))));
    SortedSet<String> signatures = new TreeSet<>();
    if (object.get("signatures") instanceof Json.Array array) {
      for (Json signature : array.members()) {
        signatures.add(string(signature));
      }
    }
    return new Realisation(id.substring(0, mark), id.substring(mark + 1), path, signatures);
  }

  private static String string(@Nullable Json json) throws WireException {
    if (json instanceof Json.Str text) {
      return text.value();
    }
    throw bad();
  }

  private static WireException bad() {
    return new WireException("what an output was found to be is not in the right form");
  }
}
