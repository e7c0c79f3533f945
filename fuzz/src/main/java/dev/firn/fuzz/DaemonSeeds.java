package dev.firn.fuzz;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.DerivedPath;
import dev.firn.store.MemoryStore;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.daemon.DaemonOptions;
import dev.firn.store.daemon.DaemonStore;
import dev.firn.store.daemon.ServerSession;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.ClientSettings;
import dev.firn.store.protocol.Transport;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a client says to the daemon, in several versions of the protocol. */
final class DaemonSeeds {
  private static final int[] VERSIONS = {38, 34, 24, 20, 10};
  private static final int PIPE = 1 << 16;

  private DaemonSeeds() {}

  /** One conversation for each version and kind of request. */
  static List<String> conversations() throws IOException {
    List<String> conversations = new ArrayList<>();
    for (int version : VERSIONS) {
      for (Talk talk : TALKS) {
        conversations.add(record(version, talk));
      }
    }
    return conversations;
  }

  /** Makes requests. */
  @FunctionalInterface
  private interface Talk {
    void with(DaemonStore store);
  }

  private static final List<Talk> TALKS =
      List.of(DaemonSeeds::ask, DaemonSeeds::add, DaemonSeeds::addArchive, DaemonSeeds::build);

  private static void ask(DaemonStore store) {
    StorePath path = store.addText("text", Latin1.bytes("content"), new TreeSet<>());
    store.isValid(path);
    store.find(path);
    store.referrers(path);
    store.allValidPaths();
    store.findByHashPart(path.hashPart());
    store.addSignatures(path, List.of("key:AAAA"));
  }

  private static void add(DaemonStore store) {
    for (ContentAddressMethod method :
        List.of(ContentAddressMethod.NAR, ContentAddressMethod.FLAT)) {
      store.addTree(
          "tree",
          MemoryTree.file(Latin1.bytes("content")),
          TreeFilter.ALL,
          method,
          HashAlgorithm.SHA256,
          new TreeSet<>());
    }
  }

  private static void addArchive(DaemonStore store) {
    MemoryStore source = new MemoryStore(StoreDir.DEFAULT);
    StorePath path = source.addText("other", Latin1.bytes("other content"), new TreeSet<>());
    PathInfo info = source.info(path);
    try {
      store.addArchive(info, source.openArchive(path));
    } catch (IOException failed) {
      throw new StoreException("cannot read what was added", failed);
    }
  }

  private static void build(DaemonStore store) {
    StorePath path = StorePath.of("a".repeat(StorePath.HASH_LENGTH) + "-x.drv");
    store.builds().build(List.of(DerivedPath.allOf(path)), BuildMode.NORMAL, ActivitySink.NONE);
    store.builds().missing(List.of(DerivedPath.outputOf(path, "out")));
    store.builds().substitutable(List.of(path));
    store.maintenance().addTempRoot(path);
  }

  /** Lets a client speak with a server, and gives what it said. */
  private static String record(int version, Talk talk) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PipedInputStream requests = new PipedInputStream(PIPE);
    PipedInputStream answers = new PipedInputStream(PIPE);
    OutputStream toServer = new Recording(new PipedOutputStream(requests), said);
    Transport server = new Transport(requests, new PipedOutputStream(answers), () -> {});
    Transport client = new Transport(answers, toServer, toServer::close);
    Thread thread = Thread.ofPlatform().daemon().start(() -> serve(server));
    DaemonOptions options =
        DaemonOptions.remote("seeds", 1).withNewest(version).withSettings(ClientSettings.DEFAULT);
    try (DaemonStore store = new DaemonStore(() -> client, StoreDir.DEFAULT, options)) {
      talk.with(store);
    } catch (StoreException refused) {
      // What the server or the version does not know; what was said before counts.
    }
    toServer.close();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      throw new IOException("interrupted", interrupted);
    }
    return Latin1.string(said.toByteArray());
  }

  private static void serve(Transport transport) {
    SeparateStore served = new SeparateStore(new MemoryStore(StoreDir.DEFAULT), false);
    try (OutputStream _ = transport.output()) {
      ServerSession.serve(transport, served, true, DaemonTarget.OPTIONS);
    } catch (IOException | InterruptedException gone) {
      // The client is gone.
    }
  }

  /** Passes bytes on and keeps them. */
  private static final class Recording extends FilterOutputStream {
    private final OutputStream copy;

    Recording(OutputStream target, OutputStream copy) {
      super(target);
      this.copy = copy;
    }

    @Override
    public void write(int value) throws IOException {
      copy.write(value);
      out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      copy.write(bytes, offset, length);
      out.write(bytes, offset, length);
    }
  }
}
