package dev.firn.realise.build.builtin;

import dev.firn.base.http.HttpOptions;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.local.LocalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Makes what a derivation describes without a program. */
@FunctionalInterface
public interface BuiltinBuilder {
  /**
   * What to make.
   *
   * @param derivation what describes it
   * @param store where its inputs are
   * @param out where its output has to be made; nothing is there
   * @param http how requests are made
   * @param mirrors URLs of mirrors where files are found by their hash
   * @param warnings is told what people should know, a line each
   */
  record Order(
      Derivation derivation,
      LocalStore store,
      Path out,
      HttpOptions http,
      List<String> mirrors,
      Consumer<String> warnings) {
    /**
     * The value of a variable of the derivation.
     *
     * @throws IOException with Nix's message, if it has none
     */
    String variable(String name) throws IOException {
      String value = derivation.environment().get(name);
      if (value == null) {
        throw new IOException("attribute '" + name + "' missing");
      }
      return value;
    }
  }

  /**
   * Makes the output.
   *
   * @throws IOException with what people should know, if it cannot be made
   * @throws dev.firn.store.StoreException likewise
   * @throws dev.firn.lang.error.EvalError likewise
   */
  void build(Order order) throws IOException;
}
