package dev.firn.realise.fetch;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.hash.HashFormat;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Positions;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.realise.instantiate.StoreErrors;
import dev.firn.store.TreeAddress;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Fetches into the store. */
final class Fetches {
  /** The exit status of a program that ends because content has another hash than it should. */
  private static final int MISMATCH = 102;

  private Fetches() {}

  /** Fetches a file as it is. */
  static StorePath file(String url, String name, @Nullable Hash expected, EvaluationStore store) {
    writeOut(url, store);
    try (InputStream content = Downloads.open(url)) {
      byte[] bytes = content.readAllBytes();
      Hash hash = Hash.digest(HashAlgorithm.SHA256, bytes);
      if (expected != null && !hash.equals(expected)) {
        throw new EvalError(
                "hash mismatch in file downloaded from '"
                    + url
                    + "':\n  specified: "
                    + expected.formatPrefixed(HashFormat.NIX32)
                    + "\n  got:       "
                    + hash.formatPrefixed(HashFormat.NIX32))
            .exitingWith(MISMATCH);
      }
      return add(MemoryTree.file(bytes), name, ContentAddressMethod.FLAT, store);
    } catch (IOException failed) {
      throw new EvalError("unable to download '" + url + "': " + StoreErrors.of(failed).text());
    }
  }

  /** Fetches an archive and adds what is in it. */
  static StorePath tarball(
      String url, String name, @Nullable Hash expected, EvaluationStore store) {
    writeOut(url, store);
    try (InputStream content = Downloads.openArchive(url)) {
      MemoryTree tree = Archives.unpack(content, url);
      if (expected != null) {
        Hash hash =
            TreeAddress.of(tree, TreeFilter.ALL, ContentAddressMethod.NAR, HashAlgorithm.SHA256)
                .hash();
        FetchedTree.check(url, expected, hash);
      }
      return add(tree, name, ContentAddressMethod.NAR, store);
    } catch (IOException failed) {
      throw StoreErrors.of(failed).trace(Positions.NONE, "while fetching the input '" + url + "'");
    } catch (RuntimeException failure) {
      throw StoreErrors.of(failure).trace(Positions.NONE, "while fetching the input '" + url + "'");
    }
  }

  /** A file of this machine may be one that was added to the store and is not written yet. */
  private static void writeOut(String url, EvaluationStore store) {
    if (Downloads.localFile(url) != null) {
      store.flush();
    }
  }

  private static StorePath add(
      MemoryTree tree, String name, ContentAddressMethod method, EvaluationStore store)
      throws IOException {
    return store.addTree(
        name, tree, TreeFilter.ALL, method, Collections.emptySortedSet(), Runnable::run);
  }
}
