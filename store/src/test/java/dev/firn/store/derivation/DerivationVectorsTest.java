package dev.firn.store.derivation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Three derivations that build on each other; all hashes and paths come from Nix. */
class DerivationVectorsTest {
  private static final StoreDir DIR = StoreDir.DEFAULT;

  private final Map<StorePath, InputHash> known = new HashMap<>();
  private final DerivationHasher hasher =
      new DerivationHasher(
          DIR,
          known,
          path -> {
            throw new AssertionError("asked for " + path);
          });
  private final SortedMap<StorePath, InputOutputs> inputs = new TreeMap<>();
  private final SortedSet<StorePath> sources = new TreeSet<>();
  private final SortedMap<String, String> environment = new TreeMap<>();
  private final SortedMap<String, DerivationOutput> outputs = new TreeMap<>();

  private Derivation derivation(String name, String system, String builder, String... arguments) {
    environment.put("name", name);
    environment.put("system", system);
    environment.put("builder", builder);
    return new Derivation(
        name,
        new TreeMap<>(outputs),
        new TreeMap<>(inputs),
        new TreeSet<>(sources),
        system,
        builder,
        List.of(arguments),
        new TreeMap<>(environment),
        null);
  }

  private void deferred(String... names) {
    outputs.clear();
    for (String name : names) {
      outputs.put(name, new DerivationOutput.Deferred());
      environment.put(name, "");
    }
  }

  private StorePath write(Derivation derivation) {
    byte[] content = Aterm.print(derivation, DIR);
    StorePath path = Aterm.path(derivation, content, DIR);
    assertEquals(derivation, Aterm.parse(content, derivation.name(), DIR));
    hasher.remember(path, derivation);
    return path;
  }

  private static String output(Derivation derivation, String name) {
    StorePath path = derivation.outputs().get(name).knownPath();
    assertEquals(DIR.print(path), derivation.environment().get(name));
    return path.baseName();
  }

  @Test
  void minimal() {
    deferred("out");
    Derivation filled = OutputPaths.fill(derivation("x", "s", "b"), hasher, DIR);
    assertEquals("gwwjwi08fyrbrz2d8zkfvy65nzzq2czp-x", output(filled, "out"));
    assertEquals("5wq5jx7219pmi3xklyhl77fjbqvy6qaj-x.drv", write(filled).baseName());
    OutputPaths.check(filled, hasher, DIR);
    assertSame(filled, OutputPaths.fill(filled, hasher, DIR));
  }

  @Test
  void chain() {
    StorePath fod = fixed();
    Derivation top = top(fod);
    StorePath topPath = write(top);
    assertEquals("whkjpzgp7k6n024zvaymvf4nmv30pkdf-top.drv", topPath.baseName());
    assertEquals(
        new InputHash.Whole("6858d490ce107ffb1b499b3fb66de4154577f0a0e5d71960147ef237b3093188"),
        known.get(topPath));
    app(top, topPath);
  }

  private StorePath fixed() {
    environment.put("outputHash", "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    environment.put("outputHashMode", "flat");
    ContentAddress address =
        new ContentAddress(ContentAddressMethod.FLAT, Hash.digest(HashAlgorithm.SHA256, "abc"));
    outputs.put("out", DerivationOutput.fixed(DIR, "fod", "out", address));
    Derivation fod =
        OutputPaths.fill(derivation("fod", "x86_64-linux", "/bin/sh", "-c", "echo x"), hasher, DIR);
    assertEquals("vc4z661820pgqi8iwd2z94jvph8rginq-fod", output(fod, "out"));
    StorePath path = write(fod);
    assertEquals("4x835phidcdy5k3330x9zb53r2mf1wxm-fod.drv", path.baseName());
    SortedMap<String, String> hashes = new TreeMap<>();
    hashes.put("out", "1f4919988b37c5fd5a1461b1f6619130a9f64ea420ad14b04d50300cc06330fd");
    assertEquals(new InputHash.Outputs(hashes), known.get(path));
    return path;
  }

  private Derivation top(StorePath fod) {
    environment.clear();
    StorePath script =
        StorePaths.text(
            DIR,
            "builder.sh",
            Hash.digest(HashAlgorithm.SHA256, "echo hi > $out"),
            new TreeSet<>());
    sources.add(script);
    inputs.put(fod, InputOutputs.of("out"));
    deferred("out", "dev");
    environment.put("outputs", "out dev");
    environment.put("fod", "/nix/store/vc4z661820pgqi8iwd2z94jvph8rginq-fod");
    environment.put("quote", "a\"b\\c\nd\te\rf${x}");
    Derivation masked = derivation("top", "x86_64-linux", "/bin/sh", DIR.print(script));
    assertEquals(
        "93add5323e583d5741390760b30381f2764c96412959ca47e0c200cdddbb2b3a",
        hasher.ownHash(masked).base16());
    Derivation top = OutputPaths.fill(masked, hasher, DIR);
    assertEquals("2an9z2zajj5dlxnxv0s5p891wbn8sk2m-top", output(top, "out"));
    assertEquals("4qxabyhvlwk4n29px7li009j96pnqw6h-top-dev", output(top, "dev"));
    return top;
  }

  private void app(Derivation top, StorePath topPath) {
    environment.clear();
    sources.clear();
    inputs.clear();
    inputs.put(topPath, InputOutputs.of(new TreeSet<>(Arrays.asList("out", "dev"))));
    deferred("out");
    String out = top.environment().get("out");
    environment.put("top", out);
    Derivation masked =
        derivation("app", "x86_64-linux", "/bin/sh", top.environment().get("dev") + "/x", out);
    assertEquals(
        "b56c5a74242d5185ed7cb11ee44699edd22ded6439d01f0c5024c76b511c05d3",
        hasher.ownHash(masked).base16());
    Derivation app = OutputPaths.fill(masked, hasher, DIR);
    assertEquals("fmfq3sny01imlc4ammz2887j5rxkpd1n-app", output(app, "out"));
    assertEquals("i23fblb4fkspdmvhciqdbwgbcd1pvkxg-app.drv", write(app).baseName());
  }

  @Test
  void structuredAttributesStandInTheEnvironment() {
    deferred("out");
    StructuredAttributes attributes = StructuredAttributes.parse("{ \"b\": 1.50, \"a\": [] }");
    Derivation derivation =
        new Derivation(
            "sa", outputs, inputs, sources, "s", "b", List.of(), environment, attributes);
    String text = Latin1.string(Aterm.print(derivation, DIR));
    assertEquals(
        "Derive([(\"out\",\"\",\"\",\"\")],[],[],\"s\",\"b\",[],"
            + "[(\"__json\",\"{\\\"a\\\":[],\\\"b\\\":1.5}\"),(\"out\",\"\")])",
        text);
    assertEquals(derivation, Aterm.parse(Latin1.bytes(text), "sa", DIR));
  }
}
