package dev.firn.store.daemon;

import dev.firn.store.IndexedStore;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.PathInfoCodec;
import dev.firn.store.protocol.RealisationCodec;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Requests that ask about the store. */
final class QueryRequests {
  private static final int WITH_JSON_REALISATIONS = 31;

  private final ServerChannel channel;
  private final IndexedStore store;

  QueryRequests(ServerChannel channel, IndexedStore store) {
    this.channel = channel;
    this.store = store;
  }

  private WireReader reader() {
    return channel.reader();
  }

  private WireWriter writer() {
    return channel.writer();
  }

  /** Tells something about a path. */
  @FunctionalInterface
  interface AboutPath<R extends @Nullable Object> {
    R tell(StorePath path);
  }

  void isValid() throws IOException, InterruptedException {
    StorePath path = reader().path();
    channel.answer(() -> store.isValid(path), writer()::bool);
  }

  void paths(AboutPath<SortedSet<StorePath>> query) throws IOException, InterruptedException {
    StorePath path = reader().path();
    channel.answer(() -> query.tell(path), writer()::paths);
  }

  void referrers() throws IOException, InterruptedException {
    paths(store::referrers);
  }

  void derivers() throws IOException, InterruptedException {
    paths(store::validDerivers);
  }

  void outputs() throws IOException, InterruptedException {
    paths(path -> new TreeSet<>(store.derivationOutputs(path).values()));
  }

  void outputNames() throws IOException, InterruptedException {
    StorePath path = reader().path();
    channel.answer(() -> store.readDerivation(path).outputs().keySet(), writer()::strings);
  }

  void outputMap() throws IOException, InterruptedException {
    StorePath path = reader().path();
    channel.answer(
        () -> {
          SortedMap<String, String> outputs = new TreeMap<>();
          store.readDerivation(path).outputs().keySet().forEach(name -> outputs.put(name, ""));
          store
              .derivationOutputs(path)
              .forEach((name, output) -> outputs.put(name, store.dir().print(output)));
          return outputs;
        },
        writer()::map);
  }

  void deriver() throws IOException, InterruptedException {
    StorePath path = reader().path();
    channel.<@Nullable StorePath>answer(() -> store.info(path).deriver(), writer()::path);
  }

  void allValid() throws IOException, InterruptedException {
    channel.answer(store::allValidPaths, writer()::paths);
  }

  void info() throws IOException, InterruptedException {
    StorePath path = reader().path();
    boolean tellsValidity = channel.protocol().since(17);
    channel.<@Nullable PathInfo>answer(
        () -> tellsValidity ? store.find(path) : store.info(path),
        info -> {
          if (tellsValidity) {
            writer().bool(info != null);
          }
          if (info != null) {
            PathInfoCodec.write(writer(), info, channel.protocol().since(16));
          }
        });
  }

  void byHashPart() throws IOException, InterruptedException {
    String part = reader().string();
    channel.<@Nullable StorePath>answer(() -> store.findByHashPart(part), writer()::path);
  }

  SortedSet<StorePath> valid(SortedSet<StorePath> paths) {
    SortedSet<StorePath> valid = new TreeSet<>();
    for (StorePath path : paths) {
      if (store.isValid(path)) {
        valid.add(path);
      }
    }
    return valid;
  }

  void archive() throws IOException, InterruptedException {
    StorePath path = reader().path();
    channel.answer(() -> store.info(path), _ -> store.writeArchive(path, channel.output()));
  }

  void realisation() throws IOException, InterruptedException {
    if (channel.protocol().tellsRealisationsByPath()) {
      StorePath derivation = reader().path();
      String output = reader().string();
      channel.<@Nullable Realisation>answer(
          () -> store.realisation(derivation.baseName(), output), this::tell);
      return;
    }
    String id = reader().string();
    int mark = id.indexOf('!');
    channel.<@Nullable Realisation>answer(
        () -> mark < 0 ? null : store.realisation(id.substring(0, mark), id.substring(mark + 1)),
        this::tellOld);
  }

  private void tell(@Nullable Realisation found) throws IOException {
    writer().bool(found != null);
    if (found != null) {
      writer().path(found.path());
      writer().strings(found.signatures());
    }
  }

  private void tellOld(@Nullable Realisation found) throws IOException {
    List<String> texts = new ArrayList<>();
    if (found != null) {
      texts.add(
          channel.protocol().since(WITH_JSON_REALISATIONS)
              ? RealisationCodec.print(found)
              : store.dir().print(found.path()));
    }
    writer().strings(texts);
  }
}
