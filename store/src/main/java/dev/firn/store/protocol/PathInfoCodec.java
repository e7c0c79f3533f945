package dev.firn.store.protocol;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.PathInfo;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.StorePath;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is known about a path, as the daemon's protocol encodes it. */
public final class PathInfoCodec {
  private PathInfoCodec() {}

  /**
   * Writes all but the path.
   *
   * @param whole whether the other side knows of signatures and content addresses
   */
  public static void write(WireWriter writer, PathInfo info, boolean whole) throws IOException {
    writer.path(info.deriver());
    writer.string(info.narHash().base16());
    writer.paths(info.references());
    writer.number(info.registrationTime());
    writer.number(info.narSize());
    if (whole) {
      writer.bool(info.ultimate());
      writer.strings(info.signatures());
      writeAddress(writer, info.contentAddress());
    }
  }

  /** Reads what {@link #write} wrote about a path. */
  public static PathInfo read(WireReader reader, StorePath path, boolean whole) throws IOException {
    StorePath deriver = reader.pathOrNull();
    Hash narHash = hash(reader.string());
    SortedSet<StorePath> references = reader.paths();
    long time = reader.number();
    long size = reader.number();
    boolean ultimate = whole && reader.bool();
    SortedSet<String> signatures = whole ? new TreeSet<>(reader.strings()) : new TreeSet<>();
    ContentAddress address = whole ? readAddress(reader) : null;
    return new PathInfo(
        path, narHash, size, references, deriver, time, ultimate, signatures, address);
  }

  /** Reads a SHA-256 in any form. */
  public static Hash hash(String text) throws IOException {
    return Malformed.refuse(() -> Hash.parse(text, HashAlgorithm.SHA256));
  }

  /** Writes a content address; an empty string for none. */
  public static void writeAddress(WireWriter writer, @Nullable ContentAddress address)
      throws IOException {
    writer.string(address == null ? "" : address.text());
  }

  /** Reads a content address; null for an empty string. */
  public static @Nullable ContentAddress readAddress(WireReader reader) throws IOException {
    String text = reader.string();
    return text.isEmpty() ? null : Malformed.refuse(() -> ContentAddress.parse(text));
  }
}
