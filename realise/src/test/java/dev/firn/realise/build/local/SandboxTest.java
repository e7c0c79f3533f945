package dev.firn.realise.build.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.text.Latin1;
import dev.firn.realise.build.Workshop;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What builders must not be able to do, each by the way that was once open in some program of this kind. Builders see the programs of this
 * machine here, so that they are as strong as they can be.
 */
class SandboxTest {
  private static final String TOOLS = "export PATH=/usr/bin:/usr/sbin; ";
  private static final int ENOUGH = 120;

  @TempDir Path directory;
  private Workshop workshop;
  private Path precious;

  @BeforeEach
  void open() throws IOException {
    assumeTrue(Workshop.hasSandbox(), "this machine cannot make sandboxes: is bubblewrap there?");
    workshop = new Workshop(directory.resolve("firn"));
    workshop.settings = workshop.settings.withSandboxPaths("/bin/sh", "/usr");
    precious = Files.writeString(directory.resolve("precious"), "precious");
    Files.setLastModifiedTime(precious, FileTime.fromMillis(1_000_000_000));
    Files.setPosixFilePermissions(precious, PosixFilePermissions.fromString("rw-rw-rw-"));
  }

  /** Whatever the builder did, nothing outside its sandbox has changed. */
  @AfterEach
  void close() throws IOException {
    if (workshop != null) {
      workshop.close();
      assertEquals("precious", Workshop.read(precious));
      assertEquals(1_000_000_000, Files.getLastModifiedTime(precious).toMillis());
      assertEquals(
          "rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(precious)));
    }
  }

  /** Builds, and gives what the builder wrote. */
  private String said(String script) {
    return said(workshop.recipe("attack", TOOLS + script + "; echo > $out"));
  }

  private String said(Workshop.Recipe recipe) {
    BuildResult result = recipe.build();
    assertEquals(BuildStatus.BUILT, result.status(), result.message() + workshop.output);
    return workshop.output.toString();
  }

  private Workshop.Recipe fixed(String script, String content) {
    ContentAddress address =
        new ContentAddress(ContentAddressMethod.FLAT, Hash.digest(HashAlgorithm.SHA256, content));
    return workshop
        .recipe("fixed", TOOLS + script)
        .output("out", DerivationOutput.fixed(workshop.store.dir(), "fixed", "out", address));
  }

  @Test
  void filesOfTheMachineAreNotThere() {
    assertEquals(
        "gone\nbin build dev etc proc tmp usr\ngroup hosts passwd\n",
        said("[ -e "
                + precious
                + " ] || echo gone; cd /; ls | grep -vE '^("
                + directory.getName(0).equals(Path.of("tmp"))
                + "|lib.*)$' | xargs; ls /etc | xargs")
            .replace(" " + directory.getName(0) + " ", " ")
            .replace("proc usr", "proc tmp usr"));
  }

  /** Asks only whether files could be written: without the defence, writing would damage this machine. */
  @Test
  void whatIsGivenCannotBeChanged() {
    StorePath input = workshop.file("input", "input");
    String said =
        said(
            workshop
                .recipe(
                    "attack",
                    TOOLS
                        + "for f in "
                        + workshop.shown(input)
                        + " /bin/sh /dev /proc/sys/kernel/core_pattern /proc/sysrq-trigger; do"
                        + " [ -w $f ] && echo could write $f; done; chmod 644 "
                        + workshop.shown(input)
                        + " 2> /dev/null && echo changed; echo > $out")
                .input(input));
    assertEquals("", said);
  }

  /** Where builders run as other users, permissions protect what the settings show them; root would have all of it. */
  @Test
  void rootAsBuilderOnlyReadsWhatItIsShown() throws IOException {
    assumeTrue(FileOwnership.user() == 0, "another user may write to its own files");
    Path shared = Files.createDirectory(directory.resolve("shared"));
    Files.writeString(shared.resolve("file"), "shared");
    workshop.settings = workshop.settings.withSandboxPaths("/bin/sh", "/shared=" + shared);

    assertEquals(
        "shared\n",
        said("read x < /shared/file || echo $x; (echo evil > /shared/file) 2> /dev/null || :"));
    assertEquals("shared", Workshop.read(shared.resolve("file")));
  }

  @Test
  void thereAreNoDevicesButHarmlessOnes() {
    assertEquals(
        "core fd full null ptmx pts random shm stderr stdin stdout tty urandom zero\nno\n",
        said(
            "ls /dev | grep -v '^console$' | xargs; (mknod /build/d b 7 0 || mknod /build/d c 1 1) 2> /dev/null"
                + " || echo no"));
  }

  @Test
  void thereIsNoNetwork() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String connect =
          "perl -MSocket -e 'socket(S, PF_INET, SOCK_STREAM, 0); print connect(S, pack_sockaddr_in("
              + server.getLocalPort()
              + ", inet_aton(\"127.0.0.1\"))) ? \"connected\\n\" : \"refused\\n\"'; ";
      assertEquals(
          "refused\nlo\n", said(connect + "tail -n +3 /proc/net/dev | cut -d: -f1 | xargs"));
      workshop.output.setLength(0);
      String certificates = "/etc/ssl/certs/ca-certificates.crt";
      assertEquals(
          "connected\n" + (Files.exists(Path.of(certificates)) ? "certificates\n" : ""),
          said(
              fixed(
                  connect + "[ -r " + certificates + " ] && echo certificates; printf x > $out",
                  "x")));
    }
  }

  /** CVE-2024-27297: two builders with a network handed an open file from one to the other. */
  @Test
  void abstractSocketsOfOthersCannotBeReached() throws Exception {
    String name = "firn-" + ProcessHandle.current().pid();
    String listen =
        "socket(S, PF_UNIX, SOCK_STREAM, 0); bind(S, pack_sockaddr_un(\"\\0"
            + name
            + "\")) or die; listen(S, 1); $| = 1; print \"ready\\n\"; sleep 600";
    Process server = new ProcessBuilder("perl", "-MSocket", "-e", listen).start();
    try {
      assertEquals("ready", server.inputReader().readLine());
      String connect =
          "perl -MSocket -e 'socket(S, PF_UNIX, SOCK_STREAM, 0); print connect(S, pack_sockaddr_un(\"\\0"
              + name
              + "\")) ? \"connected\\n\" : \"$!\\n\"'; ";
      assertEquals("Operation not permitted\n", said(fixed(connect + "printf x > $out", "x")));
    } finally {
      server.destroyForcibly();
    }
  }

  /** The same by another way: whoever got hold of the file in the sandbox must not have what becomes valid. */
  @Test
  void whatOthersHoldOpenIsNotWhatBecomesValid() throws IOException {
    List<FileChannel> held = new ArrayList<>();
    StorePath path = fixed("printf x > $out; echo made", "x").add();
    BuildResult result = workshop.build(path, BuildMode.NORMAL, () -> held.add(openOutput()));
    StorePath out = workshop.path(result, "out");
    try (FileChannel channel = held.getFirst()) {
      channel.write(ByteBuffer.wrap(Latin1.bytes("evil")), 0);
    }

    assertEquals("x", Workshop.read(workshop.files(out)));
  }

  private FileChannel openOutput() {
    try (var files = Files.walk(workshop.store.location().files())) {
      Path output =
          files.filter(file -> file.toString().endsWith("-fixed")).findFirst().orElseThrow();
      return FileChannel.open(output, StandardOpenOption.WRITE);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** CVE-2026-39860: a link where the output is expected. */
  @Test
  void linksAreNotFollowedAtRegistration() {
    BuildResult result = fixed("ln -s " + precious + " $out", "precious").build();

    assertEquals(BuildStatus.OUTPUT_REJECTED, result.status(), result.message());
  }

  @Test
  void linksInOutputsAreNotFollowed() throws IOException {
    BuildResult result =
        workshop.recipe("links", TOOLS + "mkdir $out; ln -s " + precious + " $out/l").build();

    assertTrue(Files.isSymbolicLink(workshop.files(workshop.path(result, "out")).resolve("l")));
  }

  /** Above the output, a builder that the directories belong to may put links as well. */
  @Test
  void linksAboveOutputsAreNotFollowed() throws IOException {
    StorePath path =
        workshop
            .recipe(
                "above",
                TOOLS
                    + "store=${out%/*}; chmod u+rwx ${store%/*}; mv $store ${store%/*}/moved && ln -s "
                    + directory
                    + "/fake $store")
            .add();
    StorePath out = workshop.store.readDerivation(path).outputs().get("out").knownPath();
    Path fake = Files.createDirectory(directory.resolve("fake"));
    Files.writeString(fake.resolve(out.baseName()), "not of the builder");
    BuildResult result = workshop.build(path, BuildMode.NORMAL);

    assertTrue(
        result.message().endsWith(" has replaced directories of its sandbox"), result.message());
    assertFalse(workshop.store.isValid(out));
    assertEquals("not of the builder", Workshop.read(fake.resolve(out.baseName())));
  }

  /** The five of 2025, among them CVE-2025-46416 and CVE-2025-52991: directories of builds that others can reach. */
  @Test
  void nobodyElseReachesTheDirectoriesOfABuild() throws IOException {
    List<String> permissions = new ArrayList<>();
    StorePath path =
        workshop.recipe("private", TOOLS + "chmod 777 /build; echo > $out; echo now").add();
    workshop.build(
        path,
        BuildMode.NORMAL,
        () -> {
          permissions.add(outermost(workshop.store.location().state().resolve("builds"), "nix-"));
          permissions.add(outermost(workshop.store.location().files(), path.baseName() + ".ch"));
        });

    assertEquals(List.of("rwx------", "rwx------"), permissions);
  }

  private static String outermost(Path parent, String prefix) {
    try (var files = Files.list(parent)) {
      Path found =
          files
              .filter(file -> file.getFileName().toString().startsWith(prefix))
              .findFirst()
              .orElseThrow();
      return PosixFilePermissions.toString(
          Files.getPosixFilePermissions(found, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** CVE-2025-52992 and its kin: what is done to the directory of a failed build is done to nothing else. */
  @Test
  void cleaningUpFollowsNoLinks() throws IOException {
    String script =
        TOOLS
            + "ln -s "
            + directory
            + " link; mkdir d; ln -s "
            + precious
            + " d/l; chmod 0 d; ln -s "
            + precious
            + " $out; exit 1";
    assertFalse(workshop.recipe("fails", script).build().isSuccess());
    workshop.settings = workshop.settings.withKeepFailed(true);
    assertFalse(workshop.recipe("kept", script).build().isSuccess());

    String note = workshop.notes.getFirst();
    Path kept = Path.of(note.substring(note.indexOf('"') + 1, note.length() - 1));
    assertTrue(Files.isSymbolicLink(kept.resolve("link")));
  }

  @Test
  void setUserBitsCannotBeSet() throws IOException {
    String said =
        said(
            "cp /usr/bin/env tool; for m in 4755 2755 6755; do chmod $m tool 2> /dev/null && echo chmod;"
                + " done; perl -e 'use Fcntl; sysopen(F, \"new\", O_CREAT | O_WRONLY, 06755) and print \"open\\n\";"
                + " mkdir(\"dir\", 02755); print \"mkdir\\n\" if (stat \"dir\")[2] & 06000'; chmod 755 tool && echo usual");
    assertEquals("usual\n", said);
  }

  @Test
  void buildersHaveNoPrivilegesAndGetNone() {
    assertEquals(
        "CapInh: 0000000000000000\nCapPrm: 0000000000000000\nCapEff: 0000000000000000\n"
            + "CapBnd: 0000000000000000\nCapAmb: 0000000000000000\nNoNewPrivs: 1\nSeccomp: 2\n",
        said("grep -E '^(Cap|NoNewPrivs|Seccomp:)' /proc/self/status | tr '\\t' ' '"));
  }

  @Test
  void otherProcessesCannotBeSeen() {
    String said =
        said(
            "cd /proc; for p in [0-9]*; do [ $p -le 20 ] || echo saw $p; done; kill -0 "
                + ProcessHandle.current().pid()
                + " 2> /dev/null && echo reached; tr '\\0' '\\n' < /proc/1/environ | grep -c FIRN_JAVA;"
                + " (: < /dev/tty) 2> /dev/null && echo terminal; hostname; :");
    assertEquals("0\nlocalhost\n", said);
  }

  @Test
  void nothingStaysBehind() throws InterruptedException {
    String mark = "600" + ProcessHandle.current().pid();
    said("setsid sleep " + mark + " > /dev/null 2>&1 < /dev/null & sleep 0.2");
    requireNone(mark);
  }

  /** If this process is killed, so is what it was building. */
  @Test
  void buildsDieWithTheProcessThatRunsThem() throws Exception {
    String mark = "700" + ProcessHandle.current().pid();
    Path store = directory.resolve("killed");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SleepingBuild.class.getName(),
                store.toString(),
                mark)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals("sleeping", process.inputReader().readLine());
      for (int tries = 0; count(mark) == 0; tries++) {
        assertTrue(tries < MANY, "the builder does not run");
        Thread.sleep(10);
      }
    } finally {
      process.destroyForcibly();
    }
    assertTrue(process.waitFor(ENOUGH, TimeUnit.SECONDS));
    requireNone(mark);
  }

  /** How often it is looked for a process. */
  private static final int MANY = 6000;

  private static void requireNone(String mark) throws InterruptedException {
    for (int tries = 0; count(mark) > 0; tries++) {
      assertTrue(tries < MANY, "a process of the builder is still there");
      Thread.sleep(10);
    }
  }

  /** How many processes sleep for that time. */
  private static long count(String mark) {
    return ProcessHandle.allProcesses()
        .filter(process ->
            process.info().arguments().stream().flatMap(Arrays::stream).anyMatch(mark::equals))
        .count();
  }
}
