package dev.firn.realise.build.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.json.Json;
import dev.firn.base.text.Ansi;
import dev.firn.base.text.Latin1;
import dev.firn.realise.build.BuildLog;
import dev.firn.realise.build.BuildRequest;
import dev.firn.realise.build.BuildSettings;
import dev.firn.realise.build.BuildSettings.SandboxMode;
import dev.firn.realise.build.Workshop;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.log.BuildLogs;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every build is, with or without a sandbox; here without, so that it runs everywhere. */
class LocalBuilderTest {
  private static final String TOOLS = "export PATH=/usr/bin:/bin; ";

  @TempDir Path directory;
  private Workshop workshop;

  @BeforeEach
  void open() {
    workshop = new Workshop(directory);
    workshop.settings = workshop.settings.withSandbox(SandboxMode.OFF);
  }

  @AfterEach
  void close() throws IOException {
    assertEquals(List.of(), workshop.leftovers(), "nothing is left behind");
    workshop.close();
  }

  private static String message(BuildResult result) {
    return Ansi.filter(result.message(), false);
  }

  @Test
  void outputsBecomeValidTogetherAndCanonical() throws IOException {
    StorePath path =
        workshop
            .recipe(
                "two",
                TOOLS
                    + "mkdir -m 700 $out; echo $dev > $out/ref; chmod 600 $out/ref; ln -s ref $out/link;"
                    + " echo '#!' > $out/run; chmod 711 $out/run; ln $out/run $dev; touch -d 2000-01-01 $out/ref")
            .outputs("out", "dev")
            .add();
    BuildResult result = workshop.build(path, BuildMode.NORMAL);

    assertEquals(BuildStatus.BUILT, result.status(), result.message() + workshop.output);
    StorePath out = workshop.path(result, "out");
    StorePath dev = workshop.path(result, "dev");
    PathInfo info = workshop.store.info(out);
    assertEquals(Set.of(dev), info.references());
    assertEquals(path, info.deriver());
    assertTrue(info.ultimate());
    assertNull(info.contentAddress());
    assertEquals("r-xr-xr-x", permissions(workshop.files(out)));
    assertEquals("r--r--r--", permissions(workshop.files(out).resolve("ref")));
    assertEquals("r-xr-xr-x", permissions(workshop.files(out).resolve("run")));
    for (String name : List.of("", "ref", "link", "run")) {
      Path file = workshop.files(out).resolve(name);
      assertEquals(
          1000, Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toMillis(), name);
    }
    assertEquals(1, result.times());
    assertEquals(BuildStatus.ALREADY_VALID, workshop.build(path, BuildMode.NORMAL).status());
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void theEnvironmentIsNixs() {
    BuildResult result =
        workshop
            .recipe("env", "/usr/bin/env > $out; pwd >> $out")
            .set("long", "line\u00e4")
            .set("HOME", "/other")
            .set("TMPDIR", "/ignored")
            .set("passAsFile", "big")
            .set("big", "content\n")
            .build();

    String text = workshop.text(result);
    Map<String, String> variables = workshop.variables(text);
    String top = variables.get("NIX_BUILD_TOP");
    assertNotNull(top, text);
    Map<String, String> expected = new TreeMap<>();
    for (String name : List.of("NIX_BUILD_TOP", "TMPDIR", "TEMPDIR", "TMP", "TEMP", "PWD")) {
      expected.put(name, top);
    }
    expected.put("PATH", "/path-not-set");
    expected.put("HOME", "/other");
    expected.put("NIX_STORE", workshop.store.dir().path());
    expected.put("NIX_BUILD_CORES", "" + Runtime.getRuntime().availableProcessors());
    expected.put("NIX_LOG_FD", "2");
    expected.put("TERM", "xterm-256color");
    expected.put("long", "line\u00e4");
    expected.put("passAsFile", "big");
    expected.put("bigPath", top + "/.attr-" + Hash.digest(HashAlgorithm.SHA256, "big").nix32());
    expected.put("name", "env");
    expected.put("system", Workshop.SYSTEM);
    expected.put("builder", "/bin/sh");
    expected.put("out", workshop.shown(workshop.path(result, "out")));
    variables.keySet().removeAll(Set.of("_", "OLDPWD", "SHLVL"));
    assertEquals(expected, variables);
    assertTrue(text.endsWith(top + "\n"));
  }

  @Test
  void filesHoldWhatIsPassedInThem() {
    BuildResult result =
        workshop
            .recipe("file", "while read line; do echo \"$line\" >> $out; done < $bigPath")
            .set("passAsFile", "big")
            .set("big", "a\nb\n")
            .build();

    assertEquals("a\nb\n", workshop.text(result));
  }

  @Test
  void structuredAttributesComeInFiles() {
    Json.Obj attributes =
        (Json.Obj)
            Json.parse(
                "{\"a\":1,\"b\":[1,\"x\",true,null],\"c\":{\"k\":\"v'w\"},\"d\":[[1]],\"e\":true,\"f\":false,"
                    + "\"g\":1.5,\"h\":2.0,\"out-of\":1,\"n\":null,\"s\":\"t\"}");
    BuildResult result =
        workshop
            .recipe(
                "structured",
                TOOLS
                    + "cd $NIX_BUILD_TOP; o=$(sed -n \"s/.*\\[.out.\\]='\\([^']*\\)'.*/\\1/p\" $NIX_ATTRS_SH_FILE);"
                    + "cat $NIX_ATTRS_SH_FILE $NIX_ATTRS_JSON_FILE > $o; env | grep -c '^out=' >> $o || :")
            .structured(attributes)
            .build();

    String out = workshop.shown(workshop.path(result, "out"));
    assertEquals(
        "declare a=1\ndeclare -a b=(1 'x' 1 '' )\ndeclare -A c=(['k']='v'\\''w' )\ndeclare e=1\ndeclare f=\n"
            + "declare h=2\ndeclare n=''\ndeclare -A outputs=(['out']='"
            + out
            + "' )\ndeclare s='t'\n{\"a\":1,\"b\":[1,\"x\",true,null],\"c\":{\"k\":\"v'w\"},\"d\":[[1]],\"e\":true,\"f\":false,"
            + "\"g\":1.5,\"h\":2.0,\"n\":null,\"out-of\":1,\"outputs\":{\"out\":\""
            + out
            + "\"},\"s\":\"t\"}0\n",
        workshop.text(result));
  }

  @Test
  void graphsOfReferencesComeInFiles() {
    StorePath leaf = workshop.file("leaf", "leaf");
    BuildResult node =
        workshop.recipe("node", "echo " + workshop.shown(leaf) + " > $out").input(leaf).build();
    StorePath nodePath = workshop.path(node, "out");
    BuildResult result =
        workshop
            .recipe("graph", TOOLS + "cat graph > $out")
            .set("exportReferencesGraph", "graph " + workshop.shown(nodePath))
            .input(nodePath)
            .build();

    String expected =
        workshop.shown(leaf)
            + "\n\n0\n"
            + workshop.shown(nodePath)
            + "\n\n1\n"
            + workshop.shown(leaf)
            + "\n";
    String other =
        workshop.shown(nodePath)
            + "\n\n1\n"
            + workshop.shown(leaf)
            + "\n"
            + workshop.shown(leaf)
            + "\n\n0\n";
    assertEquals(leaf.compareTo(nodePath) < 0 ? expected : other, workshop.text(result));
    assertEquals(
        BuildStatus.INPUT_REJECTED,
        workshop
            .recipe("foreign", "echo > $out")
            .set("exportReferencesGraph", "graph " + workshop.shown(nodePath))
            .build()
            .status());
  }

  @Test
  void whatBuildersWriteIsKept() throws IOException {
    StorePath path = workshop.recipe("log", "echo one; echo two >&2; echo > $out").add();
    workshop.build(path, BuildMode.NORMAL);

    assertEquals("one\ntwo\n", workshop.output.toString());
    try (InputStream log = new BuildLogs(workshop.store.location()).open(path)) {
      assertNotNull(log);
      assertEquals("one\ntwo\n", Latin1.string(log.readAllBytes()));
    }
    String name = path.baseName();
    assertTrue(
        Files.exists(
            directory.resolve(
                "var/log/nix/drvs/" + name.substring(0, 2) + "/" + name.substring(2) + ".bz2")));
  }

  @Test
  void failuresTellHow() {
    StorePath path = workshop.recipe("bad", "exit 7").add();
    BuildResult result = workshop.build(path, BuildMode.NORMAL);

    StorePath out = workshop.store.readDerivation(path).outputs().get("out").knownPath();
    assertEquals(BuildStatus.PERMANENT_FAILURE, result.status());
    assertEquals(
        "Cannot build '"
            + workshop.shown(path)
            + "'.\nReason: builder failed with exit code 7.\nOutput paths:\n  "
            + workshop.shown(out),
        message(result));
    assertEquals(
        "Reason: builder failed due to signal 15 (Terminated).",
        message(workshop.recipe("killed", "kill -TERM $$").build()).split("\n")[1]);
    BuildResult missing = workshop.recipe("missing", "").builder("/no/such/builder").build();
    assertEquals("Reason: builder failed with exit code 1.", message(missing).split("\n")[1]);
    assertTrue(
        workshop.output.toString().contains("executing '/no/such/builder': no such file"),
        workshop.output.toString());
  }

  @Test
  void missingOutputsAreRefused() {
    StorePath path = workshop.recipe("none", ":").add();
    BuildResult result = workshop.build(path, BuildMode.NORMAL);
    StorePath out = workshop.store.readDerivation(path).outputs().get("out").knownPath();

    assertEquals(BuildStatus.OUTPUT_REJECTED, result.status());
    assertEquals(
        "builder for '"
            + workshop.shown(path)
            + "' failed to produce output path for output 'out' at \""
            + workshop.shown(out)
            + "\"",
        message(result));
  }

  @Test
  void whatOthersCouldHaveWrittenIsRefused() {
    BuildResult result = workshop.recipe("writable", TOOLS + "echo > $out; chmod 666 $out").build();

    assertEquals(BuildStatus.OUTPUT_REJECTED, result.status());
    assertTrue(
        message(result).startsWith("suspicious ownership or permission on "), message(result));
    BuildResult pipe = workshop.recipe("pipe", TOOLS + "mkdir $out; mkfifo $out/p").build();
    assertEquals(BuildStatus.OUTPUT_REJECTED, pipe.status());
    assertTrue(message(pipe).endsWith("has an unsupported type"), message(pipe));
  }

  @Test
  void circlesAreRefused() {
    BuildResult result =
        workshop.recipe("circle", "echo $b > $out; echo $out > $b").outputs("out", "b").build();

    assertEquals(BuildStatus.OUTPUT_REJECTED, result.status());
    assertTrue(message(result).startsWith("cycle detected in build of '"), message(result));
  }

  @Test
  void timeSilenceAndLogAreBounded() {
    BuildSettings usual = workshop.settings;
    workshop.settings = usual.with(new BuildSettings.Limits(0, 1, 0, 0));
    BuildResult slow =
        workshop.recipe("slow", "while :; do echo x; /usr/bin/sleep 0.1; done").build();
    assertEquals(BuildStatus.TIMED_OUT, slow.status());
    assertEquals("timed out after 1 seconds", slow.message());

    workshop.settings = usual.with(new BuildSettings.Limits(0, 0, 1, 0));
    assertEquals(
        BuildStatus.TIMED_OUT,
        workshop.recipe("silent", "echo x; /usr/bin/sleep 600").build().status());

    workshop.settings = usual.with(new BuildSettings.Limits(0, 0, 0, 1000));
    StorePath path = workshop.recipe("loud", "while :; do echo xxxxxxxxxxxxxxx; done").add();
    BuildResult loud = workshop.build(path, BuildMode.NORMAL);
    assertEquals(BuildStatus.LOG_LIMIT_EXCEEDED, loud.status());
    assertEquals(
        "building derivation '"
            + workshop.shown(path)
            + "' killed after writing more than 1000 bytes of log output",
        loud.message());
  }

  @Test
  void interruptionKillsAllProcesses() throws Exception {
    StorePath path = workshop.recipe("long", TOOLS + "sleep 1000 & echo $! $$; wait").add();
    Derivation derivation = workshop.store.readDerivation(path);
    BuildRequest request =
        new BuildRequest(
            path, derivation, new TreeSet<>(), new TreeSet<>(Set.of("out")), BuildMode.NORMAL);
    StringBuilder written = new StringBuilder();
    CountDownLatch started = new CountDownLatch(1);
    BuildLog log =
        new BuildLog() {
          @Override
          public void output(byte[] bytes, int offset, int length) {
            written.append(Latin1.string(bytes, offset, length));
            if (written.indexOf("\n") > 0) {
              started.countDown();
            }
          }
        };
    AtomicInteger interrupted = new AtomicInteger();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                new LocalBuilder(workshop.store, workshop.settings).build(request, log);
              } catch (InterruptedException expected) {
                interrupted.incrementAndGet();
              }
            });
    assertTrue(started.await(60, TimeUnit.SECONDS));
    thread.interrupt();
    thread.join(60_000);

    assertEquals(1, interrupted.get());
    for (String process : written.toString().strip().split(" ")) {
      requireGone(process);
    }
  }

  /** Waits until a process that was killed is gone: the kernel does not say when that is. */
  private static void requireGone(String process) throws InterruptedException {
    for (int tries = 0; isAlive(process); tries++) {
      assertTrue(tries < 6000, "process " + process);
      Thread.sleep(10);
    }
  }

  private static boolean isAlive(String process) {
    try {
      return Files.readString(Path.of("/proc", process, "stat")).indexOf(") Z ") < 0;
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void oneOfTwoBuilders() throws Exception {
    StorePath path =
        workshop
            .recipe(
                "once",
                "echo x >> " + directory.resolve("count") + "; /usr/bin/sleep 0.3; echo > $out")
            .add();
    List<BuildStatus> statuses = new java.util.concurrent.CopyOnWriteArrayList<>();
    List<Thread> threads =
        List.of(
            Thread.ofPlatform()
                .start(() -> statuses.add(workshop.build(path, BuildMode.NORMAL).status())),
            Thread.ofPlatform()
                .start(() -> statuses.add(workshop.build(path, BuildMode.NORMAL).status())));
    for (Thread thread : threads) {
      thread.join();
    }

    assertEquals(Set.of(BuildStatus.BUILT, BuildStatus.ALREADY_VALID), Set.copyOf(statuses));
    assertEquals("x\n", Workshop.read(directory.resolve("count")));
  }

  @Test
  void failedBuildsAreKeptIfThatIsWished() throws IOException {
    workshop.settings = workshop.settings.withKeepFailed(true);
    workshop.recipe("kept", "echo left > file; exit 1").build();

    assertEquals(1, workshop.notes.size(), workshop.notes.toString());
    String note = workshop.notes.getFirst();
    Path kept = Path.of(note.substring(note.indexOf('"') + 1, note.length() - 1));
    assertEquals("left\n", Workshop.read(kept.resolve("file")));
  }

  @Test
  void nothingIsKeptOtherwise() throws IOException {
    workshop.recipe("lost", TOOLS + "mkdir -p d/e; chmod 0 d; exit 1").build();
    try (var left = Files.list(directory.resolve("var/nix/builds"))) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void fixedContentIsChecked() {
    Hash right = Hash.digest(HashAlgorithm.SHA256, "x\n");
    DerivationOutput.Fixed output =
        DerivationOutput.fixed(
            workshop.store.dir(),
            "fixed",
            "out",
            new ContentAddress(ContentAddressMethod.FLAT, right));
    BuildResult good =
        workshop
            .recipe("fixed", "echo x > $out; echo $NIX_OUTPUT_CHECKED")
            .output("out", output)
            .build();
    assertEquals(BuildStatus.BUILT, good.status(), good.message());
    assertEquals("1\n", workshop.output.toString());
    PathInfo info = workshop.store.info(workshop.path(good, "out"));
    assertEquals(output.address(), info.contentAddress());

    Hash wrong = Hash.digest(HashAlgorithm.SHA256, "y\n");
    DerivationOutput.Fixed other =
        DerivationOutput.fixed(
            workshop.store.dir(),
            "fixed2",
            "out",
            new ContentAddress(ContentAddressMethod.FLAT, wrong));
    StorePath path = workshop.recipe("fixed2", "echo x > $out").output("out", other).add();
    BuildResult bad = workshop.build(path, BuildMode.NORMAL);
    assertEquals(BuildStatus.HASH_MISMATCH, bad.status());
    assertEquals(
        "hash mismatch in fixed-output derivation '"
            + workshop.shown(path)
            + "':\n  specified: "
            + wrong.sri()
            + "\n     got:    "
            + right.sri(),
        bad.message());
    // What was fetched is kept under the path that its content has.
    StorePath actual =
        DerivationOutput.fixed(
                workshop.store.dir(),
                "fixed2",
                "out",
                new ContentAddress(ContentAddressMethod.FLAT, right))
            .path();
    assertTrue(workshop.store.isValid(actual));
    assertFalse(workshop.store.isValid(other.path()));
  }

  @Test
  void fixedContentIsOneFileThatRefersToNothing() {
    Hash hash = Hash.digest(HashAlgorithm.SHA256, "x");
    DerivationOutput.Fixed output =
        DerivationOutput.fixed(
            workshop.store.dir(),
            "flat",
            "out",
            new ContentAddress(ContentAddressMethod.FLAT, hash));
    BuildResult directoryInstead =
        workshop.recipe("flat", TOOLS + "mkdir $out").output("out", output).build();
    assertEquals(
        "output path \""
            + workshop.shown(output.path())
            + "\" should be a non-executable regular file since recursive hashing is not enabled (one of"
            + " outputHashMode={flat,text} is true)",
        directoryInstead.message());
  }

  @Test
  void impureVariablesReachFixedBuildsOnly() {
    Hash hash = Hash.digest(HashAlgorithm.SHA256, "set\n");
    DerivationOutput.Fixed output =
        DerivationOutput.fixed(
            workshop.store.dir(),
            "impure",
            "out",
            new ContentAddress(ContentAddressMethod.FLAT, hash));
    TreeMap<String, String> given = new TreeMap<>(Map.of("FIRN_TEST_PROXY", "set"));
    BuildSettings s = workshop.settings;
    workshop.settings =
        new BuildSettings(
            s.platform(),
            s.limits(),
            s.sandbox(),
            s.users(),
            s.log(),
            s.hooks(),
            s.buildDirectory(),
            s.keepFailed(),
            s.realisations(),
            given,
            s.http(),
            s.hashedMirrors(),
            s.keys());
    String script = "echo $FIRN_TEST_PROXY > $out";
    assertEquals(
        "set\n",
        workshop.text(
            workshop
                .recipe("impure", script)
                .set("impureEnvVars", "FIRN_TEST_PROXY")
                .output("out", output)
                .build()));
    assertEquals(
        "\n",
        workshop.text(
            workshop.recipe("pure", script).set("impureEnvVars", "FIRN_TEST_PROXY").build()));
  }

  @Test
  void contentDecidesFloatingPaths() {
    String script = TOOLS + "mkdir $out; echo $out $dev > $out/self; echo data > $dev";
    StorePath path =
        workshop
            .recipe("floating", script)
            .output("out", Workshop.floating())
            .output("dev", Workshop.floating())
            .add();
    BuildResult result = workshop.build(path, BuildMode.NORMAL);

    assertEquals(BuildStatus.BUILT, result.status(), result.message() + workshop.output);
    StorePath out = workshop.path(result, "out");
    StorePath dev = workshop.path(result, "dev");
    PathInfo info = workshop.store.info(out);
    assertEquals(Set.of(out, dev), info.references());
    assertTrue(info.isContentAddressed(workshop.store.dir()));
    assertEquals(
        workshop.shown(out) + " " + workshop.shown(dev) + "\n",
        Workshop.read(workshop.files(out).resolve("self")));
    Realisation known = workshop.store.realisation(path.baseName(), "out");
    assertNotNull(known);
    assertEquals(out, known.path());
    assertEquals(BuildStatus.ALREADY_VALID, workshop.build(path, BuildMode.NORMAL).status());
    // Another derivation with the same result gives the same paths.
    BuildResult again =
        workshop
            .recipe("floating", script + "; :")
            .output("out", Workshop.floating())
            .output("dev", Workshop.floating())
            .build();
    assertEquals(out, workshop.path(again, "out"));
    assertEquals(BuildStatus.BUILT, workshop.build(path, BuildMode.CHECK).status());
  }

  @Test
  void impureDerivationsAreBuiltEachTime() {
    DerivationOutput impure =
        new DerivationOutput.Impure(ContentAddressMethod.NAR, HashAlgorithm.SHA256);
    StorePath path =
        workshop
            .recipe(
                "impure",
                TOOLS
                    + "echo x >> "
                    + directory.resolve("n")
                    + "; cat "
                    + directory.resolve("n")
                    + " > $out")
            .output("out", impure)
            .add();
    BuildResult first = workshop.build(path, BuildMode.NORMAL);
    BuildResult second = workshop.build(path, BuildMode.NORMAL);

    assertEquals(BuildStatus.BUILT, first.status(), first.message());
    assertEquals("x\n", workshop.text(first));
    assertEquals("x\nx\n", workshop.text(second));
    assertNull(workshop.store.realisation(path.baseName(), "out"));
  }

  @Test
  void checkingComparesWithWhatIsThere() throws IOException {
    Path state = directory.resolve("n");
    String script = TOOLS + "mkdir $out; echo $out > $out/self; ";
    StorePath same = workshop.recipe("same", script).add();
    workshop.build(same, BuildMode.NORMAL);
    BuildResult checked = workshop.build(same, BuildMode.CHECK);
    assertEquals(BuildStatus.BUILT, checked.status(), checked.message());

    StorePath path =
        workshop
            .recipe("differs", script + "echo x >> " + state + "; cat " + state + " > $out/n")
            .add();
    StorePath out = workshop.path(workshop.build(path, BuildMode.NORMAL), "out");
    BuildResult differs = workshop.build(path, BuildMode.CHECK);
    assertEquals(BuildStatus.NOT_DETERMINISTIC, differs.status());
    assertTrue(differs.nonDeterministic());
    assertEquals(
        "derivation '"
            + workshop.shown(path)
            + "' may not be deterministic: output \""
            + workshop.shown(out)
            + "\" differs",
        differs.message());

    workshop.settings = workshop.settings.withKeepFailed(true);
    assertEquals(
        "derivation '"
            + workshop.shown(path)
            + "' may not be deterministic: output \""
            + workshop.shown(out)
            + "\" differs from \""
            + workshop.shown(out)
            + ".check\"",
        workshop.build(path, BuildMode.CHECK).message());
    Path kept = workshop.files(out).resolveSibling(out.baseName() + ".check");
    assertEquals("x\nx\nx\n", Workshop.read(kept.resolve("n")));
    assertEquals(workshop.shown(out) + "\n", Workshop.read(kept.resolve("self")));
    assertEquals("x\n", Workshop.read(workshop.files(out).resolve("n")), "the valid one stays");
    assertTrue(workshop.notes.toString().contains("keeping build directory"));
  }

  @Test
  void checkingBuildsAgainWhatIsNotThere() throws IOException {
    StorePath path = workshop.recipe("two", "echo > $out; echo > $dev").outputs("out", "dev").add();
    BuildResult built = workshop.build(path, BuildMode.NORMAL);
    StorePath dev = workshop.path(built, "dev");
    workshop.store.invalidate(List.of(dev));
    Files.delete(workshop.files(dev));

    BuildResult checked = workshop.build(path, BuildMode.CHECK);
    assertEquals(BuildStatus.BUILT, checked.status(), checked.message());
    assertFalse(workshop.store.isValid(dev), "there was nothing to compare it with");
    assertFalse(Files.exists(workshop.files(dev)));
  }

  @Test
  void checkingNeedsSomethingToCompareWith() {
    StorePath path = workshop.recipe("absent", "echo > $out").add();
    assertEquals(
        "some outputs of '" + workshop.shown(path) + "' are not valid, so checking is not possible",
        workshop.build(path, BuildMode.CHECK).message());
  }

  @Test
  void repairReplacesWhatIsDamaged() throws IOException {
    StorePath path =
        workshop
            .recipe("damaged", TOOLS + "mkdir $out; echo right > $out/f; echo $out > $out/self")
            .add();
    StorePath out = workshop.path(workshop.build(path, BuildMode.NORMAL), "out");
    Path file = workshop.files(out).resolve("f");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.writeString(file, "wrong");
    PathInfo before = workshop.store.info(out);
    BuildResult result = workshop.build(path, BuildMode.REPAIR);

    assertEquals(BuildStatus.BUILT, result.status(), result.message() + workshop.output);
    assertEquals("right\n", Workshop.read(file));
    assertEquals(workshop.shown(out) + "\n", Workshop.read(workshop.files(out).resolve("self")));
    assertEquals(before.narHash(), workshop.store.info(out).narHash());
    assertEquals("r-xr-xr-x", permissions(workshop.files(out)));
  }

  @Test
  void checksOfOutputsHaveNixsWords() {
    StorePath leaf = workshop.file("leaf", "leaf");
    String script = "echo " + workshop.shown(leaf) + " > $out";
    BuildResult result =
        workshop.recipe("a", script).input(leaf).set("allowedReferences", "out").build();
    assertEquals(BuildStatus.OUTPUT_REJECTED, result.status());
    assertTrue(
        message(result)
            .endsWith("is not allowed to refer to the following paths:\n  " + workshop.shown(leaf)),
        message(result));
    assertEquals(
        BuildStatus.BUILT,
        workshop
            .recipe("b", script)
            .input(leaf)
            .set("allowedReferences", workshop.shown(leaf))
            .build()
            .status());
    assertEquals(
        BuildStatus.OUTPUT_REJECTED,
        workshop
            .recipe("c", script)
            .input(leaf)
            .set("disallowedReferences", workshop.shown(leaf))
            .build()
            .status());
    assertEquals(
        BuildStatus.OUTPUT_REJECTED,
        workshop.recipe("d", script).input(leaf).set("allowedRequisites", "").build().status());
    assertEquals(
        BuildStatus.OUTPUT_REJECTED,
        workshop
            .recipe("e", script)
            .input(leaf)
            .set("disallowedRequisites", workshop.shown(leaf))
            .build()
            .status());
    assertTrue(
        message(workshop.recipe("f", script).input(leaf).set("allowedReferences", "dev").build())
            .endsWith(
                "output check for 'out' contains output name 'dev', but this is not a valid output of this derivation."
                    + " (Valid outputs are [out].)"));
    Json.Obj large = (Json.Obj) Json.parse("{\"outputChecks\":{\"out\":{\"maxSize\":10}}}");
    BuildResult big =
        workshop
            .recipe(
                "g",
                TOOLS
                    + "o=$(sed -n \"s/.*\\[.out.\\]='\\([^']*\\)'.*/\\1/p\" $NIX_ATTRS_SH_FILE); echo xxxxxxx > $o")
            .structured(large)
            .build();
    assertTrue(message(big).endsWith("is too large at 120 bytes; limit is 10 bytes"), message(big));
  }

  @Test
  void theHookIsToldOfBuilds() throws IOException {
    Path hook = directory.resolve("hook");
    Files.writeString(
        hook,
        "#!/bin/sh\necho \"$DRV_PATH $OUT_PATHS $NIX_CONFIG\"\n[ ! -e " + directory + "/fail ]\n");
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    workshop.settings =
        workshop.settings.with(new BuildSettings.Hooks(null, hook.toString(), null, "cores = 1"));
    StorePath path = workshop.recipe("hooked", "echo > $out; echo > $b").outputs("out", "b").add();
    BuildResult result = workshop.build(path, BuildMode.NORMAL);

    StorePath out = workshop.path(result, "out");
    StorePath b = workshop.path(result, "b");
    String paths =
        out.compareTo(b) < 0
            ? workshop.shown(out) + " " + workshop.shown(b)
            : workshop.shown(b) + " " + workshop.shown(out);
    assertEquals(
        "hook: " + workshop.shown(path) + " " + paths + " cores = 1\n", workshop.output.toString());
    Files.createFile(directory.resolve("fail"));
    BuildResult failed = workshop.recipe("hooked2", "echo > $out").build();
    assertEquals("program \"" + hook + "\" failed with exit code 1", failed.message());
  }

  @Test
  void whatThisMachineCannotBuildIsRefused() {
    BuildResult system = workshop.recipe("other", "").system("riscv64-linux").build();
    assertEquals(BuildStatus.INPUT_REJECTED, system.status());
    assertTrue(
        message(system)
            .endsWith(
                "\nReason: platform mismatch\nRequired system: 'riscv64-linux'\nCurrent system: 'x86_64-linux'"),
        message(system));
    BuildResult features =
        workshop.recipe("kvm", "").set("requiredSystemFeatures", "kvm big").build();
    assertTrue(
        message(features)
            .endsWith(
                "\nReason: missing system features\nRequired features: {big, kvm}\nAvailable features: {}"),
        message(features));
  }

  @Test
  void processesThatStayBehindAreKilled() throws InterruptedException {
    BuildResult result =
        workshop.recipe("behind", TOOLS + "sleep 1000 > /dev/null 2>&1 & echo $! > $out").build();

    requireGone(workshop.text(result).strip());
  }
}
