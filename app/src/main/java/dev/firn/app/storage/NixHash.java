package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.NixOldCommands;
import dev.firn.app.command.Option;
import dev.firn.base.hash.Digest;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.hash.HashFormat;
import dev.firn.base.sys.BytePaths;
import dev.firn.store.StoreException;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.NarWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code nix-hash}. */
final class NixHash extends StoreCommand {
  private static final int TRUNCATED = 20;
  private static final List<Option> CONVERSIONS =
      List.of(
          NixOldCommands.TO_BASE16,
          NixOldCommands.TO_BASE32,
          NixOldCommands.TO_BASE64,
          NixOldCommands.TO_SRI);

  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    String type = line.value(NixOldCommands.TYPE);
    HashAlgorithm algorithm = type == null ? null : HashAlgorithm.parse(type);
    HashFormat format = format(line);
    for (String operand : line.operands()) {
      Hash hash =
          converts(line)
              ? Hash.parse(operand, algorithm)
              : hash(use, operand, algorithm, line.has(NixOldCommands.FLAT));
      boolean folds = line.has(NixOldCommands.TRUNCATE) && !converts(line);
      use.output().line(folds ? folded(hash, format) : text(hash, format));
    }
    return 0;
  }

  private static boolean converts(CommandLine line) {
    for (Option conversion : CONVERSIONS) {
      if (line.has(conversion)) {
        return true;
      }
    }
    return false;
  }

  /** The last option about it counts. */
  private static HashFormat format(CommandLine line) {
    HashFormat format = HashFormat.BASE16;
    for (CommandLine.Given given : line.given()) {
      format =
          switch (given.option().name()) {
            case "base16", "to-base16" -> HashFormat.BASE16;
            case "base32", "to-base32" -> HashFormat.NIX32;
            case "base64", "to-base64" -> HashFormat.BASE64;
            case "sri", "to-sri" -> HashFormat.SRI;
            default -> format;
          };
    }
    return format;
  }

  private static String text(Hash hash, HashFormat format) {
    return hash.format(format);
  }

  /** A hash of the same algorithm with fewer bytes: hashes of that size are those of SHA-1. */
  private static String folded(Hash hash, HashFormat format) {
    if (hash.algorithm().size() <= TRUNCATED) {
      return text(hash, format);
    }
    String text = text(Hash.of(HashAlgorithm.SHA1, hash.compress(TRUNCATED)), format);
    return format == HashFormat.SRI
        ? hash.algorithm().text() + text.substring(text.indexOf('-'))
        : text;
  }

  private static Hash hash(
      StoreUse use, String operand, @Nullable HashAlgorithm given, boolean flat)
      throws IOException {
    Path file = use.file(operand);
    HashAlgorithm algorithm = given == null ? HashAlgorithm.MD5 : given;
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new StoreException("path '" + BytePaths.bytes(file) + "' does not exist");
    }
    if (flat) {
      try (InputStream content = Files.newInputStream(file)) {
        return Digest.of(algorithm).update(content).finish();
      }
    }
    HashingStream archive = new HashingStream(algorithm);
    NarWriter.write(use.tree(operand), archive);
    return archive.finish();
  }
}
