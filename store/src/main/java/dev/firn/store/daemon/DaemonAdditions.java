package dev.firn.store.daemon;

import dev.firn.base.activity.ActivitySink;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.nar.NarReader;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.PathInfoCodec;
import dev.firn.store.wire.WireWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.SortedSet;

/** Adds paths to the store of a daemon. */
final class DaemonAdditions {
  private static final int WITH_METHODS = 25;
  private static final int WITH_FRAMES = 23;
  private static final int ASKS_FOR_BYTES = 21;
  private static final int WITH_DESCRIPTIONS = 16;

  private final DaemonClient client;

  DaemonAdditions(DaemonClient client) {
    this.client = client;
  }

  private ActivitySink sink() {
    return client.options().sink();
  }

  StorePath text(String name, byte[] content, SortedSet<StorePath> references) {
    return client.use(connection -> {
      if (connection.protocol().since(WITH_METHODS)) {
        return added(connection, name, "text:sha256", references, target -> target.write(content));
      }
      WireWriter writer = connection.request(Operation.ADD_TEXT_TO_STORE);
      writer.string(name);
      writer.bytes(content, 0, content.length);
      writer.paths(references);
      connection.finish(sink());
      return connection.reader().path();
    });
  }

  /**
   * Adds what is addressed by its content.
   *
   * @param address method and algorithm
   * @param content the file's bytes, if the method is for single files; else the archive
   */
  StorePath addressed(
      String name,
      String address,
      SortedSet<StorePath> references,
      DaemonConnection.Content content) {
    return client.use(connection ->
        connection.protocol().since(WITH_METHODS)
            ? added(connection, name, address, references, content)
            : addedOld(connection, name, address, content));
  }

  private StorePath added(
      DaemonConnection connection,
      String name,
      String address,
      SortedSet<StorePath> references,
      DaemonConnection.Content content)
      throws IOException {
    WireWriter writer = connection.request(Operation.ADD_TO_STORE);
    writer.string(name);
    writer.string(address);
    writer.paths(references);
    writer.bool(false); // nothing is repaired
    connection.finishFramed(sink(), content);
    StorePath path = connection.reader().path();
    PathInfoCodec.read(connection.reader(), path, true);
    return path;
  }

  /** Old daemons always want an archive, also of single files. */
  private StorePath addedOld(
      DaemonConnection connection, String name, String address, DaemonConnection.Content content)
      throws IOException {
    boolean archive = address.startsWith("fixed:r:");
    String algorithm = address.substring(address.lastIndexOf(':') + 1);
    WireWriter writer = connection.request(Operation.ADD_TO_STORE);
    writer.string(name);
    writer.bool(!(archive && algorithm.equals("sha256")));
    writer.bool(archive);
    writer.string(algorithm);
    if (archive) {
      content.write(connection.output());
    } else {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      content.write(file);
      connection.output().write(NarWriter.ofFile(file.toByteArray()));
    }
    connection.finish(sink());
    return connection.reader().path();
  }

  void archive(PathInfo info, InputStream archive, boolean repair, boolean unchecked) {
    client.use(connection -> {
      Protocol protocol = connection.protocol();
      if (!protocol.since(WITH_DESCRIPTIONS)) {
        throw new StoreException("the daemon's protocol is too old to add what is built elsewhere");
      }
      WireWriter writer = connection.request(Operation.ADD_TO_STORE_NAR);
      writer.path(info.path());
      PathInfoCodec.write(writer, info, true);
      writer.bool(repair);
      writer.bool(unchecked);
      if (protocol.since(WITH_FRAMES)) {
        connection.finishFramed(sink(), target -> copy(archive, target));
      } else if (protocol.since(ASKS_FOR_BYTES)) {
        connection.finish(sink(), archive);
      } else {
        copy(archive, connection.output());
        connection.finish(sink());
      }
      return null;
    });
  }

  /** Copies one archive, however much follows it in the stream. */
  private static void copy(InputStream archive, OutputStream target) throws IOException {
    NarWriter writer = new NarWriter(target);
    NarReader.read(archive, writer);
    writer.finish();
  }
}
