package dev.firn.store.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.ActivityType;
import dev.firn.base.activity.Field;
import dev.firn.base.activity.Level;
import dev.firn.base.activity.ResultType;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.DerivedPath;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.SignaturePolicy;
import dev.firn.store.StoreException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.gc.CollectionRequest;
import dev.firn.store.local.TestStores;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import dev.firn.store.protocol.ClientSettings;
import dev.firn.store.sign.SecretKey;
import dev.firn.store.sign.TrustedKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server does for whom, and how it is told, in all versions of the protocol. */
class ServerSessionTest {
  private static final SignaturePolicy STRICT = new SignaturePolicy(true, TrustedKeys.NONE);

  @TempDir Path directory;

  private TestServer server;
  private DaemonStore client;

  private void start(boolean trusting, int version) throws IOException {
    start(trusting, version, STRICT);
  }

  private void start(boolean trusting, int version, SignaturePolicy policy) throws IOException {
    server = new TestServer(directory, TestStores.location(directory), trusting, policy);
    client = server.client(version);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
    TestStores.delete(TestStores.location(directory));
  }

  /** Notes what it hears. */
  private static final class Notes implements ActivitySink {
    final List<String> heard = new ArrayList<>();

    @Override
    public void message(Level level, String text) {
      heard.add(text);
    }

    @Override
    public void started(
        long id, Level level, ActivityType type, String text, List<Field> fields, long parent) {
      heard.add(id + " " + level + " " + type + " " + text + " " + fields + " " + parent);
    }

    @Override
    public void stopped(long id) {
      heard.add(id + " ends");
    }

    @Override
    public void result(long id, ResultType type, List<Field> fields) {
      heard.add(id + " " + type + " " + fields);
    }
  }

  private static String problem(Runnable action) {
    return String.valueOf(assertThrows(StoreException.class, action::run).getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 19, 20, 21, 22, 23, 25, 26, 27, 29, 30, 34, 37, 38})
  void everyVersionAddsAndTells(int version) throws IOException {
    start(true, version);
    StorePath text = client.addText("f", Latin1.bytes("hi"), new TreeSet<>());
    StorePath tree =
        client.addTree(
            "t",
            TestStores.tree("x"),
            TreeFilter.ALL,
            ContentAddressMethod.NAR,
            HashAlgorithm.SHA1,
            new TreeSet<>());
    StorePath flat =
        client.addTree(
            "x",
            MemoryTree.file(Latin1.bytes("flat")),
            TreeFilter.ALL,
            ContentAddressMethod.FLAT,
            HashAlgorithm.SHA256,
            new TreeSet<>());
    assertEquals(TestStores.set(text, tree, flat), client.allValidPaths());
    PathInfo built = built(text);
    client.addArchive(built, archive(text), false, true);
    assertEquals(built, client.info(built.path()));
    assertEquals(
        TestStores.set(text, flat),
        client.valid(TestStores.set(text, flat, StorePath.of(new byte[20], "no")), false));
    assertEquals(1, client.builds().substitutable(TestStores.set(text)).getFirst().downloadSize());
    client.maintenance().addTempRoot(text);
    assertTrue(client.maintenance().roots(true).containsKey(text));
    assertEquals(
        TestStores.set(text, tree, flat, built.path()).size(),
        client
            .maintenance()
            .collect(
                CollectionRequest.whole(
                    CollectionRequest.Action.RETURN_LIVE, CollectionRequest.DEFAULT_KEEP),
                ActivitySink.NONE)
            .paths()
            .size());
  }

  private PathInfo built(StorePath reference) {
    byte[] archive = NarWriter.ofFile(Latin1.bytes(client.dir().print(reference)));
    return new PathInfo(
        StorePath.of(new byte[20], "built"),
        Hash.digest(HashAlgorithm.SHA256, archive),
        archive.length,
        TestStores.set(reference),
        StorePath.of(new byte[20], "built.drv"),
        17,
        true,
        new TreeSet<>(List.of("k:c2ln")),
        null);
  }

  private ByteArrayInputStream archive(StorePath reference) {
    return new ByteArrayInputStream(NarWriter.ofFile(Latin1.bytes(client.dir().print(reference))));
  }

