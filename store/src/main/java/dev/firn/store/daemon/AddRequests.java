package dev.firn.store.daemon;

import dev.firn.base.hash.BadHashException;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.io.Spool;
import dev.firn.base.text.Latin1;
import dev.firn.store.PathInfo;
import dev.firn.store.Realisation;
import dev.firn.store.StoreException;
import dev.firn.store.nar.NarReader;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.ContentAddition;
import dev.firn.store.protocol.PathInfoCodec;
import dev.firn.store.protocol.RealisationCodec;
import dev.firn.store.protocol.ServedStore;
import dev.firn.store.wire.BoundedInput;
import dev.firn.store.wire.FrameInput;
import dev.firn.store.wire.WireException;
import dev.firn.store.wire.WireReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Requests that add something to the store. What was added is durable before the answer says so. */
final class AddRequests {
  private static final int WITH_METHODS = 25;
  private static final int WITH_FRAMES = 23;
  private static final int ASKED_FOR_BYTES = 21;
  private static final String FIXED = "fixed:";
  private static final long LARGEST_DESCRIPTION = 1L << 28;

  private final ServerChannel channel;
  private final ServedStore served;
  private final boolean trusted;

  AddRequests(ServerChannel channel, ServedStore served, boolean trusted) {
    this.channel = channel;
    this.served = served;
    this.trusted = trusted;
  }

  private WireReader reader() {
    return channel.reader();
  }

  private FrameInput frames() {
    return new FrameInput(reader(), channel.input());
  }

  /** Reads something from frames. */
  @FunctionalInterface
  private interface Framed<R> {
    R read(InputStream frames) throws IOException;
  }

  /** Whatever happens, the client sends all frames. */
  private <R> R framed(Framed<R> use) throws IOException {
    FrameInput frames = frames();
    R result;
    try {
      result = use.read(new BufferedInputStream(frames));
    } catch (RuntimeException | IOException failed) {
      frames.drain();
      throw failed;
    }
    frames.drain();
    return result;
  }

  void text() throws IOException, InterruptedException {
    String name = reader().string();
    String content = reader().string();
    SortedSet<StorePath> references = reader().paths();
    channel.answer(
        () -> {
          try (ContentAddition addition =
              new ContentAddition(ContentAddressMethod.TEXT, HashAlgorithm.SHA256)) {
            addition.readFile(new ByteArrayInputStream(Latin1.bytes(content)));
            return add(addition, name, references, false).path();
          }
        },
        path -> channel.writer().path(path));
  }

  void content() throws IOException, InterruptedException {
    if (!channel.protocol().since(WITH_METHODS)) {
      oldContent();
      return;
    }
    String name = reader().string();
    String address = reader().string();
    SortedSet<StorePath> references = reader().paths();
    boolean repair = reader().bool();
    channel.answer(
        () -> framed(frames -> addFramed(name, address, references, repair, frames)),
        info -> {
          channel.writer().path(info.path());
          PathInfoCodec.write(channel.writer(), info, true);
        });
  }

  private PathInfo addFramed(
      String name,
      String address,
      SortedSet<StorePath> references,
      boolean repair,
      InputStream frames)
      throws IOException {
    requireMayRepair(repair);
    try (ContentAddition addition = addition(address)) {
      if (address.startsWith(FIXED + ContentAddressMethod.NAR.prefix())) {
        addition.readArchive(frames);
      } else {
        addition.readFile(frames);
      }
      return add(addition, name, references, repair);
    }
  }

  private static ContentAddition addition(String address) {
    boolean fixed = address.startsWith(FIXED);
    String text = fixed ? address.substring(FIXED.length()) : address;
    ContentAddressMethod method = ContentAddressMethod.ofPrefix(text);
    if (fixed == (method == ContentAddressMethod.TEXT)) {
      throw new StoreException("'" + address + "' is no way to address content");
    }
    try {
      return new ContentAddition(
          method, HashAlgorithm.parse(text.substring(method.prefix().length())));
    } catch (BadHashException bad) {
      throw new StoreException(String.valueOf(bad.getMessage()), bad);
    }
  }

