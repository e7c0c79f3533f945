package dev.firn.store.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.MemoryStore;
import dev.firn.store.PathInfo;
import dev.firn.store.SignaturePolicy;
import dev.firn.store.StoreException;
import dev.firn.store.local.TestStores;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.sign.TrustedKeys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExchangeTest {
  private final MemoryStore store = new MemoryStore(StoreDir.DEFAULT);
  private final StorePath low = store.addText("low", Latin1.bytes("low"), TestStores.set());
  private final StorePath top = store.addText("top", Latin1.bytes("top"), TestStores.set(low));

  private StorePath big() {
    byte[] content = new byte[3_000_000];
    new SplittableRandom(1).nextBytes(content);
    return store.addTree(
        "big",
        MemoryTree.file(content),
        TreeFilter.ALL,
        ContentAddressMethod.NAR,
        HashAlgorithm.SHA256,
        TestStores.set());
  }

  private byte[] export(StorePath... paths) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    Exporter.write(store, List.of(paths), stream);
    return stream.toByteArray();
  }

  private static List<StorePath> read(MemoryStore target, byte[] stream) throws IOException {
    return Importer.read(target, SignaturePolicy.NONE, new ByteArrayInputStream(stream));
  }

  @Test
  void whatIsExportedCanBeImported() throws IOException {
    StorePath big = big();
    MemoryStore target = new MemoryStore(StoreDir.DEFAULT);
    List<StorePath> paths = read(target, export(top, big, low));
    assertEquals(3, paths.size());
    assertTrue(paths.indexOf(low) < paths.indexOf(top));
    for (StorePath path : paths) {
      PathInfo info = target.info(path);
      assertEquals(store.info(path).narHash(), info.narHash());
      assertEquals(store.info(path).narSize(), info.narSize());
      assertEquals(store.info(path).references(), info.references());
    }
  }

  @Test
  void everyCutIsNoticed() throws IOException {
    byte[] stream = export(low, top);
    for (int length = 0; length < stream.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(stream, length);
      assertThrows(IOException.class, () -> read(new MemoryStore(StoreDir.DEFAULT), cut));
    }
  }

  @Test
  void otherStreamsAreRefused() {
    assertEquals(
        "input doesn't look like something created by 'nix-store --export'",
        assertThrows(
                StoreException.class,
                () -> read(new MemoryStore(StoreDir.DEFAULT), new byte[] {2, 0, 0, 0, 0, 0, 0, 0}))
            .getMessage());
  }

  @Test
  void signaturesMayBeRequired() throws IOException {
    byte[] stream = export(low);
    MemoryStore target = new MemoryStore(StoreDir.DEFAULT);
    SignaturePolicy strict = new SignaturePolicy(true, TrustedKeys.NONE);
    assertEquals(
        "cannot add path '"
            + StoreDir.DEFAULT.print(low)
            + "' because it lacks a signature by a trusted key",
        assertThrows(
                StoreException.class,
                () -> Importer.read(target, strict, new ByteArrayInputStream(stream)))
            .getMessage());
    assertFalse(target.isValid(low));
  }

  @Test
  void registrationsAreText() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Registrations.write(store, List.of(low, top), true, true, text);
    PathInfo info = store.info(low);
    String expected =
        StoreDir.DEFAULT.print(low)
            + "\n"
            + info.narHash().base16()
            + "\n"
            + info.narSize()
            + "\n\n0\n"
            + StoreDir.DEFAULT.print(top)
            + "\n"
            + store.info(top).narHash().base16()
            + "\n"
            + store.info(top).narSize()
            + "\n\n1\n"
            + StoreDir.DEFAULT.print(low)
            + "\n";
    assertEquals(expected, Latin1.string(text.toByteArray()));
    List<PathInfo> read = registrations(expected, true);
    assertEquals(2, read.size());
    assertEquals(info.narHash(), read.getFirst().narHash());
    assertEquals(TestStores.set(low), read.getLast().references());
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    Registrations.write(store, List.of(top), false, false, plain);
    PathInfo unknown = registrations(Latin1.string(plain.toByteArray()), false).getFirst();
    assertEquals(0, unknown.narSize());
    assertEquals(top, unknown.path());
  }

  private static List<PathInfo> registrations(String text, boolean hashes) throws IOException {
    return Registrations.read(
        new ByteArrayInputStream(Latin1.bytes(text)), StoreDir.DEFAULT, hashes);
  }

  @Test
  void badRegistrationsAreRefusedWithTheLine() {
    String path = StoreDir.DEFAULT.print(low);
    for (String wrong :
        List.of(
            "x\n",
            path + "\n",
            path + "\n\nx\n",
            path + "\n\n-1\n",
            path + "\n\n1\n",
            path + "\nx\n0\n")) {
      assertTrue(
          assertThrows(StoreException.class, () -> registrations(wrong, false))
              .getMessage()
              .startsWith("line "));
    }
    assertThrows(StoreException.class, () -> registrations(path + "\n00\n1\n\n0\n", true));
  }
}
