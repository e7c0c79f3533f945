package dev.firn.realise.build.builtin;

import dev.firn.lang.error.EvalError;
import dev.firn.realise.fetch.Downloads;
import dev.firn.store.compress.Compression;
import dev.firn.store.compress.Decompressor;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.derivation.DerivationType;
import dev.firn.store.nar.NarRestorer;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * {@code builtin:fetchurl}: downloads a file, from the mirrors that know it by its hash or from where the derivation says. The file may
 * be an archive of the store ({@code unpack}), also compressed with xz, or be made executable.
 */
final class FetchUrl {
  private final BuiltinBuilder.Order order;
  private final String url;

  private FetchUrl(BuiltinBuilder.Order order) throws IOException {
    this.order = order;
    this.url = order.variable("url");
  }

  static void build(BuiltinBuilder.Order order) throws IOException {
    DerivationOutput out = order.derivation().outputs().get("out");
    if (out == null) {
      throw new IOException("'builtin:fetchurl' requires an 'out' output");
    }
    DerivationType type = order.derivation().type();
    if (type != DerivationType.FIXED && type != DerivationType.IMPURE) {
      throw new IOException("'builtin:fetchurl' must be a fixed-output or impure derivation");
    }
    FetchUrl fetch = new FetchUrl(order);
    if (!fetch.isMirrored(out)) {
      fetch.from(fetch.url);
    }
  }

  private boolean isMirrored(DerivationOutput out) throws IOException {
    if (!(out instanceof DerivationOutput.Fixed fixed)
        || fixed.address().method() != ContentAddressMethod.FLAT) {
      return false;
    }
    for (String mirror : order.mirrors()) {
      try {
        from(place(mirror, fixed.address()));
        return true;
      } catch (IOException | EvalError elsewhere) {
        // A mirror need not have everything.
        order.store().options().disk().deleteTree(order.out());
      }
    }
    return false;
  }

  private static String place(String mirror, ContentAddress address) {
    return mirror
        + (mirror.endsWith("/") ? "" : "/")
        + address.hash().algorithm()
        + "/"
        + address.hash().base16();
  }

  private void from(String source) throws IOException {
    try (InputStream stream = Downloads.open(source, order.http())) {
      if (isOn("unpack")) {
        unpack(stream);
      } else {
        Files.copy(stream, order.out());
      }
    }
    if (isOn("executable") && Files.isRegularFile(order.out(), LinkOption.NOFOLLOW_LINKS)) {
      Files.setPosixFilePermissions(order.out(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private void unpack(InputStream stream) throws IOException {
    try (InputStream plain =
            url.endsWith(".xz") ? Decompressor.open(stream, Compression.XZ) : stream;
        NarRestorer restorer = NarRestorer.plain(order.out())) {
      restorer.restore(plain);
    }
  }

  private boolean isOn(String name) {
    return "1".equals(order.derivation().environment().get(name));
  }
}
