package dev.firn.fuzz;

import dev.firn.base.hash.Hash;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.exchange.Registrations;
import dev.firn.store.path.StoreDir;
import java.io.IOException;
import java.util.List;

/** Texts about paths: what is read has all that a store asks for, and anything else is refused with the number of a line. */
final class RegistrationTarget implements Target {
  @Override
  public void check(String input) {
    boolean hashes = input.length() % 4 != 0;
    List<PathInfo> infos;
    try {
      infos = Registrations.read(Archived.stream(input), StoreDir.DEFAULT, hashes);
    } catch (StoreException refused) {
      String message = String.valueOf(refused.getMessage());
      Target.require(message.startsWith("line "), "no line is told: " + message);
      return;
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    for (PathInfo info : infos) {
      Target.require(info.narSize() >= 0, "a negative size");
      Target.require(
          Hash.parse(info.narHash().base16(), info.narHash().algorithm()).equals(info.narHash()),
          "another hash when printed");
      Target.require(
          StoreDir.DEFAULT.parse(StoreDir.DEFAULT.print(info.path())).equals(info.path()),
          "another path when printed");
    }
  }
}
