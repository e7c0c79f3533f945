package dev.firn.image.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.image.archive.Layer;
import dev.firn.store.MemoryStore;
import dev.firn.store.StoreException;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

class ClosureLayersTest {
  private static final StoreDir DIR = new StoreDir("/some/store");

  private static StorePath add(MemoryStore store, String name, MemoryTree tree, StorePath... to) {
    return store.addTree(
        name,
        tree,
        TreeFilter.ALL,
        ContentAddressMethod.NAR,
        HashAlgorithm.SHA256,
        new TreeSet<>(List.of(to)));
  }

  private static StorePath tool(MemoryStore store) {
    StorePath library = add(store, "library", MemoryTree.file(Latin1.bytes("text of the library")));
    return add(
        store,
        "tool",
        MemoryTree.directory(
            new TreeMap<>(
                Map.of(
                    "run", MemoryTree.executable(Latin1.bytes("#!")),
                    "link", MemoryTree.symlink("../" + library.baseName()),
                    "\u00ff", MemoryTree.file(new byte[0])))),
        library);
  }

  private static Map<String, String> read(Layer layer) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    layer.writeTo(out);
    Map<String, String> read = new TreeMap<>();
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()), "ISO-8859-1")) {
      for (TarArchiveEntry one = in.getNextEntry(); one != null; one = in.getNextEntry()) {
        String content =
            one.isSymbolicLink() ? "-> " + one.getLinkName() : Latin1.string(in.readAllBytes());
        read.put(one.getName(), Integer.toOctalString(one.getMode()) + " " + content);
      }
    }
    return read;
  }

  @Test
  void layersHaveTheFilesOfTheirPaths() throws Exception {
    MemoryStore store = new MemoryStore(DIR);
    StorePath tool = tool(store);
    StorePath library = store.info(tool).references().getFirst();
    List<Layer> layers = new ClosureLayers().of(store, List.of(tool));
    assertEquals(2, layers.size());
    assertEquals(
        Map.of(
            "some/",
            "755 ",
            "some/store/",
            "755 ",
            "some/store/" + library.baseName(),
            "444 text of the library"),
        read(layers.getFirst()));
    String root = "some/store/" + tool.baseName();
    assertEquals(
        Map.of(
            "some/",
            "755 ",
            "some/store/",
            "755 ",
            root + "/",
            "555 ",
            root + "/run",
            "555 #!",
            root + "/link",
            "777 -> ../" + library.baseName(),
            root + "/\u00ff",
            "444 "),
        read(layers.getLast()));
  }

  @Test
  void theSamePathsAreTheSameLayers() throws Exception {
    MemoryStore one = new MemoryStore(DIR);
    MemoryStore other = new MemoryStore(DIR);
    ClosureLayers layers = new ClosureLayers();
    List<String> digests = layers.of(one, List.of(tool(one))).stream().map(Layer::digest).toList();
    assertEquals(digests, layers.of(one, List.of(tool(one))).stream().map(Layer::digest).toList());
    assertEquals(
        digests,
        new ClosureLayers().of(other, List.of(tool(other))).stream().map(Layer::digest).toList());
  }

  @Test
  void whatIsNotThereIsTold() {
    StorePath none = StorePath.of("a".repeat(StorePath.HASH_LENGTH) + "-none");
    assertThrows(
        StoreException.class, () -> new ClosureLayers().of(new MemoryStore(DIR), List.of(none)));
  }
}
