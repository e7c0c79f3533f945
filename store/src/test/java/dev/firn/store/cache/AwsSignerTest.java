package dev.firn.store.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AwsSignerTest {
  private static final AwsCredentials CREDENTIALS =
      new AwsCredentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null);
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  /** The example "GET Object" in Amazon's description of the signatures. */
  @Test
  void theExampleOfTheDescriptionIsSignedAsThere() {
    AwsSigner signer = new AwsSigner(CREDENTIALS, "us-east-1", "s3", InstantSource.system());
    Map<String, String> headers = new TreeMap<>();
    headers.put("host", "examplebucket.s3.amazonaws.com");
    headers.put("range", "bytes=0-9");
    headers.put("x-amz-content-sha256", EMPTY);
    headers.put("x-amz-date", "20130524T000000Z");

    String value =
        signer.authorization(
            "GET",
            URI.create("https://examplebucket.s3.amazonaws.com/test.txt"),
            headers,
            "20130524T000000Z",
            EMPTY);

    assertTrue(
        value.endsWith(
            "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
        value);
  }

  @Test
  void headersAreAdded() {
    AwsSigner signer = new AwsSigner(CREDENTIALS, "us-east-1", "s3", InstantSource.system());
    Map<String, String> added = new HashMap<>();

    signer.authorize("PUT", URI.create("http://127.0.0.1:9000/b/x"), added::put);

    assertEquals("UNSIGNED-PAYLOAD", added.get("x-amz-content-sha256"));
    assertTrue(
        added.get("Authorization").contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date,"));
    assertFalse(CREDENTIALS.toString().contains("wJalr"));
  }

  @Test
  void bucketsHaveTheirAddresses() {
    assertEquals("https://b.s3.eu-1.amazonaws.com/f", address("s3://b/f?region=eu-1"));
    assertEquals(
        "https://s3.eu-1.amazonaws.com/b", address("s3://b?region=eu-1&addressing-style=path"));
    assertEquals("https://s3.eu-1.amazonaws.com/b.c", address("s3://b.c?region=eu-1"));
    assertEquals("http://localhost:9000/b", address("s3://b?endpoint=http://localhost:9000"));
    assertEquals("http://minio:9000/b", address("s3://b?endpoint=minio:9000&scheme=http"));
  }

  private static String address(String url) {
    return S3.address(CacheUrl.parse(url), "eu-1");
  }
}
