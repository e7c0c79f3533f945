package dev.firn.fuzz;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.MemoryStore;
import dev.firn.store.cacheserver.Answer;
import dev.firn.store.cacheserver.ByteRange;
import dev.firn.store.cacheserver.ServedStore;
import dev.firn.store.cacheserver.ServerOptions;
import dev.firn.store.compress.Compression;
import dev.firn.store.compress.Compressor;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/** Requests to the server of a cache, a name and a range on lines: an answer has as many bytes as it says, and so has each part of it. */
final class RequestTarget implements Target {
  private final ServedStore served = new ServedStore(store(), options());

  /** One file, whose path is always the same. */
  private static MemoryStore store() {
    MemoryStore store = new MemoryStore(StoreDir.DEFAULT);
    store.addTree(
        "file",
        MemoryTree.file(Latin1.bytes("content")),
        TreeFilter.ALL,
        ContentAddressMethod.NAR,
        HashAlgorithm.SHA256,
        new TreeSet<>());
    return store;
  }

  private static ServerOptions options() {
    return new ServerOptions(
        Compressor.of(Compression.NONE), List.of(), 30, ServerOptions.LogSource.NONE);
  }

  @Override
  public void check(String input) {
    int end = input.indexOf('\n');
    String name = end < 0 ? input : input.substring(0, end);
    String range = end < 0 ? null : input.substring(end + 1);
    try {
      Answer answer = served.answer(name);
      Target.require(answer.status() == 200 || answer.status() == 404, "status " + answer.status());
      requireLength(answer);
      ByteRange part = answer.hasParts() ? ByteRange.parse(range, answer.length()) : null;
      if (part != null) {
        Target.require(
            0 <= part.from() && part.from() < part.to() && part.to() <= answer.length(),
            "a part outside: " + part);
        requireLength(part.of(answer));
      }
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static void requireLength(Answer answer) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    answer.content().writeTo(written);
    Target.require(
        answer.length() < 0 || answer.length() == written.size(),
        answer.length() + " bytes were promised, " + written.size() + " came");
  }
}
