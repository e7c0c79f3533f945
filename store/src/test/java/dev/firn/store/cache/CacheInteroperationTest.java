package dev.firn.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.http.HttpOptions;
import dev.firn.base.json.Json;
import dev.firn.store.copy.CopyOptions;
import dev.firn.store.copy.PathCopier;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.nix.ReferenceNix;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.sign.SecretKey;
import dev.firn.store.sign.TrustedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nix reads the caches that Firn writes, and the other way round. */
class CacheInteroperationTest {
  private static final SecretKey KEY = SecretKey.generate("interop-1");
  private static final TrustedKeys KEYS = TrustedKeys.of(List.of(KEY.publicKey()));

  @TempDir private Path directory;
  private ReferenceNix nix;
  private Path key;
  private StorePath built;

  /** A derivation that another one needs, both built by Nix. */
  @BeforeEach
  void build() throws IOException {
    nix = new ReferenceNix(directory);
    key = Files.writeString(directory.resolve("key"), KEY.secretText());
    Path file =
        Files.writeString(
            directory.resolve("x.nix"),
            """
            let
              build = name: text: derivation {
                inherit name;
                system = builtins.currentSystem;
                builder = "/bin/sh";
                args = [ "-c" "mkdir -p $out/bin; echo '${text}' > $out/bin/x; ln -s bin $out/l" ];
                PATH = "/usr/bin:/bin";
              };
            in build "two" "${build "one" "1"} ${placeholder "out"}"
            """);
    built = dir().parse(nix.get("nix-build", "--no-out-link", file.toString()));
  }

  private StoreDir dir() {
    return nix.location().dir();
  }

  private BinaryCache open(String url) {
    return new CacheOpener(dir(), HttpOptions.DEFAULT, null, Map.of()).open(url);
  }

  private String url() {
    return "file://" + directory.resolve("cache");
  }

  /** Another store with paths of the same directory. */
  private LocalStore empty() {
    return new LocalStore(
        new StoreLocation(dir(), directory.resolve("files"), directory.resolve("other")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xz", "bzip2", "gzip", "zstd", "none", "br", "lz4"})
  void whatNixCopiedIsRead(String compression) {
    nix.get(
        "nix",
        "copy",
        "--to",
        url() + "?compression=" + compression + "&secret-key=" + key + "&write-nar-listing=true",
        dir().print(built));

    try (LocalStore store = empty()) {
      List<StorePath> copied =
          new PathCopier(open(url()), store, CopyOptions.checked(KEYS)).copyClosure(List.of(built));

      assertEquals(2, copied.size());
      assertEquals(
          nix.get("nix-store", "-q", "--hash", dir().print(built)),
          "sha256:" + store.info(built).narHash().nix32());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xz",
        "bzip2",
        "gzip",
        "zstd",
        "none",
        "xz&parallel-compression=true",
        "zstd&compression-level=19&parallel-compression=false"
      })
  void whatWasCopiedIsReadByNix(String compression) throws IOException {
    push("?compression=" + compression + "&secret-key=" + key);
    nix.get("nix-store", "--delete", "--ignore-liveness", dir().print(built));
    assertFalse(Files.exists(nix.location().files(built)));

    nix.get(
        "nix",
        "copy",
        "--from",
        url(),
        dir().print(built),
        "--option",
        "require-sigs",
        "true",
        "--option",
        "trusted-public-keys",
        KEY.publicKey().text());

    assertTrue(Files.exists(nix.location().files(built).resolve("bin/x")));
    assertEquals("", nix.run("nix-store", "--verify", "--check-contents").text());
  }

  private void push(String parameters) {
    try (LocalStore store = new LocalStore(nix.location())) {
      new PathCopier(store, open(url() + parameters), CopyOptions.unchecked())
          .copyClosure(List.of(built));
    }
  }

  @Test
  void bothWriteTheSameFiles() throws IOException {
    push("?compression=none&write-nar-listing=true&secret-key=" + key);
    Path ours = Files.move(directory.resolve("cache"), directory.resolve("ours"));
    nix.get(
        "nix",
        "copy",
        "--to",
        url() + "?compression=none&write-nar-listing=true&secret-key=" + key,
        dir().print(built));

    try (var files = Files.walk(directory.resolve("cache"))) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path same = ours.resolve(directory.resolve("cache").relativize(file));
        assertTrue(Files.exists(same), file.toString());
        assertEquals(content(file), content(same), file.toString());
      }
    }
  }

  /** Versions of Nix write the members of listings in other orders, and leave out what is false. */
  private static String content(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    return file.toString().endsWith(".ls")
        ? Json.parse(text.replace("\"executable\":false,", "")).print()
        : text;
  }
}
