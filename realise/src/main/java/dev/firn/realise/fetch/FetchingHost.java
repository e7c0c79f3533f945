package dev.firn.realise.fetch;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.host.ForwardingHost;
import dev.firn.lang.host.Host;
import dev.firn.lang.host.SearchPathUrls;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.realise.instantiate.StoreErrors;
import dev.firn.store.path.StorePath;
import org.jspecify.annotations.Nullable;

/** A host whose search path may name archives by their URLs. */
public final class FetchingHost extends ForwardingHost {
  private final EvaluationStore store;

  /** A host that fetches into a store. */
  public FetchingHost(Host inner, EvaluationStore store) {
    super(inner);
    this.store = store;
  }

  @Override
  public @Nullable String searchPathRoot(String entry) {
    if (SearchPathUrls.isUrl(entry)) {
      try {
        return fetched(SearchPathUrls.resolve(entry));
      } catch (EvalError error) {
        // The entry is left out, with a warning by the host behind.
        return super.searchPathRoot(entry);
      }
    }
    return super.searchPathRoot(entry);
  }

  /** Fetches an archive, and gives the store path of what was in it. */
  private String fetched(String url) {
    dependsOnMore();
    try {
      StorePath path = Fetches.tarball(url, "source", null, store);
      String full = store.dir().print(path);
      allow(full);
      return full;
    } catch (RuntimeException failure) {
      throw StoreErrors.of(failure);
    }
  }
}
