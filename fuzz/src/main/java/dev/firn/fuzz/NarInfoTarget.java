package dev.firn.fuzz;

import dev.firn.store.narinfo.BadNarInfoException;
import dev.firn.store.narinfo.NarInfo;
import dev.firn.store.narinfo.NarInfoParser;
import dev.firn.store.narinfo.NarInfoPrinter;
import dev.firn.store.path.StoreDir;

/** Descriptions of paths in binary caches: what is read can be written, and reads back as the same. */
final class NarInfoTarget implements Target {
  @Override
  public void check(String input) {
    NarInfo read;
    try {
      read = NarInfoParser.parse(input, "x.narinfo", StoreDir.DEFAULT);
    } catch (BadNarInfoException refused) {
      return;
    }
    String printed = NarInfoPrinter.print(read, StoreDir.DEFAULT);
    NarInfo again = NarInfoParser.parse(printed, "x.narinfo", StoreDir.DEFAULT);
    Target.require(read.equals(again), "another description when printed again: " + printed);
    Target.same(
        printed, NarInfoPrinter.print(again, StoreDir.DEFAULT), "another text when printed again");
  }
}
