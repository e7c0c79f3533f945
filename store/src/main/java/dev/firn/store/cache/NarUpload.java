package dev.firn.store.cache;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.http.Upload;
import dev.firn.base.io.Spool;
import dev.firn.base.text.Latin1;
import dev.firn.store.ArchiveCheck;
import dev.firn.store.PathInfo;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.NarReader;
import dev.firn.store.narinfo.NarInfo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Compresses an archive, checks it meanwhile, and puts it into a cache, with all that stands beside it. */
final class NarUpload {
  private final CacheTransport transport;
  private final CacheOptions options;

  NarUpload(CacheTransport transport, CacheOptions options) {
    this.transport = transport;
    this.options = options;
  }

  /** Gives the description to be written; it is not signed. */
  NarInfo upload(PathInfo info, InputStream archive) throws IOException {
    try (Spool kept = new Spool()) {
      HashingStream file =
          new HashingStream(HashAlgorithm.SHA256, new BufferedOutputStream(kept, 1 << 16));
      Listing listing;
      try (OutputStream compressed = options.compressor().open(file, info.narSize())) {
        listing = compress(info, archive, compressed);
      }
      Hash fileHash = file.finish();
      String url =
          "nar/" + fileHash.nix32() + ".nar" + options.compressor().compression().extension();
      if (!transport.exists(url)) {
        transport.write(
            url, new Upload.Readable(kept::read, kept.size(), NarInfo.ARCHIVE_MIME_TYPE));
      }
      writeBeside(info, listing, url);
      return new NarInfo(info, url, options.compressor().compression(), fileHash, kept.size());
    }
  }

  /** The archive ends where its syntax says so: what follows in the stream is not read. */
  private Listing compress(PathInfo info, InputStream archive, OutputStream compressed)
      throws IOException {
    HashingStream hashing = new HashingStream(HashAlgorithm.SHA256, compressed);
    Copying copying = new Copying(archive, hashing);
    Listing listing = new Listing(copying::count);
    NarReader.read(copying, listing);
    long size = hashing.count();
    ArchiveCheck.check(info, hashing.finish(), size, options.dir());
    return listing;
  }

  private void writeBeside(PathInfo info, Listing listing, String url) throws IOException {
    String json = options.listings() ? listing.json() : null;
    if (json != null) {
      transport.write(
          info.path().hashPart() + Listing.EXTENSION,
          new Upload.Bytes(Latin1.bytes(json), Listing.MIME_TYPE));
    }
    if (options.debugInfo()) {
      for (DebugInfo.Entry entry : DebugInfo.of(listing.root())) {
        transport.write(
            entry.name(), new Upload.Bytes(Latin1.bytes(entry.json(url)), Listing.MIME_TYPE));
      }
    }
  }

  /** Writes what is read to another stream. */
  private static final class Copying extends Counting {
    private final OutputStream target;

    Copying(InputStream source, OutputStream target) {
      super(source);
      this.target = target;
    }

    @Override
    void took(byte[] bytes, int offset, int length) throws IOException {
      super.took(bytes, offset, length);
      target.write(bytes, offset, length);
    }
  }
}
