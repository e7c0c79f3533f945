package dev.firn.app.store;

import dev.firn.app.settings.Words;
import dev.firn.base.text.Latin1;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.daemon.DaemonOptions;
import dev.firn.store.daemon.DaemonStore;
import dev.firn.store.protocol.Transport;
import dev.firn.store.serve.ServeStore;
import dev.firn.store.ssh.SshOpener;
import dev.firn.store.ssh.SshOptions;
import dev.firn.store.ssh.SshTarget;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stores of other machines, by the system's {@code ssh}: {@code ssh://[USER@]HOST[:PORT]} runs {@code nix-store --serve} there, {@code
 * ssh-ng://...} runs {@code nix-daemon --stdio}. Parameters, as Nix has them: {@code remote-program}, {@code remote-store}, {@code
 * ssh-key}, {@code base64-ssh-public-host-key}, {@code compress}, {@code max-connections}. {@code NIX_SSHOPTS} holds more options for
 * {@code ssh}.
 */
public final class SshStores implements StoreScheme {
  static final String SERVE = "ssh";
  static final String DAEMON = "ssh-ng";

  @Override
  public Store open(StoreUri uri, StoreSetup setup) {
    return open(
        uri, setup, opener(uri, setup, error -> setup.surroundings().messages().say(error)));
  }

  /** Whether a name is that of a store on the other side of {@code ssh}. */
  public static boolean isSsh(StoreUri uri) {
    return uri.scheme().equals(DAEMON) || uri.scheme().equals(SERVE);
  }

  /** Takes lines that the other side writes to standard error. */
  @FunctionalInterface
  public interface ErrorLines {
    /** A line, without its end. */
    void line(String text);
  }

  /**
   * Makes connections for such a store.
   *
   * @param errors gets what the other side writes to standard error
   * @throws StoreException if the name is not right
   */
  public static Transport.Opener opener(StoreUri uri, StoreSetup setup, ErrorLines errors) {
    return new SshOpener(
        SshTarget.parse(uri.place()),
        options(uri, setup),
        command(uri, uri.scheme().equals(DAEMON)),
        new Lines(errors));
  }

  /** Opens such a store with those connections. */
  public static Store open(StoreUri uri, StoreSetup setup, Transport.Opener opener) {
    boolean daemon = uri.scheme().equals(DAEMON);
    int connections = connections(uri.parameter("max-connections"));
    if (!daemon) {
      return new ServeStore(opener, setup.dir(uri), connections, uri.toString());
    }
    DaemonOptions options =
        DaemonOptions.remote(uri.toString(), connections)
            .withSink(setup.surroundings().messages().activities());
    return new DaemonStore(opener, setup.dir(uri), options);
  }

  private static List<String> command(StoreUri uri, boolean daemon) {
    List<String> command =
        new ArrayList<>(
            Words.of(uri.parameter("remote-program", daemon ? "nix-daemon" : "nix-store")));
    command.addAll(daemon ? List.of("--stdio") : List.of("--serve", "--write"));
    String store = uri.parameter("remote-store", "");
    if (!store.isEmpty()) {
      command.addAll(List.of("--store", store));
    }
    return command;
  }

  private static SshOptions options(StoreUri uri, StoreSetup setup) {
    String more = setup.environment().nonEmpty("NIX_SSHOPTS");
    String key = uri.parameter("ssh-key");
    return new SshOptions(
        key == null || key.isEmpty() ? null : key,
        hostKey(uri.parameter("base64-ssh-public-host-key")),
        uri.isOn("compress"),
        more == null ? List.of() : Words.of(more));
  }

  private static @Nullable String hostKey(@Nullable String encoded) {
    if (encoded == null || encoded.isEmpty()) {
      return null;
    }
    try {
      String key = Latin1.string(Base64.getDecoder().decode(Latin1.bytes(encoded))).strip();
      if (key.indexOf('\n') < 0) {
        return key;
      }
    } catch (IllegalArgumentException bad) {
      // Falls through to the same message.
    }
    throw new StoreException("'base64-ssh-public-host-key' is not one key in base 64");
  }

  private static int connections(@Nullable String number) {
    try {
      return number == null ? 1 : Math.max(1, Integer.parseInt(number));
    } catch (NumberFormatException bad) {
      throw new StoreException("'" + number + "' is no number of connections");
    }
  }

  /** Cuts bytes into lines. */
  private static final class Lines implements SshOpener.Errors {
    private static final int LONGEST = 1 << 16;

    private final ErrorLines target;
    private final StringBuilder line = new StringBuilder();

    Lines(ErrorLines target) {
      this.target = target;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        char c = (char) (bytes[i] & 255);
        if (c == '\n' || line.length() == LONGEST) {
          target.line(line.toString());
          line.setLength(0);
        }
        if (c != '\n') {
          line.append(c);
        }
      }
    }
  }
}
