package dev.firn.store.serve;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.hash.HashFormat;
import dev.firn.store.PathInfo;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.OutcomeCodec;
import dev.firn.store.protocol.PathInfoCodec;
import dev.firn.store.protocol.TargetCodec;
import dev.firn.store.wire.WireException;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The version of the protocol that two sides agreed on, and how it encodes what it knows.
 *
 * @param minor the number after {@code 2.}
 */
record ServeProtocol(int minor) {
  /** How what is asked for is told. */
  static final TargetCodec TARGETS = new TargetCodec(false);

  private static final long CLIENT_MAGIC = 0x390c9deb;
  private static final long SERVER_MAGIC = 0x5452eecb;
  private static final int MAJOR = 2;
  private static final int NEWEST = 8;
  private static final int OLDEST = 5;
  private static final int WITH_HASHES = 4;

  /** Begins to speak with a server. */
  static ServeProtocol greetServer(WireReader reader, WireWriter writer) throws IOException {
    writer.number(CLIENT_MAGIC);
    writer.number(word());
    writer.flush();
    if (reader.number() != SERVER_MAGIC) {
      throw new WireException("'nix-store --serve' protocol mismatch");
    }
    ServeProtocol agreed = agree(reader.number());
    if (agreed.minor < OLDEST) {
      throw unsupported();
    }
    return agreed;
  }

  /** Begins to speak with a client. */
  static ServeProtocol greetClient(WireReader reader, WireWriter writer) throws IOException {
    if (reader.number() != CLIENT_MAGIC) {
      throw new WireException("protocol mismatch");
    }
    writer.number(SERVER_MAGIC);
    writer.number(word());
    writer.flush();
    return agree(reader.number());
  }

  private static long word() {
    return (MAJOR << 8) | NEWEST;
  }

  private static ServeProtocol agree(long theirs) throws WireException {
    if ((theirs & 0xff00) >> 8 != MAJOR) {
      throw unsupported();
    }
    return new ServeProtocol(Math.min((int) (theirs & 0xff), NEWEST));
  }

  private static WireException unsupported() {
    return new WireException("unsupported 'nix-store --serve' protocol version");
  }

  /** Whether the version is that or newer. */
  boolean since(int wanted) {
    return minor >= wanted;
  }

  /** How what came of building is told. */
  OutcomeCodec outcomes() {
    OutcomeCodec.Outputs outputs =
        since(8)
            ? OutcomeCodec.Outputs.NAMED
            : since(6) ? OutcomeCodec.Outputs.JSON : OutcomeCodec.Outputs.NONE;
    return new OutcomeCodec(since(3), false, outputs);
  }

  /** Writes what is known about a path, without the path. */
  void write(WireWriter writer, PathInfo info) throws IOException {
    writer.path(info.deriver());
    writer.paths(info.references());
    writer.number(info.narSize()); // what is downloaded: the archive
    writer.number(info.narSize());
    if (since(WITH_HASHES)) {
      writer.string(info.narHash().formatPrefixed(HashFormat.NIX32));
      PathInfoCodec.writeAddress(writer, info.contentAddress());
      writer.strings(info.signatures());
    }
  }

  /** Reads what {@link #write} wrote about a path. */
  PathInfo read(WireReader reader, StorePath path) throws IOException {
    StorePath deriver = reader.pathOrNull();
    SortedSet<StorePath> references = reader.paths();
    reader.number(); // what is downloaded
    long size = reader.number();
    Hash hash = Hash.zero(HashAlgorithm.SHA256);
    ContentAddress address = null;
    SortedSet<String> signatures = new TreeSet<>();
    if (since(WITH_HASHES)) {
      hash = PathInfoCodec.hash(reader.string());
      address = PathInfoCodec.readAddress(reader);
      signatures.addAll(reader.strings());
    }
    return new PathInfo(path, hash, size, references, deriver, 0, false, signatures, address);
  }
}
