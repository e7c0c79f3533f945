package dev.firn.store.protocol;

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

/**
 * What is asked for, as protocols encode it.
 *
 * @param star whether all outputs of a derivation are a star; in old protocols they are the path of the derivation alone
 */
public record TargetCodec(boolean star) {
  /** Writes what is asked for. */
  public void write(WireWriter writer, List<DerivedPath> targets) throws IOException {
    writer.number(targets.size());
    for (DerivedPath target : targets) {
      writer.string(text(target, writer));
    }
  }

  private String text(DerivedPath target, WireWriter writer) {
    if (star) {
      return target.print(writer.dir());
    }
    return switch (target) {
      case DerivedPath.Opaque(StorePath path) -> {
        if (path.isDerivation()) {
          throw new StoreException(
              "trying to request '"
                  + writer.dir().print(path)
                  + "', but the protocol is too old to request the file of a derivation");
        }
        yield writer.dir().print(path);
      }
      case DerivedPath.Built built ->
          built.outputs() == null
              ? writer.dir().print(built.derivation())
              : target.print(writer.dir());
    };
  }

  /** Reads what is asked for. */
  public List<DerivedPath> read(WireReader reader) throws IOException {
    List<DerivedPath> targets = new ArrayList<>();
    for (long left = reader.count(); left > 0; left--) {
      targets.add(readOne(reader));
    }
    return targets;
  }

  /** Reads one thing that is asked for. */
  public DerivedPath readOne(WireReader reader) throws IOException {
    try {
      DerivedPath target = DerivedPath.parse(reader.dir(), reader.string(), '!');
      boolean all =
          !star && target instanceof DerivedPath.Opaque(StorePath path) && path.isDerivation();
      return all ? DerivedPath.allOf(((DerivedPath.Opaque) target).path()) : target;
    } catch (BadStorePathException bad) {
      throw new WireException(String.valueOf(bad.getMessage()));
    }
  }
}
