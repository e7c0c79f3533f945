package dev.firn.store.serve;

import dev.firn.base.activity.ActivitySink;
import dev.firn.store.Closures;
import dev.firn.store.DerivedPath;
import dev.firn.store.IndexedStore;
import dev.firn.store.PathInfo;
import dev.firn.store.SignaturePolicy;
import dev.firn.store.StoreException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.exchange.Exporter;
import dev.firn.store.exchange.Importer;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.ClientInput;
import dev.firn.store.protocol.DerivationCodec;
import dev.firn.store.protocol.PathInfoCodec;
import dev.firn.store.protocol.ServedStore;
import dev.firn.store.protocol.Transport;
import dev.firn.store.wire.BoundedInput;
import dev.firn.store.wire.WireException;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Serves one client as {@code nix-store --serve} does. Whoever may run it may do with the store what its user may: signatures are not
 * asked for.
 */
public final class ServeSession {
  private static final int BUFFER = 1 << 15;
  private static final long FAILED = 100;
  private static final long LARGEST_REQUEST = 1L << 28;

  private final ServedStore served;
  private final IndexedStore store;
  private final boolean writable;
  private final ActivitySink log;
  private final ClientInput input;
  private final OutputStream output;
  private final WireReader reader;
  private final WireWriter writer;
  private final ServeProtocol protocol;

  private ServeSession(Transport transport, ServedStore served, boolean writable, ActivitySink log)
      throws IOException {
    this.served = served;
    this.store = served.store();
    this.writable = writable;
    this.log = log;
    this.input = new ClientInput(new BufferedInputStream(transport.input(), BUFFER));
    this.output = new BufferedOutputStream(transport.output(), BUFFER);
    this.reader = new WireReader(input, store.dir());
    this.writer = new WireWriter(output, store.dir());
    this.protocol = ServeProtocol.greetClient(reader, writer);
  }

  /**
   * Serves a client until it goes away; closes nothing.
   *
   * @param writable whether it may change the store and build
   * @param log is told what builds print
   * @throws StoreException if something fails: the protocol has no words for that
   * @throws IOException if the client does not speak the protocol, or goes away in the middle of something
   * @throws InterruptedException if the client goes away while something is built for it
   */
  public static void serve(
      Transport transport, ServedStore served, boolean writable, ActivitySink log)
      throws IOException, InterruptedException {
    ServeSession session = new ServeSession(transport, served, writable, log);
    while (true) {
      long code;
      try {
        session.reader.allow(LARGEST_REQUEST);
        code = session.reader.number();
      } catch (EOFException gone) {
        return;
      }
      session.perform(code);
      session.writer.flush();
    }
  }

  private void perform(long code) throws IOException, InterruptedException {
    ServeCommand command = ServeCommand.of(code);
    if (command == null) {
      throw new WireException("unknown serve command " + code);
    }
    switch (command) {
      case QUERY_VALID_PATHS -> validPaths();
      case QUERY_PATH_INFOS -> infos();
      case DUMP_STORE_PATH -> store.writeArchive(reader.path(), output);
      case IMPORT_PATHS -> importPaths();
      case EXPORT_PATHS -> exportPaths();
      case BUILD_PATHS -> build();
      case QUERY_CLOSURE -> closure();
      case BUILD_DERIVATION -> buildDerivation();
      case ADD_TO_STORE_NAR -> addArchive();
    }
  }

  private void requireWritable(String what) {
    if (!writable) {
      throw new StoreException(what + " paths is not allowed");
    }
  }

  private void validPaths() throws IOException, InterruptedException {
    boolean lock = reader.bool();
    boolean substitute = reader.bool();
    SortedSet<StorePath> paths = reader.paths();
    if (lock && writable) {
      paths.forEach(served.maintenance()::addTempRoot);
    }
    if (substitute && writable) {
      input.watched(() -> {
        served.builds(new TreeMap<>()).substitute(paths, log);
        return true;
      });
    }
    SortedSet<StorePath> valid = new TreeSet<>(paths);
    valid.removeIf(path -> !store.isValid(path));
    writer.paths(valid);
  }

  private void infos() throws IOException {
    for (StorePath path : reader.paths()) {
      PathInfo info = store.find(path);
      if (info != null) {
        writer.path(path);
        protocol.write(writer, info);
      }
    }
    writer.string("");
  }

  private void importPaths() throws IOException {
    requireWritable("importing");
    Importer.read(store, SignaturePolicy.NONE, input);
    store.flush();
    writer.number(1);
  }

  private void exportPaths() throws IOException {
    reader.number(); // whether to sign, in old times
    Exporter.write(store, reader.paths(), output);
  }

  private void closure() throws IOException {
    boolean outputs = reader.bool();
    SortedSet<StorePath> paths = reader.paths();
    writer.paths(Closures.references(store, paths, new Closures.Following(outputs, false)));
  }

  private void build() throws IOException, InterruptedException {
    requireWritable("building");
    List<DerivedPath> wanted = ServeProtocol.TARGETS.read(reader);
    BuildLimits limits = BuildLimits.read(reader, protocol);
    List<BuildResult> results =
        input.watched(() -> served.builds(limits.settings()).build(wanted, BuildMode.NORMAL, log));
    for (BuildResult result : results) {
      if (!result.isSuccess()) {
        writer.number(FAILED);
        writer.string(result.message());
        return;
      }
    }
    writer.number(0);
  }

  private void buildDerivation() throws IOException, InterruptedException {
    requireWritable("building");
    StorePath path = reader.path();
    Derivation derivation = DerivationCodec.read(reader, path);
    BuildLimits limits = BuildLimits.read(reader, protocol);
    BuildResult result =
        input.watched(() ->
            served
                .builds(limits.settings())
                .buildDerivation(path, derivation, BuildMode.NORMAL, log));
    protocol.outcomes().write(writer, result);
  }

  private void addArchive() throws IOException {
    requireWritable("importing");
    StorePath path = reader.path();
    PathInfo info = PathInfoCodec.read(reader, path, true);
    BoundedInput archive = new BoundedInput(input, info.narSize());
    store.addArchive(info, archive);
    archive.drain();
    store.flush();
    writer.number(1);
  }
}
