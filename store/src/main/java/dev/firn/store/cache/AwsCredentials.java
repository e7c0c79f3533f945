package dev.firn.store.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who asks a service of Amazon's kind. Printing it does not tell the secret.
 *
 * @param session the token of a session, or null
 */
record AwsCredentials(String id, String secret, @Nullable String session) {
  /** If no profile is named, those of {@code AWS_ACCESS_KEY_ID} or of a profile in {@code ~/.aws/credentials}; null if there are none. */
  static @Nullable AwsCredentials find(Map<String, String> environment, String profile) {
    String id = environment.get("AWS_ACCESS_KEY_ID");
    String secret = environment.get("AWS_SECRET_ACCESS_KEY");
    if (profile.isEmpty() && id != null && secret != null) {
      return new AwsCredentials(id, secret, environment.get("AWS_SESSION_TOKEN"));
    }
    String name = profile.isEmpty() ? environment.getOrDefault("AWS_PROFILE", "default") : profile;
    String file = environment.get("AWS_SHARED_CREDENTIALS_FILE");
    String home = environment.getOrDefault("HOME", "/");
    return ofProfile(file == null ? Path.of(home, ".aws", "credentials") : Path.of(file), name);
  }

  private static @Nullable AwsCredentials ofProfile(Path file, String profile) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException none) {
      return null;
    }
    Map<String, String> values = new HashMap<>();
    boolean wanted = false;
    for (String line : lines) {
      String text = line.strip();
      int equals = text.indexOf('=');
      if (text.startsWith("[")) {
        wanted = text.equals("[" + profile + "]");
      } else if (wanted && equals > 0) {
        values.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
      }
    }
    String id = values.get("aws_access_key_id");
    String secret = values.get("aws_secret_access_key");
    return id == null || secret == null
        ? null
        : new AwsCredentials(id, secret, values.get("aws_session_token"));
  }

  @Override
  public String toString() {
    return id;
  }
}
