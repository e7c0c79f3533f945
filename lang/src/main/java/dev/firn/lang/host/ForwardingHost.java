package dev.firn.lang.host;

import dev.firn.base.text.ErrorReport;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A host that lets another do everything: what a host that changes a part of another begins with. */
public abstract class ForwardingHost implements Host {
  private final Host inner;

  /** A host in front of another. */
  protected ForwardingHost(Host inner) {
    this.inner = inner;
  }

  @Override
  public @Nullable FileKind kind(String path) {
    return inner.kind(path);
  }

  @Override
  public String readFile(String path) {
    return inner.readFile(path);
  }

  @Override
  public OpenFile open(String path) {
    return inner.open(path);
  }

  @Override
  public SortedMap<String, FileKind> readDirectory(String path) {
    return inner.readDirectory(path);
  }

  @Override
  public String readLink(String path) {
    return inner.readLink(path);
  }

  @Override
  public void checkAccess(String path) {
    inner.checkAccess(path);
  }

  @Override
  public void allow(String path) {
    inner.allow(path);
  }

  @Override
  public @Nullable String environment(String name) {
    return inner.environment(name);
  }

  @Override
  public long currentTime() {
    return inner.currentTime();
  }

  @Override
  public @Nullable String home() {
    return inner.home();
  }

  @Override
  public String execute(List<String> command) {
    return inner.execute(command);
  }

  @Override
  public void dependsOnMore() {
    inner.dependsOnMore();
  }

  @Override
  public String storeDirectory() {
    return inner.storeDirectory();
  }

  @Override
  public String copyToStore(String path) {
    return inner.copyToStore(path);
  }

  @Override
  public @Nullable String addressInStore(String path) {
    return inner.addressInStore(path);
  }

  @Override
  public String realise(String text, List<String> context) {
    return inner.realise(text, context);
  }

  @Override
  public List<String> references(String path) {
    return inner.references(path);
  }

  @Override
  public @Nullable StoredDerivation derivation(String path) {
    return inner.derivation(path);
  }

  @Override
  public @Nullable String searchPathRoot(String entry) {
    return inner.searchPathRoot(entry);
  }

  @Override
  public @Nullable String wellKnown(String name) {
    return inner.wellKnown(name);
  }

  @Override
  public void trace(String line) {
    inner.trace(line);
  }

  @Override
  public void report(ErrorReport warning) {
    inner.report(warning);
  }
}