  /** Old clients always send an archive. */
  private void oldContent() throws IOException, InterruptedException {
    String name = reader().string();
    boolean fixed = reader().bool();
    boolean archive = reader().bool() || !fixed;
    String algorithm = reader().string();
    ContentAddressMethod method = archive ? ContentAddressMethod.NAR : ContentAddressMethod.FLAT;
    try (ContentAddition addition =
        addition(FIXED + method.prefix() + (fixed ? algorithm : "sha256"))) {
      addition.readArchive(channel.input());
      channel.answer(
          () -> add(addition, name, new TreeSet<>(), false).path(),
          path -> channel.writer().path(path));
    } catch (StoreException refused) {
      throw new WireException(String.valueOf(refused.getMessage()));
    }
  }

  private PathInfo add(
      ContentAddition addition, String name, SortedSet<StorePath> references, boolean repair)
      throws IOException {
    PathInfo info = addition.info(served.store().dir(), name, references);
    try (InputStream archive = addition.archive()) {
      put(info, archive, repair);
    }
    served.store().flush();
    return served.store().info(info.path());
  }

  private void put(PathInfo info, InputStream archive, boolean repair) {
    if (repair && served.store().isValid(info.path())) {
      served.store().replaceArchive(info, archive);
    } else {
      served.store().addArchive(info, archive);
    }
  }

  private void requireMayRepair(boolean repair) {
    if (repair && !trusted) {
      throw new StoreException("you are not privileged to repair paths");
    }
  }

  void archive() throws IOException, InterruptedException {
    StorePath path = reader().path();
    PathInfo told = PathInfoCodec.read(reader(), path, true);
    boolean repair = reader().bool();
    boolean unchecked = reader().bool() && trusted;
    PathInfo info = trusted ? told : told.withUltimate(false);
    if (channel.protocol().since(WITH_FRAMES)) {
      channel.silent(() -> framed(frames -> addArchive(info, frames, repair, unchecked)));
    } else if (channel.protocol().since(ASKED_FOR_BYTES)) {
      channel.silent(() -> addArchive(info, new AskedInput(channel), repair, unchecked));
    } else {
      try (Spool spool = new Spool()) {
        NarWriter copy = new NarWriter(spool);
        NarReader.read(channel.input(), copy);
        copy.finish();
        channel.silent(() -> addArchive(info, spool.read(), repair, unchecked));
      }
    }
  }

  private boolean addArchive(
      PathInfo info, InputStream archive, boolean repair, boolean unchecked) {
    requireMayRepair(repair);
    if (!unchecked) {
      served.policy().check(info, served.store().dir());
    }
    put(info, archive, repair);
    served.store().flush();
    return true;
  }

  void archives() throws IOException, InterruptedException {
    boolean repair = reader().bool();
    boolean unchecked = reader().bool() && trusted;
    channel.silent(() -> {
      framed(frames -> addArchives(frames, repair, unchecked));
      served.store().flush();
    });
  }

  private boolean addArchives(InputStream frames, boolean repair, boolean unchecked)
      throws IOException {
    requireMayRepair(repair);
    WireReader inner = new WireReader(frames, served.store().dir());
    for (long left = inner.count(); left > 0; left--) {
      inner.allow(LARGEST_DESCRIPTION);
      PathInfo info = PathInfoCodec.read(inner, inner.path(), true).withUltimate(false);
      if (!unchecked) {
        served.policy().check(info, served.store().dir());
      }
      BoundedInput archive = new BoundedInput(frames, info.narSize());
      put(info, archive, repair);
      archive.drain();
    }
    return true;
  }

  void signatures() throws IOException, InterruptedException {
    StorePath path = reader().path();
    List<String> signatures = reader().strings();
    channel.done(() -> served.store().addSignatures(path, signatures));
  }

  void realisation() throws IOException, InterruptedException {
    Realisation realisation;
    if (channel.protocol().tellsRealisationsByPath()) {
      StorePath derivation = reader().path();
      String output = reader().string();
      StorePath path = reader().path();
      realisation =
          new Realisation(derivation.baseName(), output, path, new TreeSet<>(reader().strings()));
    } else {
      realisation = RealisationCodec.parse(reader().string());
    }
    channel.silent(() -> {
      if (!trusted) {
        served.policy().check(realisation);
      }
      served.store().register(realisation);
    });
  }

  void buildLog() throws IOException, InterruptedException {
    String name = reader().string();
    channel.done(() ->
        framed(frames -> {
          if (!trusted) {
            throw new StoreException("you are not privileged to add logs");
          }
          served.maintenance().addBuildLog(StorePath.of(name), frames);
          return true;
        }));
  }
}
