package dev.firn.store.cache;

import dev.firn.base.http.Authorizer;
import dev.firn.base.http.HttpOptions;
import dev.firn.base.http.HttpTransfer;
import dev.firn.store.StoreException;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Caches in buckets of S3 and what speaks its protocol: {@code s3://BUCKET?region=...&endpoint=...&profile=...}. */
final class S3 {
  private static final String USUAL_REGION = "us-east-1";

  private S3() {}

  static CacheTransport open(CacheUrl url, HttpOptions http, Map<String, String> environment) {
    String region = orElse(url.get("region"), USUAL_REGION);
    AwsCredentials credentials = AwsCredentials.find(environment, orElse(url.get("profile"), ""));
    Authorizer authorizer =
        credentials == null
            ? Authorizer.NONE
            : new AwsSigner(credentials, region, "s3", InstantSource.system());
    HttpTransfer transfer = new HttpTransfer(http.withAuthorizer(authorizer).withHttp2(false));
    return new HttpTransport(url.base(), CacheOpener.address(address(url, region)), transfer);
  }

  /** Buckets are names of hosts at Amazon, and folders where somebody else serves them, unless the URL says otherwise. */
  static String address(CacheUrl url, String region) {
    String place = url.place();
    int slash = place.indexOf('/');
    String bucket = slash < 0 ? place : place.substring(0, slash);
    String folder = slash < 0 ? "" : place.substring(slash);
    if (bucket.isEmpty()) {
      throw new StoreException("'" + url + "' names no bucket");
    }
    String endpoint = orElse(url.get("endpoint"), "");
    String scheme = orElse(url.get("scheme"), "https");
    String host = endpoint.isEmpty() ? "s3." + region + ".amazonaws.com" : endpoint;
    if (host.contains("://")) {
      scheme = host.substring(0, host.indexOf("://"));
      host = host.substring(host.indexOf("://") + 3);
    }
    return isVirtual(url, bucket, endpoint.isEmpty())
        ? scheme + "://" + bucket + "." + host + folder
        : scheme + "://" + host + "/" + bucket + folder;
  }

  /** Names with dots are no names of hosts that certificates are valid for. */
  private static boolean isVirtual(CacheUrl url, String bucket, boolean amazon) {
    String style = orElse(url.get("addressing-style"), "auto");
    return switch (style) {
      case "auto" -> amazon && bucket.indexOf('.') < 0;
      case "path" -> false;
      case "virtual" -> true;
      default ->
          throw new StoreException(
              "unknown S3 addressing style '" + style + "', expected 'auto', 'path', or 'virtual'");
    };
  }

  private static String orElse(@Nullable String value, String fallback) {
    return value == null ? fallback : value;
  }
}
