package dev.firn.store.narinfo;

import dev.firn.base.hash.HashFormat;
import dev.firn.store.PathInfo;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;

/** Writes narinfos. */
public final class NarInfoPrinter {
  private NarInfoPrinter() {}

  /** The text, as Nix writes it. */
  public static String print(NarInfo narInfo, StoreDir dir) {
    PathInfo info = narInfo.info();
    StringBuilder text = new StringBuilder(512);
    line(text, "StorePath", dir.print(info.path()));
    line(text, "URL", narInfo.url());
    line(text, "Compression", narInfo.compression().text());
    if (narInfo.fileHash() != null) {
      line(text, "FileHash", narInfo.fileHash().formatPrefixed(HashFormat.NIX32));
    }
    if (narInfo.fileSize() != 0) {
      line(text, "FileSize", Long.toString(narInfo.fileSize()));
    }
    line(text, "NarHash", info.narHash().formatPrefixed(HashFormat.NIX32));
    line(text, "NarSize", Long.toString(info.narSize()));
    references(text, info);
    StorePath deriver = info.deriver();
    if (deriver != null) {
      line(text, "Deriver", deriver.baseName());
    }
    for (String signature : info.signatures()) {
      line(text, "Sig", signature);
    }
    if (info.contentAddress() != null) {
      line(text, "CA", info.contentAddress().text());
    }
    return text.toString();
  }

  private static void references(StringBuilder text, PathInfo info) {
    StringBuilder names = new StringBuilder();
    for (StorePath reference : info.references()) {
      names.append(names.isEmpty() ? "" : " ").append(reference.baseName());
    }
    line(text, "References", names);
  }

  private static void line(StringBuilder text, String name, CharSequence value) {
    text.append(name).append(": ").append(value).append('\n');
  }
}
