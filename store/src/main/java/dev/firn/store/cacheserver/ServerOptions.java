package dev.firn.store.cacheserver;

import dev.firn.store.compress.Compressor;
import dev.firn.store.sign.SecretKey;
import java.util.List;

/**
 * How a store is served.
 *
 * @param compressor how archives are compressed while they are sent; only what is not compressed has a known length and can be had in parts
 * @param keys what descriptions are signed with
 * @param priority what clients are told about the order in which to ask caches; lower is first
 */
public record ServerOptions(Compressor compressor, List<SecretKey> keys, int priority) {}
