package dev.firn.lang.builtins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Deep;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.TestSettings;
import dev.firn.lang.host.ForwardingHost;
import dev.firn.lang.host.Host;
import dev.firn.lang.host.MemoryHost;
import dev.firn.lang.host.StoredDerivation;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Stacks;
import dev.firn.lang.value.ValuePrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The builtins that look at the world, in a world of memory. */
class WorldBuiltinsTest {
  private static final String DRV = "/nix/store/5wq5jx7219pmi3xklyhl77fjbqvy6qaj-x.drv";
  private static final String OUT = "/nix/store/gwwjwi08fyrbrz2d8zkfvy65nzzq2czp-x";

  private final MemoryHost files =
      new MemoryHost("/nix/store", 7)
          .file("/w/a.nix", "1 + x")
          .file("/w/b.nix", "import ./sub")
          .file("/w/sub/default.nix", "[ ./. (import ../../real/c.nix) ]")
          .file("/real/c.nix", "./here")
          .link("/w/c.nix", "../real/c.nix")
          .link("/w/s", "sub")
          .link("/w/loop", "loop")
          .file("/w/zero", "a\0b")
          .variable("V", "value");

  private EvalSettings settings(String... searchPath) {
    return new TestSettings().system("riscv64-linux").searchPath(searchPath).nativeCode().get();
  }

  private String print(String expression) {
    return print(expression, files, "pre=/w", "/w/sub");
  }

  private String print(String expression, Host host, String... searchPath) {
    List<BuiltinLibrary> libraries = new ArrayList<>(PureBuiltins.all());
    libraries.addAll(WorldBuiltins.all());
    Evaluator evaluator = new Evaluator(host, settings(searchPath), libraries);
    return Stacks.call(() -> {
      Evaluation ev = evaluator.evaluation();
      return ValuePrinter.print(
          Deep.force(evaluator.evalString(expression, "/w"), ev), ValuePrinter.Options.TRACE, ev);
    });
  }

  private String error(String expression) {
    return assertThrows(EvalError.class, () -> print(expression), expression).text();
  }

  @Test
  void imports() {
    assertEquals("[ /w/sub /real/here ]", print("import ./b.nix"));
    assertEquals("/real/here", print("import ./c.nix"), "relative to where the file really is");
    assertEquals("[ /w/sub /real/here ]", print("import ./s"));
    assertEquals("3", print("scopedImport { x = 2; } ./a.nix"));
    assertEquals("undefined variable 'x'", error("import ./a.nix"));
    assertEquals(
        "too many symbolic links encountered while traversing the path '/w/loop'",
        error("import ./loop"));
  }

  @Test
  void eachFileIsEvaluatedOnce() {
    files.file("/w/t.nix", "builtins.trace \"once\" 1");
    print("import ./t.nix + import (./. + \"/t.nix\") + import /w/sub/../t.nix");
    assertEquals(List.of("trace: once"), files.messages());
    print("let i = scopedImport { }; in i ./t.nix + i ./t.nix");
    assertEquals(3, files.messages().size(), "but with a scope every time");
  }

  @Test
  void reading() {
    assertEquals("\"1 + x\"", print("builtins.readFile ./a.nix"));
    assertEquals("{ \"default.nix\" = \"regular\"; }", print("builtins.readDir ./s"));
    assertEquals("\"symlink\"", print("builtins.readFileType ./s"));
    assertEquals(
        "path '/w/s' (or its ancestor) is a symlink",
        error("builtins.readFileType ./s/default.nix"));
    assertEquals(
        "the contents of the file '/w/zero' cannot be represented as a Nix string",
        error("builtins.readFile ./zero"));
    assertEquals(
        "[ true true false true false ]",
        print("map builtins.pathExists [ ./s \"/w/s/\" \"/w/c.nix/\" ./loop ./none ]"));
    assertEquals("infinite symlink recursion in path '/w/loop'", error("builtins.readFile ./loop"));
    files.file("/w/bar", "bar\n");
    assertEquals(
        "\"e242ed3bffccdf271b7fbaf34ed72d089537b42f\"", print("builtins.hashFile \"sha1\" ./bar"));
  }

  @Test
  void searching() {
    assertEquals("/w/a.nix", print("<pre/a.nix>"));
    assertEquals("/w/sub/default.nix", print("<default.nix>"));
    assertEquals("/w/sub", print("<pre/s>"), "links are followed");
    assertEquals("1", print("let __findFile = p: n: 1; in <x>"));
    assertEquals(
        "[ { path = \"/w\"; prefix = \"pre\"; } { path = \"/w/sub\"; prefix = \"\"; } ]",
        print("builtins.nixPath"));
    assertEquals(
        "file 'pre/none' was not found in the Nix search path (add it using $NIX_PATH or -I)",
        error("<pre/none>"));
    assertEquals("attribute 'path' missing", error("builtins.findFile [ { } ] \"x\""));
    print("builtins.tryEval <gone/x>", files, "gone=/nowhere");
    assertEquals(
        List.of("warning: Nix search path entry '/nowhere' does not exist, ignoring"),
        files.messages());
  }

  @Test
  void surroundings() {
    assertEquals(
        "[ \"value\" \"\" 7 \"riscv64-linux\" \"/nix/store\" \"/b\" ]",
        print(
            "with builtins; [ (getEnv \"V\") (getEnv \"none\") currentTime currentSystem storeDir"
                + " (toPath \"/a/../b\") ]"));
  }

  @Test
  void whatPathsMentionIsMadeFirst() {
    String path =
        "(builtins.appendContext \""
            + OUT
            + "/f\" { \""
            + DRV
            + "\" = { outputs = [ \"out\" ]; }; })";
    assertEquals("path '" + DRV + "' is not valid", error("builtins.readFile " + path));
    List<String> asked = new ArrayList<>();
    Host making =
        new ForwardingHost(files.file("/real/made", "made")) {
          @Override
          public String realise(String text, List<String> context) {
            asked.addAll(context);
            return "/real/made";
          }
        };
    assertEquals("\"made\"", print("builtins.readFile " + path, making));
    assertEquals(List.of("!out!" + DRV), asked);
  }

  @Test
  void derivationsAreImportedAsWhatTheyGive() {
    Host stored =
        new ForwardingHost(files) {
          @Override
          public @Nullable StoredDerivation derivation(String path) {
            TreeMap<String, String> outputs = new TreeMap<>();
            outputs.put("out", OUT);
            return path.equals(DRV) ? new StoredDerivation("x", outputs) : null;
          }
        };
    assertEquals(
        "[ \"" + OUT + "\" \"x\" \"out\" \"derivation\" ]",
        print("let d = import " + DRV + "; in [ \"${d}\" d.name d.outputName d.type ]", stored));
  }

  @Test
  void programs() {
    List<List<String>> commands = new ArrayList<>();
    Host running =
        new ForwardingHost(files) {
          @Override
          public String execute(List<String> command) {
            commands.add(command);
            return "{ a = 1 + 1; }";
          }
        };
    assertEquals("{ a = 2; }", print("builtins.exec [ \"prog\" ./a.nix \"x y\" ]", running));
    assertEquals(List.of(List.of("prog", "/w/a.nix", "x y")), commands);
    assertEquals("at least one argument to 'exec' required", error("builtins.exec [ ]"));
    assertEquals("executing 'p': programs cannot be run here", error("builtins.exec [ \"p\" ]"));
  }
}
