package dev.firn.store.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.MemoryStore;
import dev.firn.store.PathInfo;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationHasher;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.InputOutputs;
import dev.firn.store.derivation.OutputPaths;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.PathFingerprint;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private static final SortedSet<StorePath> NONE = new TreeSet<>();

  private final MemoryStore store = new MemoryStore(StoreDir.DEFAULT);

  private static PathFingerprint fingerprint(Explanation explanation) {
    PathFingerprint fingerprint = explanation.fingerprint();
    assertNotNull(fingerprint);
    return fingerprint;
  }

  /** A vector that was published: a text file. */
  @Test
  void theTextFile() {
    StorePath path = store.addText("file-name", Latin1.bytes("some content"), NONE);
    assertEquals("gn48qr23kimj8iyh50jvffjx7335k9fz", path.hashPart());
    Explanation explanation = Explainer.explain(store, path, 0);
    assertEquals(
        "text:sha256:290f493c44f5d63d06b374d0a5abd292fae38b92cab2fae5efefe1b0e9347f56"
            + ":/nix/store:file-name",
        fingerprint(explanation).text());
    assertEquals("gn48qr23kimj8iyh50jvffjx7335k9fz", fingerprint(explanation).digits());
    assertEquals(new Explanation.Content(Explanation.What.FILE), explanation.inner());
  }

  /** A vector that was published: an output of a derivation. */
  @Test
  void theOutput() {
    PathFingerprint hello =
        new PathFingerprint(
            "output:out",
            Hash.parseUnprefixed(
                "5d4447675168bb44442f0d225ab8b50b7a67544f0ba2104dbf74926ff4df1d1e",
                HashAlgorithm.SHA256),
            StoreDir.DEFAULT,
            "hello-2.10");
    assertEquals(
        "output:out:sha256:5d4447675168bb44442f0d225ab8b50b7a67544f0ba2104dbf74926ff4df1d1e"
            + ":/nix/store:hello-2.10",
        hello.text());
    assertEquals("0fqqilza6ifk0arlay18ab1pfk338f6gzrpcb56pnaw245h8gv9r", hello.hash().nix32());
    assertEquals("ab1pfk338f6gzpglsirxhvji4g9w558i", hello.digits());
  }

  /** A vector that was published: an input whose content is known. */
  @Test
  void theKnownContent() {
    DerivationOutput.Fixed tarball =
        DerivationOutput.fixed(
            StoreDir.DEFAULT,
            "hello-2.10.tar.gz",
            "out",
            new ContentAddress(
                ContentAddressMethod.FLAT,
                Hash.parseUnprefixed(
                    "31e066137a962676e89f69d1b65382de95a7ef7d914b8cb956f41ea72e0f516b",
                    HashAlgorithm.SHA256)));
    String text = DerivationHasher.fixedText(tarball, StoreDir.DEFAULT);
    assertEquals(
        "fixed:out:sha256:31e066137a962676e89f69d1b65382de95a7ef7d914b8cb956f41ea72e0f516b"
            + ":/nix/store/3x7dwzq014bblazs7kq20p9hyzz0qh8g-hello-2.10.tar.gz",
        text);
    assertEquals(
        "26f653058a4d742a815b4d3a3c0721bca16200ffc48c22d62b3eb54164560856",
        Hash.digest(HashAlgorithm.SHA256, text).base16());
  }

  @Test
  void treesAndFilesByContent() {
    MemoryTree file = MemoryTree.file(Latin1.bytes("x"));
    StorePath tree =
        store.addTree(
            "t", file, TreeFilter.ALL, ContentAddressMethod.NAR, HashAlgorithm.SHA256, NONE);
    Explanation explanation = Explainer.explain(store, tree, 0);
    assertEquals(new Explanation.Content(Explanation.What.ARCHIVE), explanation.inner());
    assertEquals("source", fingerprint(explanation).type());
    StorePath flat =
        store.addTree(
            "f", file, TreeFilter.ALL, ContentAddressMethod.FLAT, HashAlgorithm.SHA1, NONE);
    explanation = Explainer.explain(store, flat, 0);
    assertEquals(
        new Explanation.Fixed(
            "fixed:out:sha1:" + Hash.digest(HashAlgorithm.SHA1, "x").base16() + ":"),
        explanation.inner());
    assertEquals("output:out", fingerprint(explanation).type());
  }

  private StorePath add(
      String name, DerivationOutput output, SortedMap<StorePath, InputOutputs> inputs) {
    SortedMap<String, DerivationOutput> outputs = new TreeMap<>();
    outputs.put("out", output);
    SortedMap<String, String> environment = new TreeMap<>();
    environment.put("out", "");
    Derivation plain =
        new Derivation(name, outputs, inputs, NONE, "s", "b", List.of(), environment, null);
    DerivationHasher hasher =
        new DerivationHasher(store.dir(), new HashMap<>(), store::readDerivation);
    return store.addDerivation(OutputPaths.fill(plain, hasher, store.dir()));
  }

  private StorePath build(StorePath derivation, @Nullable StorePath deriver) {
    StorePath output = store.derivationOutputs(derivation).get("out");
    byte[] archive = NarWriter.ofFile(Latin1.bytes("built"));
    Hash hash = Hash.digest(HashAlgorithm.SHA256, archive);
    store.addArchive(
        new PathInfo(output, hash, archive.length, NONE, deriver, 1, true, new TreeSet<>(), null),
        new ByteArrayInputStream(archive));
    return output;
  }

  private static SortedMap<StorePath, InputOutputs> inputs(StorePath... derivations) {
    SortedMap<StorePath, InputOutputs> inputs = new TreeMap<>();
    for (StorePath derivation : derivations) {
      inputs.put(derivation, InputOutputs.of("out"));
    }
    return inputs;
  }

  @Test
  void outputsToTheDepthThatIsAskedFor() {
    ContentAddress known =
        new ContentAddress(ContentAddressMethod.FLAT, Hash.digest(HashAlgorithm.SHA256, "tarball"));
    StorePath source =
        add("source", DerivationOutput.fixed(store.dir(), "source", "out", known), new TreeMap<>());
    StorePath library = add("library", new DerivationOutput.Deferred(), inputs(source));
    StorePath program = add("program", new DerivationOutput.Deferred(), inputs(source, library));
    Explanation shallow = Explainer.explain(store, build(program, program), 0);
    Explanation.Built built = assertInstanceOf(Explanation.Built.class, shallow.inner());
    assertEquals(program, built.derivation());
    assertEquals("out", built.output());
    assertEquals(List.of(), built.inputs());
    assertEquals(fingerprint(shallow).inner(), Hash.digest(HashAlgorithm.SHA256, built.text()));
    assertTrue(built.text().startsWith("Derive([(\"out\",\"\",\"\",\"\")],[(\""));

    Explanation deep = Explainer.explain(store, shallow.path(), 2);
    List<Explanation.Input> inputs = ((Explanation.Built) deep.inner()).inputs();
    assertEquals(2, inputs.size());
    for (Explanation.Input input : inputs) {
      assertTrue(built.text().contains("(\"" + input.hash().base16() + "\",[\"out\"])"));
      assertEquals(input.hash(), Hash.digest(HashAlgorithm.SHA256, input.text()));
      assertEquals(input.derivation().equals(library) ? 1 : 0, input.inputs().size());
    }
  }

  @Test
  void fixedOutputsByTheirDerivation() {
    ContentAddress known =
        new ContentAddress(ContentAddressMethod.NAR, Hash.digest(HashAlgorithm.SHA256, "tarball"));
    StorePath source =
        add("source", DerivationOutput.fixed(store.dir(), "source", "out", known), new TreeMap<>());
    Explanation explanation = Explainer.explain(store, build(source, source), 1);
    assertEquals("source", fingerprint(explanation).type());
  }

  @Test
  void whatNobodyKnows() {
    StorePath derivation = add("x", new DerivationOutput.Deferred(), new TreeMap<>());
    Explanation explanation = Explainer.explain(store, build(derivation, null), 1);
    assertNull(explanation.fingerprint());
    assertEquals(new Explanation.Unknown(), explanation.inner());
  }
}
