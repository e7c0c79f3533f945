package dev.firn.store.cache;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.http.Authorizer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as services of Amazon's kind ask for ("Signature Version 4"). The content is not signed: what is uploaded carries hashes
 * and signatures of its own.
 */
final class AwsSigner implements Authorizer {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final AwsCredentials credentials;
  private final String region;
  private final String service;
  private final InstantSource clock;

  AwsSigner(AwsCredentials credentials, String region, String service, InstantSource clock) {
    this.credentials = credentials;
    this.region = region;
    this.service = service;
    this.clock = clock;
  }

  @Override
  public void authorize(String method, URI uri, BiConsumer<String, String> header) {
    Instant now = clock.instant();
    Map<String, String> signed = new TreeMap<>();
    signed.put("x-amz-content-sha256", UNSIGNED);
    signed.put("x-amz-date", TIME.format(now));
    if (credentials.session() != null) {
      signed.put("x-amz-security-token", credentials.session());
    }
    signed.forEach(header);
    signed.put("host", host(uri));
    header.accept("Authorization", authorization(method, uri, signed, TIME.format(now), UNSIGNED));
  }

  private static String host(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  /** The value of the header, over those other headers; their names are in lower case. */
  String authorization(
      String method, URI uri, Map<String, String> headers, String time, String payload) {
    String date = time.substring(0, 8);
    String scope = date + "/" + region + "/" + service + "/aws4_request";
    String names = String.join(";", headers.keySet());
    StringBuilder request = new StringBuilder(method).append('\n');
    request.append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath()).append('\n');
    request.append(query(uri)).append('\n');
    headers.forEach((name, value) -> request.append(name).append(':').append(value).append('\n'));
    request.append('\n').append(names).append('\n').append(payload);
    String text =
        ALGORITHM
            + "\n"
            + time
            + "\n"
            + scope
            + "\n"
            + Hash.digest(HashAlgorithm.SHA256, request.toString()).base16();
    byte[] key = hmac(bytes("AWS4" + credentials.secret()), date);
    key = hmac(hmac(hmac(key, region), service), "aws4_request");
    return ALGORITHM
        + " Credential="
        + credentials.id()
        + "/"
        + scope
        + ", SignedHeaders="
        + names
        + ", Signature="
        + HexFormat.of().formatHex(hmac(key, text));
  }

  /** Parameters in the order of their names. */
  private static String query(URI uri) {
    String query = uri.getRawQuery();
    if (query == null || query.isEmpty()) {
      return "";
    }
    String[] parts = query.split("&");
    for (int i = 0; i < parts.length; i++) {
      parts[i] = parts[i].contains("=") ? parts[i] : parts[i] + "=";
    }
    Arrays.sort(parts);
    return String.join("&", parts);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this JDK has no HMAC-SHA256", impossible);
    }
  }
}
