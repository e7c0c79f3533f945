package dev.firn.store.cache;

import dev.firn.base.http.HttpOptions;
import dev.firn.base.http.HttpTransfer;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.store.StoreException;
import dev.firn.store.compress.Compression;
import dev.firn.store.compress.Compressor;
import dev.firn.store.narinfo.CacheInfo;
import dev.firn.store.path.StoreDir;
import dev.firn.store.sign.BadKeyException;
import dev.firn.store.sign.SecretKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens binary caches by their URLs: {@code file://}, {@code http://}, {@code https://} and {@code s3://}, with Nix's parameters. Nothing is
 * read or connected before it is needed.
 *
 * @param dir the directory that paths are written with, unless the URL says {@code store=}
 * @param http how requests are made
 * @param local keeps what is read from remote caches; null to keep nothing
 * @param environment the environment, for credentials of S3
 */
public record CacheOpener(
    StoreDir dir, HttpOptions http, @Nullable NarInfoCache local, Map<String, String> environment) {

  /** Whether that is the URL of a binary cache. */
  public static boolean isCache(String url) {
    return url.startsWith("file://")
        || url.startsWith("http://")
        || url.startsWith("https://")
        || url.startsWith("s3://");
  }

  /**
   * The cache at a URL.
   *
   * @throws StoreException if the URL or one of its parameters has not the right form, or a key cannot be read
   */
  public BinaryCache open(String url) {
    return open(CacheUrl.parse(url));
  }

  /**
   * The cache at a URL that was taken apart.
   *
   * @throws StoreException if one of its parameters has not the right form, or a key cannot be read
   */
  public BinaryCache open(CacheUrl url) {
    return new BinaryCache(transport(url), options(url), local);
  }

  private CacheTransport transport(CacheUrl url) {
    switch (url.scheme()) {
      case "file":
        return new DirectoryTransport(BytePaths.of(url.place()));
      case "http", "https":
        return new HttpTransport(url.base(), address(url.base()), new HttpTransfer(http));
      case "s3":
        return S3.open(url, http, environment);
      default:
        throw new StoreException("'" + url.base() + "' is not the URL of a binary cache");
    }
  }

  /** A URL that requests can be made with. */
  static URI address(String url) {
    try {
      URI uri = URI.create(Latin1.toUnicode(url));
      if (uri.getHost() == null) {
        throw new StoreException("'" + url + "' names no host");
      }
      return uri;
    } catch (IllegalArgumentException bad) {
      throw new StoreException("'" + url + "' is not a valid URL", bad);
    }
  }

  private CacheOptions options(CacheUrl url) {
    String store = url.get("store");
    return new CacheOptions(
        store == null ? dir : new StoreDir(store),
        compressor(url),
        url.flag("write-nar-listing", false),
        url.flag("index-debug-info", false),
        keys(url),
        new CacheInfo(
            null,
            url.get("want-mass-query") == null ? null : url.flag("want-mass-query", false),
            url.number("priority")),
        url.flag("trusted", false));
  }

  private static Compressor compressor(CacheUrl url) {
    String name = url.get("compression");
    Compression compression = name == null ? Compression.XZ : Compression.named(name);
    if (compression == null) {
      throw new StoreException("unknown compression method '" + name + "'");
    }
    Integer level = url.number("compression-level");
    boolean parallel = url.flag("parallel-compression", compression == Compression.ZSTD);
    return new Compressor(compression, level == null ? -1 : level, parallel);
  }

  private static List<SecretKey> keys(CacheUrl url) {
    List<SecretKey> keys = new ArrayList<>();
    String one = url.get("secret-key");
    if (one != null) {
      keys.add(key(one));
    }
    String several = url.get("secret-keys");
    if (several != null && !several.isEmpty()) {
      for (String file : several.split(",")) {
        keys.add(key(file));
      }
    }
    return keys;
  }

  private static SecretKey key(String file) {
    try {
      return SecretKey.parse(Latin1.string(Files.readAllBytes(BytePaths.of(file))));
    } catch (IOException failed) {
      throw new StoreException("cannot read the secret key in '" + file + "'", failed);
    } catch (BadKeyException bad) {
      throw new StoreException("file '" + file + "': " + bad.getMessage(), bad);
    }
  }
}
