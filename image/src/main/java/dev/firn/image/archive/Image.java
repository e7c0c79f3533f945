package dev.firn.image.archive;

import dev.firn.base.json.Json;
import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An image: layers and a configuration. Its archive is an OCI image layout (https://github.com/opencontainers/image-spec) and, with one
 * more file, also what {@code docker load} of every version reads.
 *
 * @param name what engines call it, such as {@code firn-host:1}
 * @param layers from the bottom up
 * @param labels for engines and people
 */
public record Image(String name, List<Layer> layers, SortedMap<String, String> labels) {
  private static final String BLOBS = "blobs/sha256/";

  /** Copies the layers. */
  public Image {
    layers = List.copyOf(layers);
  }

  /** The hash of its configuration, by which engines know it: {@code sha256:...}. */
  public String id() {
    return Layer.digest(configuration());
  }

  /**
   * Writes the archive.
   *
   * @param known how many of the layers, from the bottom up, are left out because the engine that gets it has them
   */
  public void writeTo(OutputStream stream, int known) throws IOException {
    try (LayerWriter out = new LayerWriter(stream)) {
      out.directory("blobs", 0755).directory("blobs/sha256", 0755);
      byte[] configuration = configuration();
      byte[] manifest = manifest(configuration);
      out.file(blob(Layer.digest(configuration)), 0644, configuration)
          .file(blob(Layer.digest(manifest)), 0644, manifest);
      for (Layer layer : layers.subList(known, layers.size())) {
        layer.writeTo(out.startFile(blob(layer.digest()), 0644, layer.size()));
        out.endFile();
      }
      out.file("oci-layout", 0644, bytes(Json.object(Map.of("imageLayoutVersion", text("1.0.0")))));
      out.file("index.json", 0644, index(manifest));
      out.file("manifest.json", 0644, forDocker(configuration));
    }
  }

  private static String blob(String digest) {
    return BLOBS + digest.substring(digest.indexOf(':') + 1);
  }

  private static Json text(String text) {
    return new Json.Str(text);
  }

  private static byte[] bytes(Json json) {
    return Latin1.bytes(json.print());
  }

  private byte[] configuration() {
    List<Json> digests = layers.stream().map(layer -> text(layer.digest())).toList();
    SortedMap<String, Json> all = new TreeMap<>();
    labels.forEach((name, value) -> all.put(name, text(value)));
    return bytes(
        Json.object(
            Map.of(
                "architecture",
                text(architecture()),
                "os",
                text("linux"),
                "config",
                Json.object(Map.of("Labels", Json.object(all))),
                "rootfs",
                Json.object(Map.of("type", text("layers"), "diff_ids", new Json.Array(digests))))));
  }

  /** That of this machine, as Go calls it. */
  private static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      case String other -> other;
    };
  }

  private static Json descriptor(String type, byte[] content) {
    return descriptor(type, Layer.digest(content), content.length);
  }

  private static Json descriptor(String type, String digest, long size) {
    return Json.object(
        Map.of(
            "mediaType",
            text("application/vnd.oci.image." + type),
            "digest",
            text(digest),
            "size",
            new Json.Int(size)));
  }

  private byte[] manifest(byte[] configuration) {
    List<Json> all =
        layers.stream()
            .map(layer -> descriptor("layer.v1.tar", layer.digest(), layer.size()))
            .toList();
    return bytes(
        Json.object(
            Map.of(
                "schemaVersion",
                new Json.Int(2),
                "mediaType",
                text("application/vnd.oci.image.manifest.v1+json"),
                "config",
                descriptor("config.v1+json", configuration),
                "layers",
                new Json.Array(all))));
  }

  private byte[] index(byte[] manifest) {
    SortedMap<String, Json> image =
        new TreeMap<>(((Json.Obj) descriptor("manifest.v1+json", manifest)).members());
    image.put(
        "annotations",
        Json.object(
            Map.of(
                "io.containerd.image.name", text("docker.io/library/" + name),
                "org.opencontainers.image.ref.name", text(name.substring(name.indexOf(':') + 1)))));
    return bytes(
        Json.object(
            Map.of(
                "schemaVersion",
                new Json.Int(2),
                "manifests",
                new Json.Array(List.of(Json.object(image))))));
  }

  private byte[] forDocker(byte[] configuration) {
    List<Json> paths = layers.stream().map(layer -> text(blob(layer.digest()))).toList();
    return bytes(
        new Json.Array(
            List.of(
                Json.object(
                    Map.of(
                        "Config",
                        text(blob(Layer.digest(configuration))),
                        "RepoTags",
                        new Json.Array(List.of(text(name))),
                        "Layers",
                        new Json.Array(paths))))));
  }
}
