package dev.firn.store.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Expected paths come from Nix. */
class StorePathsTest {
  private static final StoreDir DIR = StoreDir.DEFAULT;
  private static final SortedSet<StorePath> NONE = new TreeSet<>();

  private static StorePath text(String name, String content, SortedSet<StorePath> references) {
    return StorePaths.text(DIR, name, Hash.digest(HashAlgorithm.SHA256, content), references);
  }

  private static String zero(ContentAddressMethod method, HashAlgorithm algorithm) {
    return StorePaths.fixed(DIR, "x", new ContentAddress(method, Hash.zero(algorithm))).baseName();
  }

  @Test
  void textFiles() {
    StorePath f = text("f", "hi", NONE);
    assertEquals("/nix/store/2qrhg0a6v2d6nsxncds6y3pc4l36n9xj-f", DIR.print(f));
    assertEquals(
        "gn48qr23kimj8iyh50jvffjx7335k9fz-file-name",
        text("file-name", "some content", NONE).baseName());
    SortedSet<StorePath> references = new TreeSet<>();
    references.add(f);
    assertEquals(
        "qf4lk90p621ipldvvssvbn4xx7grsiiw-a", text("a", DIR.print(f), references).baseName());
  }

  @Test
  void fixedContent() {
    assertEquals(
        "yplc6kklcg6k8aln037jq8jxq5v92wln-x",
        zero(ContentAddressMethod.FLAT, HashAlgorithm.SHA256));
    assertEquals(
        "130c0ks0fyxky4j4qx02apy69hasc6nf-x", zero(ContentAddressMethod.NAR, HashAlgorithm.SHA256));
    assertEquals(
        "6iwp0kxy9xjyngx9jmknn6vjsg4yf455-x", zero(ContentAddressMethod.NAR, HashAlgorithm.SHA1));
  }

  @Test
  void impossibleContent() {
    References self = new References(NONE, true);
    ContentAddress flat =
        new ContentAddress(ContentAddressMethod.FLAT, Hash.zero(HashAlgorithm.SHA256));
    ContentAddress text =
        new ContentAddress(ContentAddressMethod.TEXT, Hash.zero(HashAlgorithm.SHA256));
    ContentAddress git = new ContentAddress(ContentAddressMethod.GIT, Hash.zero(HashAlgorithm.MD5));
    assertThrows(BadContentAddressException.class, () -> StorePaths.fixed(DIR, "x", flat, self));
    assertThrows(BadContentAddressException.class, () -> StorePaths.fixed(DIR, "x", text, self));
    assertEquals(
        "Git file ingestion must use SHA-1 or SHA-256 hash, but instead using: md5",
        assertThrows(BadContentAddressException.class, () -> StorePaths.fixed(DIR, "x", git))
            .getMessage());
  }

  @Test
  void contentAddressText() {
    String nix32 = "1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s";
    for (String prefix : new String[] {"text:", "fixed:", "fixed:r:", "fixed:git:"}) {
      String text = prefix + "sha256:" + nix32;
      assertEquals(text, ContentAddress.parse(text).text());
    }
    assertEquals(
        "not a content address because it is not in the form '<prefix>:<rest>': abc",
        problem("abc"));
    assertEquals(
        "content address prefix 'foo' is unrecognized. Recogonized prefixes are 'text' or 'fixed'",
        problem("foo:sha256:abc"));
    assertEquals(
        "content address hash must be in form '<algo>:<hash>', but found: fixed:r:sha256",
        problem("fixed:r:sha256"));
  }

  private static String problem(String text) {
    return assertThrows(BadContentAddressException.class, () -> ContentAddress.parse(text))
        .getMessage();
  }

  @Test
  void placeholders() {
    assertEquals(
        "/1rz4g4znpzjwh1xymhjpm42vipw92pr73vdgl6xs1hycac8kf2n9", Placeholder.output("out").text());
    StorePath drv = StorePath.of("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo.drv");
    assertEquals(
        "/0c6rn30q4frawknapgwq386zq358m8r6msvywcvc89n6m5p2dgbz",
        Placeholder.outputOf(drv, "out").text());
    StorePath dynamic = StorePath.of("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo.drv.drv");
    assertEquals(
        "/0gn6agqxjyyalf0dpihgyf49xq5hqxgw100f0wydnj6yqrhqsb3w",
        Placeholder.outputOf(dynamic, "out").outputOfThis("out").text());
  }
}
