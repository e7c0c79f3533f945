package dev.firn.lang.value;

import dev.firn.base.text.ErrorReport;
import dev.firn.lang.host.FileKind;
import dev.firn.lang.host.ForwardingHost;
import dev.firn.lang.host.Host;
import dev.firn.lang.host.StoredDerivation;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The world as a helper sees it: it changes nothing, and sees nothing that the main evaluation may change before it is where the helper is.
 * What is not there may come to be, so helpers never learn that something is missing; what is there, stays.
 */
final class AheadHost extends ForwardingHost {
  private final Host host;
  private final Evaluation helper;

  AheadHost(Host host, Evaluation helper) {
    super(host);
    this.host = host;
    this.helper = helper;
  }

  private <T> T found(@Nullable T answer) {
    if (answer == null) {
      throw new Abandoned();
    }
    return answer;
  }

  @Override
  public FileKind kind(String path) {
    return found(host.kind(path));
  }

  /** What the store directory holds, grows. */
  @Override
  public SortedMap<String, FileKind> readDirectory(String path) {
    if (path.equals("/") || (storeDirectory() + "/").startsWith(path + "/")) {
      throw new Abandoned();
    }
    return host.readDirectory(path);
  }

  @Override
  public void allow(String path) {
    helper.effect(() -> host.allow(path));
  }

  @Override
  public String execute(List<String> command) {
    throw new Abandoned();
  }

  @Override
  public String copyToStore(String path) {
    String address = found(host.addressInStore(path));
    helper.effect(() -> host.copyToStore(path));
    return address;
  }

  @Override
  public String realise(String text, List<String> context) {
    throw new Abandoned();
  }

  /** Something in the store without references may not be a store object yet. */
  @Override
  public List<String> references(String path) {
    List<String> references = host.references(path);
    if (references.isEmpty() && path.startsWith(storeDirectory() + "/")) {
      throw new Abandoned();
    }
    return references;
  }

  @Override
  public @Nullable StoredDerivation derivation(String path) {
    return path.endsWith(".drv") ? found(host.derivation(path)) : host.derivation(path);
  }

  @Override
  public String searchPathRoot(String entry) {
    throw new Abandoned();
  }

  @Override
  public @Nullable String wellKnown(String name) {
    throw new Abandoned();
  }

  @Override
  public void trace(String line) {
    throw new Abandoned();
  }

  @Override
  public void report(ErrorReport warning) {
    throw new Abandoned();
  }
}
