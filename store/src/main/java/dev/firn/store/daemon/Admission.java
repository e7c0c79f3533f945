package dev.firn.store.daemon;

import dev.firn.base.sys.Accounts;
import dev.firn.store.StoreException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may use a server, and who may do with it what harms others. Lists hold names of users, {@code @} and names of groups, or {@code *}
 * for everybody.
 *
 * @param trusted who may do anything
 * @param allowed who else may use it
 * @param builders the group of the users that builds run as, none of whom may use it; null if there is none
 */
public record Admission(
    Collection<String> trusted, Collection<String> allowed, @Nullable String builders) {
  private static final String EVERYBODY = "*";

  /** Copies the lists. */
  public Admission {
    trusted = List.copyOf(trusted);
    allowed = List.copyOf(allowed);
  }

  /**
   * Lets somebody in.
   *
   * @return whether he is trusted
   * @throws StoreException with Nix's message, if he may not use the server
   */
  public boolean admit(Peer peer) {
    boolean isTrusted = isListed(peer, trusted);
    if ((!isTrusted && !isListed(peer, allowed)) || peer.group().equals(builders)) {
      throw new StoreException(
          "user '" + peer.user() + "' is not allowed to connect to the Nix daemon");
    }
    return isTrusted;
  }

  private static boolean isListed(Peer peer, Collection<String> list) {
    for (String each : list) {
      boolean is =
          each.startsWith("@")
              ? isIn(peer, each.substring(1))
              : each.equals(EVERYBODY) || each.equals(peer.user());
      if (is) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(Peer peer, String group) {
    return group.equals(peer.group()) || Accounts.isMember(peer.user(), group);
  }
}
