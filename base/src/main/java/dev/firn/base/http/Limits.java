package dev.firn.base.http;

import java.time.Duration;

/**
 * What a client grants itself and its servers. Zero is no limit.
 *
 * @param connect how long a connection may take
 * @param stall how long a server may send nothing
 * @param transfers how many downloads and uploads go on at once
 * @param bytesPerSecond how much is downloaded in a second, by all downloads together
 */
public record Limits(Duration connect, Duration stall, int transfers, long bytesPerSecond) {
  /** As Nix does it by default. */
  public static final Limits DEFAULT =
      new Limits(Duration.ofSeconds(15), Duration.ofSeconds(300), 25, 0);
}