  @ParameterizedTest
  @ValueSource(ints = {19, 27, 34, 38})
  void everyVersionTellsWhatCameOfBuilding(int version) throws IOException {
    start(true, version);
    Notes notes = new Notes();
    StorePath path = StorePath.of(new byte[20], "x.drv");
    List<BuildResult> outcomes =
        client.builds().build(List.of(DerivedPath.allOf(path)), BuildMode.CHECK, notes);
    assertEquals("no builds here", outcomes.getFirst().message());
    if (version >= 20) {
      assertEquals(
          List.of(
              "1 INFO UNKNOWN building [Text[value=x]] 0",
              "1 BUILD_LOG_LINE [Text[value=a line], Number[value=7]]",
              "beware",
              "1 ends"),
          notes.heard);
    } else {
      assertEquals(List.of("building...", "beware"), notes.heard);
    }
    BuildResult told = client.builds().buildDerivation(path, derivation(), BuildMode.NORMAL, notes);
    assertEquals(BuildStatus.TIMED_OUT, told.status());
    assertEquals("x", told.message());
    assertEquals(version >= 29 ? 3 : 0, told.times());
    assertEquals(version >= 29 ? 5 : 0, told.stopTime());
    assertEquals(version >= 37 ? Duration.ofNanos(6000) : null, told.userTime());
    assertEquals(17, client.builds().missing(List.of()).downloadSize());
    assertEquals(
        "nobody has " + path, problem(() -> client.builds().ensure(path, ActivitySink.NONE)));
  }

  private static Derivation derivation() {
    SortedMap<String, DerivationOutput> outputs = new TreeMap<>();
    outputs.put("out", new DerivationOutput.InputAddressed(StorePath.of(new byte[20], "x")));
    return new Derivation(
        "x",
        outputs,
        new TreeMap<>(),
        new TreeSet<>(),
        "s",
        "b",
        List.of("a"),
        new TreeMap<>(Map.of("k", "v")),
        null);
  }

  @Test
  void realisationsOfStrangersAreSigned() throws IOException {
    SecretKey key = SecretKey.generate("test-1");
    TrustedKeys trusted = TrustedKeys.of(List.of(key.publicKey()));
    start(false, Protocol.NEWEST, new SignaturePolicy(true, trusted));
    StorePath text = client.addText("f", Latin1.bytes("hi"), new TreeSet<>());
    String derivation = StorePath.of(new byte[20], "x.drv").baseName();
    Realisation plain = new Realisation(derivation, "out", text, new TreeSet<>());
    Realisation ofAnother = new Realisation(derivation, "other", text, new TreeSet<>());
    String problem =
        "cannot register realisation '"
            + text.baseName()
            + "' because it lacks a signature by a trusted key";

    assertEquals(problem, problem(() -> client.register(plain)));
    assertEquals(problem, problem(() -> client.register(signed(plain, ofAnother, key))));
    Realisation wrong = signed(plain, plain, SecretKey.generate("test-1"));
    assertEquals(problem, problem(() -> client.register(wrong)));
    assertNull(client.realisation(derivation, "out"));

    client.register(signed(plain, plain, key));
    assertEquals(text, client.realisation(derivation, "out").path());
  }

  /** A realisation with the signature of one that may be another. */
  private static Realisation signed(Realisation realisation, Realisation of, SecretKey key) {
    return realisation.withSignatures(
        new TreeSet<>(List.of(key.sign(of.fingerprint()).toString())));
  }

  @Test
  void strangersMayNotHarmOthers() throws IOException {
    start(false, Protocol.NEWEST);
    assertEquals(false, client.server().trustsUs());
    StorePath text = client.addText("f", Latin1.bytes("hi"), new TreeSet<>());
    assertTrue(
        problem(() -> client.addArchive(built(text), archive(text), false, true))
            .contains("lacks a signature by a trusted key"));
    assertTrue(
        problem(() -> client.addArchive(client.info(text), archive(text), true, true))
            .contains("not privileged to repair"));
    StorePath path = StorePath.of(new byte[20], "x.drv");
    assertEquals(
        "you are not privileged to build input-addressed derivations",
        problem(() ->
            client
                .builds()
                .buildDerivation(path, derivation(), BuildMode.NORMAL, ActivitySink.NONE)));
    assertEquals(
        "repairing is not allowed because you are not in 'trusted-users'",
        problem(() -> client.builds().build(List.of(), BuildMode.REPAIR, ActivitySink.NONE)));
    assertTrue(
        problem(() -> client.maintenance().verify(false, true, ActivitySink.NONE))
            .contains("not privileged"));
    assertTrue(
        problem(() -> client.maintenance().addBuildLog(path, archive(text)))
            .contains("not privileged"));
    assertTrue(
        problem(() -> client.maintenance().addPermanentRoot(text, "/x"))
            .contains("not privileged"));
    assertEquals(TestStores.set(text), client.allValidPaths());
  }

