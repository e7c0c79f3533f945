package dev.firn.image.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.base.json.Json;
import dev.firn.base.text.Latin1;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

class ImageTest {
  private static final String LONG = "d/".repeat(80) + "\u00ff";

  private static Layer layer() throws Exception {
    return Layer.of(layer ->
        layer
            .directory("tmp", 01777)
            .file("a", 0755, Latin1.bytes("text"))
            .symlink("link", "usr/\u00e4")
            .symlink(LONG, LONG));
  }

  private static byte[] archive(Layer layer) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    layer.writeTo(out);
    assertEquals(layer.size(), out.size());
    assertEquals(layer.digest(), Layer.digest(out.toByteArray()));
    return out.toByteArray();
  }

  private static byte[] archive(Image image, int known) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    image.writeTo(out, known);
    return out.toByteArray();
  }

  private static Map<String, String> read(byte[] archive) throws Exception {
    Map<String, String> read = new TreeMap<>();
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(new ByteArrayInputStream(archive), "ISO-8859-1")) {
      for (TarArchiveEntry one = in.getNextEntry(); one != null; one = in.getNextEntry()) {
        assertEquals(0, one.getLongUserId());
        assertEquals(1000, one.getLastModifiedDate().getTime());
        String content =
            one.isSymbolicLink() ? "-> " + one.getLinkName() : Latin1.string(in.readAllBytes());
        read.put(one.getName(), Integer.toOctalString(one.getMode()) + " " + content);
      }
    }
    return read;
  }

  @Test
  void aLayerKeepsLinksBytesAndModes() throws Exception {
    assertEquals(
        Map.of(
            "tmp/", "1777 ", "a", "755 text", "link", "777 -> usr/\u00e4", LONG, "777 -> " + LONG),
        read(archive(layer())));
  }

  @Test
  void theSameFilesAreTheSameImage() throws Exception {
    Image one = new Image("a:1", List.of(layer()), new TreeMap<>(Map.of("l", "v")));
    Image other = new Image("a:1", List.of(layer()), new TreeMap<>(Map.of("l", "v")));
    assertArrayEquals(archive(one, 0), archive(other, 0));
  }

  @Test
  void everyDigestLeadsToItsContent() throws Exception {
    Image image = new Image("a:1", List.of(layer()), new TreeMap<>());
    Map<String, String> files = read(archive(image, 0));
    Json.Obj index = (Json.Obj) Json.parse(files.get("index.json").substring("644 ".length()));
    Json.Obj entry = (Json.Obj) ((Json.Array) index.get("manifests")).members().getFirst();
    Json.Obj manifest = blob(files, entry);
    Json.Obj configuration = blob(files, manifest.get("config"));
    assertTrue(configuration.print().contains(layer().digest()));
    assertEquals(
        image.id(), ((Json.Str) ((Json.Obj) manifest.get("config")).get("digest")).value());
    assertTrue(files.get("manifest.json").contains("\"RepoTags\":[\"a:1\"]"));
  }

  @Test
  void layersThatAreKnownAreLeftOut() throws Exception {
    Layer other = Layer.of(layer -> layer.directory("b", 0755));
    Image image = new Image("a:1", List.of(layer(), other), new TreeMap<>());
    Map<String, String> all = read(archive(image, 0));
    Map<String, String> some = read(archive(image, 1));
    all.remove("blobs/" + layer().digest().replace(':', '/'));
    assertEquals(all, some);
  }

  private static Json.Obj blob(Map<String, String> files, Json descriptor) {
    String digest = ((Json.Str) ((Json.Obj) descriptor).get("digest")).value();
    String text = files.get("blobs/" + digest.replace(':', '/')).substring("644 ".length());
    assertEquals(digest, Layer.digest(Latin1.bytes(text)));
    assertEquals(new Json.Int(text.length()), ((Json.Obj) descriptor).get("size"));
    return (Json.Obj) Json.parse(text);
  }
}
