package dev.firn.store.daemon;

import dev.firn.store.DerivedPath;
import dev.firn.store.StoreException;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StorePath;
import dev.firn.store.wire.WireException;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a client asks a daemon for. In old versions the path of a derivation alone means all of its outputs. */
final class TargetCodec {
  private static final int WITH_STAR = 30;

  private TargetCodec() {}

  static void write(WireWriter writer, List<DerivedPath> targets, Protocol protocol)
      throws IOException {
    writer.number(targets.size());
    for (DerivedPath target : targets) {
      writer.string(text(target, writer, protocol));
    }
  }

  private static String text(DerivedPath target, WireWriter writer, Protocol protocol) {
    if (protocol.since(WITH_STAR)) {
      return target.print(writer.dir());
    }
    return switch (target) {
      case DerivedPath.Opaque(StorePath path) -> {
        if (path.isDerivation()) {
          throw new StoreException(
              "trying to request '"
                  + writer.dir().print(path)
                  + "', but the daemon's protocol is too old to request the file of a derivation");
        }
        yield writer.dir().print(path);
      }
      case DerivedPath.Built built ->
          built.outputs() == null
              ? writer.dir().print(built.derivation())
              : target.print(writer.dir());
    };
  }

  static List<DerivedPath> read(WireReader reader, Protocol protocol) throws IOException {
    List<DerivedPath> targets = new ArrayList<>();
    for (long left = reader.count(); left > 0; left--) {
      targets.add(readOne(reader, protocol));
    }
    return targets;
  }

  static DerivedPath readOne(WireReader reader, Protocol protocol) throws IOException {
    try {
      DerivedPath target = DerivedPath.parse(reader.dir(), reader.string(), '!');
      boolean all =
          !protocol.since(WITH_STAR)
              && target instanceof DerivedPath.Opaque(StorePath path)
              && path.isDerivation();
      return all ? DerivedPath.allOf(((DerivedPath.Opaque) target).path()) : target;
    } catch (BadStorePathException bad) {
      throw new WireException(String.valueOf(bad.getMessage()));
    }
  }
}
