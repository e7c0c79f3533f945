package dev.firn.fuzz;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.json.Json;
import dev.firn.base.text.Latin1;
import dev.firn.store.MemoryStore;
import dev.firn.store.derivation.DerivationJson;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Inputs in the binary formats of stores, made here: good ones, and those that attackers would send. */
final class StoreSeeds {
  private StoreSeeds() {}

  /** Archives of good and of bad trees. */
  static List<String> archives() throws IOException {
    List<String> archives = new ArrayList<>();
    for (MemoryTree tree : trees()) {
      archives.add(Archived.of(tree));
    }
    String twice = Archived.of(directory("a", MemoryTree.symlink("../outside"), "b", file("x")));
    archives.add(twice.replace("b\0\0\0\0\0\0\0", "a\0\0\0\0\0\0\0"));
    archives.add(twice.replace("a\0\0\0\0\0\0\0", "c\0\0\0\0\0\0\0"));
    archives.add(nested(10));
    archives.add(nested(70));
    archives.add(twice + "and more");
    archives.add(twice.substring(0, twice.length() / 2));
    return archives;
  }

  private static List<MemoryTree> trees() {
    List<MemoryTree> trees = new ArrayList<>();
    trees.add(file(""));
    trees.add(file("some content"));
    trees.add(MemoryTree.executable(Latin1.bytes("#!/bin/sh\n")));
    trees.add(MemoryTree.symlink("../outside/file"));
    trees.add(MemoryTree.directory(new TreeMap<>()));
    trees.add(
        directory(
            "a", file("1"), "dir", directory("b", file("2")), "l", MemoryTree.symlink("/tmp")));
    trees.add(directory("a", MemoryTree.symlink("../outside"), "b", file("x")));
    trees.add(directory("A", file("1"), "a", directory("A", file("2"), "a", file("3"))));
    trees.add(directory("a~nix~case~hack~1", file("1"), "\377\200", file("2")));
    for (String name :
        List.of("..", ".", "", "a/b", "/a", "../outside/new", "a\0b", "n".repeat(256))) {
      trees.add(directory(name, file("hostile")));
      trees.add(directory("dir", directory(name, MemoryTree.symlink("../outside"))));
    }
    trees.add(MemoryTree.symlink(""));
    trees.add(MemoryTree.symlink("a\0b"));
    return trees;
  }

  /** Directories in each other: more than a tree may have, too. */
  private static String nested(int levels) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    NarWriter writer = new NarWriter(archive);
    for (int i = 0; i < levels; i++) {
      writer.startDirectory("/d".repeat(i));
    }
    for (int i = levels; i-- > 0; ) {
      writer.endDirectory("/d".repeat(i));
    }
    writer.finish();
    return Latin1.string(archive.toByteArray());
  }

  private static MemoryTree file(String content) {
    return MemoryTree.file(Latin1.bytes(content));
  }

  private static MemoryTree directory(Object... entries) {
    SortedMap<String, MemoryTree> directory = new TreeMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      directory.put((String) entries[i], (MemoryTree) entries[i + 1]);
    }
    return MemoryTree.directory(directory);
  }

  /** The files of derivations that are there as JSON. */
  static List<String> derivations(Collection<String> jsons) {
    List<String> derivations = new ArrayList<>();
    for (String json : jsons) {
      derivations.add(
          DerivationTarget.print(DerivationJson.parse(Json.parse(json), StoreDir.DEFAULT)));
    }
    return derivations;
  }

  /** Streams of paths that refer to each other. */
  static List<String> exports() throws IOException {
    MemoryStore store = new MemoryStore(StoreDir.DEFAULT);
    StorePath previous = null;
    List<String> exports = new ArrayList<>();
    for (String name : List.of("low", "middle", "high", "x.drv-no", "last")) {
      TreeSet<StorePath> references = new TreeSet<>();
      if (previous != null) {
        references.add(previous);
      }
      previous = store.addText(name, Latin1.bytes("content of " + name), references);
      exports.add(ImportTarget.export(store));
    }
    for (MemoryTree tree : trees().subList(0, 8)) {
      MemoryStore other = new MemoryStore(StoreDir.DEFAULT);
      other.addTree(
          "tree",
          tree,
          TreeFilter.ALL,
          ContentAddressMethod.NAR,
          HashAlgorithm.SHA256,
          new TreeSet<>());
      exports.add(ImportTarget.export(other));
    }
    return exports;
  }

  /** The archives that texts stand for, as they are and compressed. */
  static List<String> tars(Collection<String> texts) throws IOException {
    List<String> tars = new ArrayList<>();
    for (String text : texts) {
      byte[] tar = Latin1.bytes(TarText.expand(text));
      ByteArrayOutputStream zipped = new ByteArrayOutputStream();
      try (OutputStream stream = new GZIPOutputStream(zipped)) {
        stream.write(tar);
      }
      tars.add(Latin1.string(zipped.toByteArray()));
    }
    ByteArrayOutputStream xz = new ByteArrayOutputStream();
    try (OutputStream stream = new XZOutputStream(xz, new LZMA2Options(0))) {
      stream.write(Latin1.bytes(TarText.expand(texts.iterator().next())));
    }
    tars.add(Latin1.string(xz.toByteArray()));
    return tars;
  }
}
