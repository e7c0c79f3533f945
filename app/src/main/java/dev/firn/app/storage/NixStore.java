package dev.firn.app.storage;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.NixStoreOptions;
import dev.firn.app.command.Option;
import dev.firn.app.command.UsageException;
import dev.firn.app.serving.ServeOperation;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.store.SignaturePolicy;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.exchange.Exporter;
import dev.firn.store.exchange.Importer;
import dev.firn.store.local.LocalStore;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.References;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import dev.firn.store.sign.SecretKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code nix-store}: one operation, and flags that go with it. */
final class NixStore extends StoreCommand {
  @Override
  int run(CommandLine line, StoreUse use) throws IOException {
    Option operation = line.operation(NixStoreOptions.OPERATIONS);
    List<String> operands = new ArrayList<>(line.operands());
    if (line.has(NixStoreOptions.STDIN)
        && operation != NixStoreOptions.IMPORT
        && operation != NixStoreOptions.RESTORE
        && operation != NixStoreOptions.SERVE) {
      operands.addAll(words(use));
    }
    return run(operation, new NixStoreCall(line, use, operands));
  }

  private static List<String> words(StoreUse use) throws IOException {
    List<String> words = new ArrayList<>();
    for (String word : Latin1.string(use.input().readAllBytes()).split("\\s+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static int run(Option operation, NixStoreCall call) throws IOException {
    switch (operation.name()) {
      case "realise" -> {
        return RealiseOperation.run(call);
      }
      case "gc" -> Collecting.collect(call);
      case "delete" -> Collecting.delete(call);
      case "query" -> new Queries(call).run();
      case "add" -> add(call);
      case "add-fixed" -> addFixed(call);
      case "print-fixed-path" -> printFixedPath(call);
      case "dump" -> dump(call);
      case "restore" -> restore(call);
      case "export" -> export(call);
      case "import" -> importPaths(call);
      case "read-log" -> readLog(call);
      case "print-env" -> printEnvironment(call);
      case "generate-binary-cache-key" -> generateKey(call);
      case "init" -> initialise(call);
      case "serve" -> serve(call);
      default -> {
        return Upkeep.run(operation, call);
      }
    }
    return 0;
  }

  private static void serve(NixStoreCall call) throws IOException {
    call.allow(null, NixStoreOptions.WRITE);
    call.noOperands("no arguments expected");
    StoreUse use = call.use();
    ServeOperation.run(call.has(NixStoreOptions.WRITE), use.settings(), use.surroundings());
  }

  private static void add(NixStoreCall call) throws IOException {
    call.allow("unknown flag");
    for (String file : call.operands()) {
      add(call, file, ContentAddressMethod.NAR, HashAlgorithm.SHA256);
    }
  }

  private static void add(
      NixStoreCall call, String file, ContentAddressMethod method, HashAlgorithm algorithm)
      throws IOException {
    StorePath path =
        call.use()
            .store()
            .addTree(
                baseName(file),
                call.use().tree(file),
                TreeFilter.ALL,
                method,
                algorithm,
                new TreeSet<>());
    call.use().store().flush();
    call.line(call.use().print(path));
  }

  private static String baseName(String file) {
    int end = file.length();
    while (end > 1 && file.charAt(end - 1) == '/') {
      end--;
    }
    return file.substring(file.lastIndexOf('/', end - 1) + 1, end);
  }

  private static ContentAddressMethod method(NixStoreCall call) {
    return call.has(NixStoreOptions.RECURSIVE)
        ? ContentAddressMethod.NAR
        : ContentAddressMethod.FLAT;
  }

  private static void addFixed(NixStoreCall call) throws IOException {
    call.allow(null, NixStoreOptions.RECURSIVE);
    if (call.operands().isEmpty()) {
      throw new UsageException("first argument must be hash algorithm");
    }
    HashAlgorithm algorithm = HashAlgorithm.parse(call.operands().getFirst());
    for (String file : call.operands().subList(1, call.operands().size())) {
      add(call, file, method(call), algorithm);
    }
  }

  private static void printFixedPath(NixStoreCall call) {
    call.allow(null, NixStoreOptions.RECURSIVE);
    List<String> operands = call.operands();
    if (operands.size() != 3) {
      throw new UsageException("'--print-fixed-path' requires three arguments");
    }
    Hash hash = Hash.parse(operands.get(1), HashAlgorithm.parse(operands.getFirst()));
    call.line(
        call.use()
            .print(
                StorePaths.fixed(
                    call.use().dir(),
                    operands.get(2),
                    new ContentAddress(method(call), hash),
                    References.NONE)));
  }

  private static void dump(NixStoreCall call) throws IOException {
    call.allow("unknown flag");
    NarWriter.write(
        call.use().tree(call.only("only one argument allowed")), call.use().output().stream());
  }

  private static void restore(NixStoreCall call) throws IOException {
    call.allow("unknown flag");
    call.use().restore(call.only("only one argument allowed"));
  }

  private static void export(NixStoreCall call) throws IOException {
    call.allow(null);
    Exporter.write(
        call.use().store(), call.use().paths(call.operands()), call.use().output().stream());
  }

  private static void importPaths(NixStoreCall call) throws IOException {
    call.allow(null);
    call.noOperands("no arguments expected");
    List<StorePath> paths =
        Importer.read(call.use().store(), SignaturePolicy.NONE, call.use().input());
    call.use().store().flush();
    call.use().list(paths);
  }

  private static void readLog(NixStoreCall call) throws IOException {
    call.allow("unknown flag");
    LogCommand.print(call.operands(), call.use());
  }

  private static void printEnvironment(NixStoreCall call) {
    call.allow("unknown flag");
    String operand = call.only("'--print-env' requires one derivation store path");
    Derivation derivation = call.use().store().readDerivation(call.use().dir().parse(operand));
    derivation
        .environment()
        .forEach((name, value) -> call.line("export " + name + "; " + name + "=" + quote(value)));
    call.line("export _args; _args=" + quote(String.join(" ", derivation.arguments())));
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Makes the store, if it is not there. */
  private static void initialise(NixStoreCall call) {
    call.noOperands("no arguments expected");
    if (call.use().store() instanceof LocalStore local) {
      local.create();
    }
  }

  private static void generateKey(NixStoreCall call) throws IOException {
    call.allow(null);
    List<String> operands = call.operands();
    if (operands.size() != 3) {
      throw new UsageException("three arguments expected");
    }
    SecretKey key = SecretKey.generate(operands.getFirst());
    KeyFiles.write(call.use().file(operands.get(2)), Latin1.bytes(key.publicKey().text()), false);
    KeyFiles.write(call.use().file(operands.get(1)), Latin1.bytes(key.secretText()), true);
  }

  /** What an operation is called with. */
  record NixStoreCall(CommandLine arguments, StoreUse use, List<String> operands) {
    boolean has(Option option) {
      return arguments.has(option);
    }

    /** Prints a line. */
    void line(String text) {
      use.output().line(text);
    }

    /**
     * Refuses flags that do not go with the operation.
     *
     * @param message what is said about others; null for naming them
     */
    void allow(@Nullable String message, Option... flags) {
      List<Option> allowed = List.of(flags);
      for (CommandLine.Given given : arguments.given()) {
        if (NixStoreOptions.isFlag(given.option()) && !allowed.contains(given.option())) {
          throw new UsageException(
              message == null ? "unknown flag '" + given.word() + "'" : message);
        }
      }
    }

    void noOperands(String message) {
      if (!operands.isEmpty()) {
        throw new UsageException(message);
      }
    }

    String only(String message) {
      if (operands.size() != 1) {
        throw new UsageException(message);
      }
      return operands.getFirst();
    }
  }
}
