package dev.firn.store.cache;

import dev.firn.store.compress.Compressor;
import dev.firn.store.narinfo.CacheInfo;
import dev.firn.store.path.StoreDir;
import dev.firn.store.sign.SecretKey;
import java.util.List;

/**
 * How a binary cache is used.
 *
 * @param dir the directory that its paths must be written with
 * @param compressor how archives are compressed that are written to it
 * @param listings whether a list of the files in an archive is written beside it
 * @param debugInfo whether debugging information is indexed by build id
 * @param keys what paths that are written to it are signed with
 * @param told what the user says about it; it takes precedence over what the cache says
 * @param trusted whether paths from it need no signature
 */
public record CacheOptions(
    StoreDir dir,
    Compressor compressor,
    boolean listings,
    boolean debugInfo,
    List<SecretKey> keys,
    CacheInfo told,
    boolean trusted) {}
