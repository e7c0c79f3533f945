package dev.firn.store.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.firn.store.MemoryStore;
import dev.firn.store.compress.Compression;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NarInfoCacheTest {
  @TempDir private Path directory;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private NarInfoCache cache() {
    return new NarInfoCache(directory, NarInfoCache.Lifetimes.DEFAULT, () -> now);
  }

  @Test
  void answersCountForAWhile() {
    cache().put("http://a", "x.narinfo", new byte[] {1});
    cache().put("http://a", "y.narinfo", null);

    assertArrayEquals(new byte[] {1}, cache().find("http://a", "x.narinfo").content());
    assertNull(cache().find("http://a", "y.narinfo").content());
    assertNull(cache().find("http://b", "x.narinfo"));

    now = now.plus(Duration.ofHours(2));
    assertNotNull(cache().find("http://a", "x.narinfo"));
    assertNull(cache().find("http://a", "y.narinfo"));

    now = now.plus(Duration.ofDays(30));
    assertNull(cache().find("http://a", "x.narinfo"));
  }

  @Test
  void whatACacheSaysAboutItselfHasATimeOfItsOwn() {
    cache().put("http://a", "nix-cache-info", new byte[] {1});
    now = now.plus(Duration.ofDays(6));
    assertNotNull(cache().find("http://a", "nix-cache-info"));

    now = now.plus(Duration.ofDays(1));
    assertNull(cache().find("http://a", "nix-cache-info"));
  }

  @Test
  void whatIsForgottenIsAskedAnew() {
    cache().put("http://a", "x.narinfo", new byte[] {1});
    cache().forget("http://a", "x.narinfo");

    assertNull(cache().find("http://a", "x.narinfo"));
  }

  @Test
  void whatIsTooOldIsDeleted() throws IOException {
    cache().put("http://a", "x.narinfo", new byte[] {1});
    cache().put("http://a", "y.narinfo", null);
    now = now.plus(Duration.ofHours(2));

    cache().purge();

    try (var files = Files.walk(directory)) {
      assertEquals(
          1, files.filter(file -> file.getFileName().toString().endsWith(".narinfo")).count());
    }
  }

  @Test
  void remoteCachesAreAskedOnce() {
    AtomicInteger reads = new AtomicInteger();
    MemoryTransport files = new MemoryTransport();
    CacheTransport remote =
        new ForwardingTransport(files) {
          @Override
          public boolean isRemote() {
            return true;
          }

          @Override
          public byte[] read(String name, int limit) throws IOException {
            reads.incrementAndGet();
            return super.read(name, limit);
          }
        };
    StorePath path = CacheFixture.addClosure(new MemoryStore(StoreDir.DEFAULT));
    for (int i = 0; i < 3; i++) {
      new BinaryCache(remote, CacheFixture.options(Compression.XZ), cache()).find(path);
    }

    assertEquals(3, reads.get(), "the description of the cache is written, so it is read twice");
  }
}
