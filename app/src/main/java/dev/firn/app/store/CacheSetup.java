package dev.firn.app.store;

import dev.firn.app.settings.Directories;
import dev.firn.app.settings.Environment;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.base.http.Authorizer;
import dev.firn.base.http.HttpOptions;
import dev.firn.base.http.Limits;
import dev.firn.base.http.Netrc;
import dev.firn.base.http.Retries;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.store.StoreException;
import dev.firn.store.cache.BinaryCache;
import dev.firn.store.cache.CacheOpener;
import dev.firn.store.cache.CacheUrl;
import dev.firn.store.cache.NarInfoCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens binary caches as the settings say: {@code https://}, {@code http://}, {@code file://}, {@code s3://}. */
public final class CacheSetup implements StoreScheme {
  private static final List<String> CREDENTIALS =
      List.of(
          "HOME",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_PROFILE",
          "AWS_SHARED_CREDENTIALS_FILE");

  @Override
  public BinaryCache open(StoreUri uri, StoreSetup setup) {
    Settings settings = setup.settings();
    CacheOpener opener =
        new CacheOpener(
            setup.dir(uri),
            http(setup),
            answers(settings, setup.environment()),
            credentials(setup.environment()));
    return opener.open(new CacheUrl(uri.toString(), uri.parameters()));
  }

  /** How requests are made. */
  public static HttpOptions http(StoreSetup setup) {
    Settings settings = setup.settings();
    String suffix = settings.text(Setting.USER_AGENT_SUFFIX);
    return new HttpOptions(
        retries(settings),
        limits(settings),
        settings.isOn(Setting.HTTP2),
        suffix.isEmpty() ? "firn" : "firn " + suffix,
        netrc(settings),
        certificates(setup));
  }

  private static Retries retries(Settings settings) {
    return new Retries(
        Math.clamp(settings.number(Setting.FILETRANSFER_RETRY_ATTEMPTS), 1, 1000),
        Duration.ofMillis(settings.number(Setting.FILETRANSFER_RETRY_DELAY)),
        Duration.ofMillis(settings.number(Setting.FILETRANSFER_RETRY_DELAY_RATE_LIMITED)),
        Duration.ofMillis(settings.number(Setting.FILETRANSFER_RETRY_MAX_DELAY)),
        settings.isOn(Setting.FILETRANSFER_RETRY_JITTER));
  }

  private static Limits limits(Settings settings) {
    return new Limits(
        Duration.ofSeconds(settings.number(Setting.CONNECT_TIMEOUT)),
        Duration.ofSeconds(settings.number(Setting.STALLED_DOWNLOAD_TIMEOUT)),
        Math.clamp(settings.number(Setting.HTTP_CONNECTIONS), 0, 1 << 16),
        1024 * Math.clamp(settings.number(Setting.DOWNLOAD_SPEED), 0, 1L << 40));
  }

  private static @Nullable Path certificates(StoreSetup setup) {
    String file = setup.settings().textOrNull(Setting.SSL_CERT_FILE);
    if (file == null) {
      file = setup.environment().nonEmpty("NIX_SSL_CERT_FILE");
    }
    return file == null ? null : BytePaths.of(file);
  }

  /** A file that is not there has no credentials. */
  private static Authorizer netrc(Settings settings) {
    String file = settings.text(Setting.NETRC_FILE);
    String name = file.isEmpty() ? "/etc/nix/netrc" : file;
    try {
      return Netrc.parse(Latin1.string(Files.readAllBytes(BytePaths.of(name))));
    } catch (NoSuchFileException none) {
      return Authorizer.NONE;
    } catch (IOException failed) {
      if (file.isEmpty()) {
        return Authorizer.NONE;
      }
      throw new StoreException("cannot read the netrc file '" + name + "'", failed);
    }
  }

  private static NarInfoCache answers(Settings settings, Environment environment) {
    return new NarInfoCache(
        BytePaths.of(Directories.firnCache(environment) + "/narinfo-1"),
        new NarInfoCache.Lifetimes(
            Duration.ofSeconds(settings.number(Setting.NARINFO_CACHE_META_TTL)),
            Duration.ofSeconds(settings.number(Setting.NARINFO_CACHE_POSITIVE_TTL)),
            Duration.ofSeconds(settings.number(Setting.NARINFO_CACHE_NEGATIVE_TTL))),
        InstantSource.system());
  }

  private static Map<String, String> credentials(Environment environment) {
    Map<String, String> found = new HashMap<>();
    for (String name : CREDENTIALS) {
      String value = environment.get(name);
      if (value != null) {
        found.put(name, value);
      }
    }
    return found;
  }
}
