package dev.firn.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.app.console.Messages;
import dev.firn.app.console.Output;
import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Environment;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.store.MemoryStore;
import dev.firn.store.StoreException;
import dev.firn.store.daemon.DaemonStore;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.serve.ServeStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreOpenerTest {
  @TempDir Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private final Settings settings = new Settings(message -> {});
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private Surroundings surroundings() {
    environment.putIfAbsent("HOME", directory.toString());
    return new Surroundings(
        InputStream.nullInputStream(),
        new Output(new ByteArrayOutputStream()),
        new Messages(errors, () -> false),
        Environment.of(environment),
        () -> false,
        "/work dir",
        null);
  }

  private LocalStore open(String name) {
    settings.set(Setting.STORE, name);
    return assertInstanceOf(LocalStore.class, StoreOpener.open(settings, surroundings()));
  }

  private static void assertAt(
      String dir, String files, String state, String logs, LocalStore store) {
    StoreLocation at = store.location();
    assertEquals(
        String.join("\n", dir, files, state, logs),
        String.join(
            "\n",
            at.dir().path(),
            at.files().toString(),
            at.state().toString(),
            at.logs().toString()));
  }

  @Test
  void pathsAndRootsHoldStoresOfTheUsualDirectory() {
    String[] names = {
      "/x", "local?root=/x", "local://?root=/x", "local:///x", "local?root=%2Fx", "../x", "/y/../x/"
    };
    for (String name : names) {
      assertAt("/nix/store", "/x/nix/store", "/x/nix/var/nix", "/x/nix/var/log/nix", open(name));
    }
  }

  @Test
  void parametersMoveParts() {
    assertAt("/s", "/s", "/t", "/l", open("local?store=/s&state=/t&log=/l"));
    assertAt("/s", "/r/nix/store", "/r/nix/var/nix", "/r/nix/var/log/nix", open("/r?store=/s"));
    assertAt("/nix/store", "/f", "/r/nix/var/nix", "/r/nix/var/log/nix", open("/r?real=/f"));
  }

  @Test
  void theEnvironmentMovesTheUsualStore() {
    environment.put("NIX_STORE_DIR", "/a/store");
    environment.put("NIX_STATE_DIR", "/a/var/nix");
    assertAt("/a/store", "/a/store", "/a/var/nix", "/a/var/log/nix", open("auto"));
    environment.put("NIX_LOG_DIR", "/a/logs");
    assertAt("/a/store", "/a/store", "/a/var/nix", "/a/logs", open("local"));
  }

  @Test
  void prefixesHoldTheirOwnDirectory() {
    assertAt("/p/store", "/p/store", "/p/var/nix", "/p/var/log/nix", open("prefix:///p"));
    String data = directory + "/.local/share/firn";
    assertAt(
        data + "/store",
        data + "/store",
        data + "/var/nix",
        data + "/var/log/nix",
        open("prefix://"));
  }

  @Test
  void storesWorkAsTheSettingsSay() {
    settings.set(Setting.FSYNC_METADATA, "false");
    settings.set(Setting.AUTO_OPTIMISE_STORE, "true");
    LocalStore store = open("/x");
    assertEquals(false, store.options().durable());
    assertEquals(true, store.options().optimise());
    // Whoever set that knows it; it is said only to those who want to know more.
    assertEquals("", errors.toString(StandardCharsets.UTF_8));
  }

  @Test
  void otherNamesAreErrors() {
    assertEquals("don't know how to open Nix store with scheme 'gopher'", failure("gopher://x"));
    assertEquals("'word' is not a valid store reference", failure("word"));
    settings.set(Setting.STORE, "dummy://");
    assertInstanceOf(MemoryStore.class, StoreOpener.open(settings, surroundings()));
    assertEquals(
        "you don't have sufficient rights to use this command",
        assertThrows(StoreException.class, () -> StoreOpener.openLocal(settings, surroundings()))
            .getMessage());
  }

  private String failure(String name) {
    settings.set(Setting.STORE, name);
    return assertThrows(StoreException.class, () -> StoreOpener.open(settings, surroundings()))
        .getMessage();
  }

  @Test
  void whoMayNotWriteUsesTheDaemon() throws IOException {
    Path socket = Files.createFile(directory.resolve("socket"));
    environment.put("NIX_STATE_DIR", directory.resolve("absent").toString());
    environment.put("NIX_DAEMON_SOCKET_PATH", socket.toString());
    assertInstanceOf(DaemonStore.class, StoreOpener.open(settings, surroundings()));
    Files.delete(socket);
    assertInstanceOf(LocalStore.class, StoreOpener.open(settings, surroundings()));
  }

  @Test
  void storesOfOthersAreNamedAsNixNamesThem() {
    for (String name : List.of("daemon", "unix://", "unix:///x", "ssh-ng://me@host:23")) {
      settings.set(Setting.STORE, name);
      assertInstanceOf(DaemonStore.class, StoreOpener.open(settings, surroundings()));
    }
    settings.set(Setting.STORE, "ssh://host?remote-program=/bin/nix-store");
    assertInstanceOf(ServeStore.class, StoreOpener.open(settings, surroundings()));
    settings.set(Setting.STORE, "ssh://-oProxyCommand=x");
    assertThrows(StoreException.class, () -> StoreOpener.open(settings, surroundings()));
  }
}