  @Test
  void strangersMayBuildWhatIsAddressedByItsContent() throws IOException {
    start(false, Protocol.NEWEST);
    SortedMap<String, DerivationOutput> outputs = new TreeMap<>();
    outputs.put(
        "out", new DerivationOutput.Floating(ContentAddressMethod.NAR, HashAlgorithm.SHA256));
    Derivation derivation = derivation().with(outputs, new TreeMap<>());
    StorePath claimed = StorePath.of(new byte[20], "x.drv");
    BuildResult outcome =
        client.builds().buildDerivation(claimed, derivation, BuildMode.NORMAL, ActivitySink.NONE);
    assertEquals(BuildStatus.TIMED_OUT, outcome.status());
    assertFalse(client.isValid(claimed));
    assertEquals(1, client.allValidPaths().size(), "the derivation has the path that it must have");
  }

  @Test
  void nobodyMayIgnoreWhatLives() throws IOException {
    start(true, Protocol.NEWEST);
    StorePath text = client.addText("f", Latin1.bytes("hi"), new TreeSet<>());
    assertEquals(
        "you are not allowed to ignore liveness",
        problem(() ->
            client
                .maintenance()
                .collect(CollectionRequest.delete(TestStores.set(text), true), ActivitySink.NONE)));
    assertTrue(client.isValid(text));
  }

  @Test
  void settingsOfStrangersAreFiltered() throws IOException {
    Notes notes = new Notes();
    start(false, Protocol.NEWEST);
    SortedMap<String, String> overrides = new TreeMap<>();
    overrides.put("sandbox", "false");
    overrides.put("builders", "");
    overrides.put("timeout", "7");
    overrides.put("substituters", "https://cache.example https://evil.example");
    overrides.put("experimental-features", "x");
    DaemonOptions options =
        DaemonOptions.remote("test", 1)
            .withSettings(ClientSettings.DEFAULT.withOverrides(overrides))
            .withSink(notes);
    try (DaemonStore second = server.client(options)) {
      second.allValidPaths();
    }
    SortedMap<String, String> left =
        new TreeMap<>(server.opened.iterator().next().settings.getLast());
    left.keySet().removeAll(ClientSettings.DEFAULT.byName().keySet());
    assertEquals(
        Map.of("builders", "", "timeout", "7", "substituters", "https://cache.example"), left);
    assertEquals(2, notes.heard.size(), () -> notes.heard.toString());
  }

  @Test
  void settingsOfTheTrustedCount() throws IOException {
    start(true, Protocol.NEWEST);
    SortedMap<String, String> overrides = new TreeMap<>(Map.of("sandbox", "false"));
    ClientSettings told =
        new ClientSettings(true, true, true, Level.DEBUG, 5, 6, false, 7, false, overrides);
    try (DaemonStore second = server.client(DaemonOptions.remote("test", 1).withSettings(told))) {
      second.allValidPaths();
    }
    assertEquals(told.byName(), server.opened.iterator().next().settings.getLast());
  }

  @Test
  void badContentLeavesTheConversationWhole() throws IOException {
    start(true, Protocol.NEWEST);
    StorePath text = client.addText("f", Latin1.bytes("hi"), new TreeSet<>());
    PathInfo wrong = built(text).withArchive(Hash.zero(HashAlgorithm.SHA256), 3);
    assertThrows(StoreException.class, () -> client.addArchive(wrong, archive(text)));
    assertTrue(client.isValid(text));
    assertFalse(client.isValid(wrong.path()));
  }
}
