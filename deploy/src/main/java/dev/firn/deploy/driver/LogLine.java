package dev.firn.deploy.driver;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a log.
 *
 * @param at when it was written; null if that is not known
 * @param text bytes, without the end of the line
 */
public record LogLine(@Nullable Instant at, String text) {}
