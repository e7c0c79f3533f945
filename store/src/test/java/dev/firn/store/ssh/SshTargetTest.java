package dev.firn.store.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ssh is started with. */
class SshTargetTest {
  @Test
  void takesNamesApart() {
    assertEquals(new SshTarget(null, "host", 0), SshTarget.parse("host"));
    assertEquals(new SshTarget("me", "host", 22), SshTarget.parse("me@host:22"));
    assertEquals(new SshTarget("me", "::1", 0), SshTarget.parse("me@[::1]"));
    assertEquals(new SshTarget(null, "::1", 2022), SshTarget.parse("[::1]:2022"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@host",
        "me@",
        "-oProxyCommand=touch x",
        "me@-oProxyCommand=x",
        "-x@host",
        "host:0",
        "host:99999",
        "host:x",
        "ho st",
        "host/path",
        "ho\nst"
      })
  void refusesWhatSshMightMisread(String name) {
    StoreException refused = assertThrows(StoreException.class, () -> SshTarget.parse(name));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("invalid SSH authority"));
  }

  private static List<String> words(SshTarget target, SshOptions options, String... command) {
    return new SshOpener(target, options, List.of(command), (bytes, offset, length) -> {})
        .words(options.hostKey() == null ? null : Path.of("/known"));
  }

  @Test
  void startsSshWithWords() {
    assertEquals(
        List.of("ssh", "-x", "-oBatchMode=yes", "--", "host", "nix-daemon", "--stdio"),
        words(SshTarget.parse("host"), SshOptions.USUAL, "nix-daemon", "--stdio"));
    assertEquals(
        List.of(
            "ssh",
            "-x",
            "-F",
            "none",
            "-oBatchMode=yes",
            "-i",
            "my key",
            "-oUserKnownHostsFile=/known",
            "-oStrictHostKeyChecking=yes",
            "-C",
            "-p",
            "23",
            "--",
            "me@host",
            "/bin/my-nix",
            "--store",
            "'local?root=/a b; it'\\''s'"),
        words(
            SshTarget.parse("me@host:23"),
            new SshOptions("my key", "ssh-ed25519 AAAA", true, List.of("-F", "none")),
            "/bin/my-nix",
            "--store",
            "local?root=/a b; it's"));
  }

  @Test
  void needsNoSshForThisMachine() {
    assertEquals(
        List.of("nix-store", "a b"),
        words(SshTarget.parse("localhost"), SshOptions.USUAL, "nix-store", "a b"));
  }
}
