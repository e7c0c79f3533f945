package dev.firn.realise.instantiate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.realise.evaluation.World;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Paths that Nix 2.8 gives, where all versions agree. */
class VectorsTest {
  private static final String ZEROS = "\"" + "0".repeat(64) + "\"";

  /** Pairs: an expression, and how its value is printed. */
  private static final String[] VECTORS = {
    "builtins.toFile \"f\" \"hi\"",
    "\"/nix/store/2qrhg0a6v2d6nsxncds6y3pc4l36n9xj-f\"",
    "builtins.toFile \"file-name\" \"some content\"",
    "\"/nix/store/gn48qr23kimj8iyh50jvffjx7335k9fz-file-name\"",
    "builtins.toFile \"a\" \"${builtins.toFile \"f\" \"hi\"}\"",
    "\"/nix/store/qf4lk90p621ipldvvssvbn4xx7grsiiw-a\"",
    "builtins.getContext \"${builtins.toFile \"f\" \"hi\"}\"",
    "{ \"/nix/store/2qrhg0a6v2d6nsxncds6y3pc4l36n9xj-f\" = { path = true; }; }",
    "builtins.placeholder \"out\"",
    "\"/1rz4g4znpzjwh1xymhjpm42vipw92pr73vdgl6xs1hycac8kf2n9\"",
    "(d { }).outPath",
    "\"/nix/store/gwwjwi08fyrbrz2d8zkfvy65nzzq2czp-x\"",
    "(d { }).drvPath",
    "\"/nix/store/5wq5jx7219pmi3xklyhl77fjbqvy6qaj-x.drv\"",
    "builtins.getContext (d { }).drvPath",
    "{ \"/nix/store/5wq5jx7219pmi3xklyhl77fjbqvy6qaj-x.drv\" = { allOutputs = true; }; }",
    "builtins.getContext \"${d { }}\"",
    "{ \"/nix/store/5wq5jx7219pmi3xklyhl77fjbqvy6qaj-x.drv\" = { outputs = [ \"out\" ]; }; }",
    "builtins.attrNames (d { })",
    "[ \"all\" \"builder\" \"drvAttrs\" \"drvPath\" \"name\" \"out\" \"outPath\" \"outputName\""
        + " \"system\" \"type\" ]",
    "let o = d { outputs = [ \"out\" \"dev\" ]; }; in [ o.drvPath o.outPath o.dev.outPath ]",
    "[ \"/nix/store/040xifk5w527swvfrd2g2gyfihfbyn4w-x.drv\""
        + " \"/nix/store/rk239pxig2bqki5yzraqj78g26ai4iqy-x\""
        + " \"/nix/store/g1qp5k3hapvsriswfzlw41x710w3klpp-x-dev\" ]",
    "(d { outputHash = " + ZEROS + "; outputHashAlgo = \"sha256\"; }).outPath",
    "\"/nix/store/yplc6kklcg6k8aln037jq8jxq5v92wln-x\"",
    "(d { outputHash = "
        + ZEROS
        + "; outputHashAlgo = \"sha256\"; outputHashMode = \"recursive\"; }).outPath",
    "\"/nix/store/130c0ks0fyxky4j4qx02apy69hasc6nf-x\"",
    "(d { outputHash = "
        + ZEROS
        + "; outputHashAlgo = \"sha256\"; outputHashMode = \"nar\"; }).outPath",
    "\"/nix/store/130c0ks0fyxky4j4qx02apy69hasc6nf-x\"",
    "(d { outputHash = \"sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA=\"; outputHashMode = \"recursive\";"
        + " }).outPath",
    "\"/nix/store/6iwp0kxy9xjyngx9jmknn6vjsg4yf455-x\"",
    "(d { args = [ \"a\" 1 true null [ \"x\" \"y\" ] ]; n = null; t = true; f = false; fl = 1.5;"
        + " l = [ \"a\" \"b\" ]; __ignoreNulls = true; }).drvPath",
    "\"/nix/store/h178pn9s2103gmbqwv432mc1pz6ridyd-x.drv\"",
    "(d { __structuredAttrs = true; z = [ 1 2.5 null { b = \"x\"; a = true; } ]; }).drvPath",
    "\"/nix/store/mzwxghxvw24d6h2wfcly53d0a695pr6j-x.drv\"",
  };

  @TestFactory
  Stream<DynamicTest> vectors() {
    return Stream.iterate(0, i -> i < VECTORS.length, i -> i + 2)
        .map(i ->
            DynamicTest.dynamicTest(
                VECTORS[i], () -> assertEquals(VECTORS[i + 1], print(VECTORS[i]))));
  }

  private static String print(String expression) {
    String d =
        "let d = a: derivation ({ name = \"x\"; system = \"s\"; builder = \"b\"; } // a); in ";
    return new World().print(d + expression);
  }

  /** A derivation that is fetched, one that uses it, and one that uses that one. */
  private static final String CHAIN =
      """
      let
        d = a: derivation ({ system = "x86_64-linux"; builder = "/bin/sh"; } // a);
        fod = d {
          name = "fod";
          args = [ "-c" "echo x" ];
          outputHash = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
          outputHashMode = "flat";
        };
        top = d {
          name = "top";
          args = [ (builtins.toFile "builder.sh" "echo hi > $out") ];
          outputs = [ "out" "dev" ];
          inherit fod;
          quote = "a\\"b\\\\c\\nd\\te\\rf\\${x}";
        };
        app = d { name = "app"; args = [ "${top.dev}/x" top ]; inherit top; };
      in
      [ fod.outPath fod.drvPath top.out.outPath top.dev.outPath top.drvPath app.outPath app.drvPath ]
      """;

  @Test
  void derivationsThatUseOthers() {
    String paths =
        "[ \"/nix/store/vc4z661820pgqi8iwd2z94jvph8rginq-fod\""
            + " \"/nix/store/4x835phidcdy5k3330x9zb53r2mf1wxm-fod.drv\""
            + " \"/nix/store/2an9z2zajj5dlxnxv0s5p891wbn8sk2m-top\""
            + " \"/nix/store/4qxabyhvlwk4n29px7li009j96pnqw6h-top-dev\""
            + " \"/nix/store/whkjpzgp7k6n024zvaymvf4nmv30pkdf-top.drv\""
            + " \"/nix/store/fmfq3sny01imlc4ammz2887j5rxkpd1n-app\""
            + " \"/nix/store/i23fblb4fkspdmvhciqdbwgbcd1pvkxg-app.drv\" ]";
    assertEquals(paths, new World().print(CHAIN));
    assertEquals(paths, new World().writing().print(CHAIN), "where they are written as well");
    assertEquals(paths, new World().helpers(2).print(CHAIN), "with helpers");
  }

  @Test
  void sources() {
    World world = new World();
    world
        .files
        .file("/work/nt/b", "hello")
        .directory("/work/nt/dir")
        .link("/work/nt/l", "b")
        .executable("/work/nt/x", "#!");
    assertEquals("/nix/store/y35447n0qfmd1vxgp9zq2qnchm4vqzhy-nt", world.text("\"${/work/nt}\""));
    assertEquals(
        "/nix/store/sjd2llak7yk3ncigda22dkl6iv4ylpw9-b",
        world.text("builtins.path { path = /work/nt/b; recursive = false; }"));
    assertEquals(
        "/nix/store/y35447n0qfmd1vxgp9zq2qnchm4vqzhy-nt",
        world.text("builtins.filterSource (path: type: true) /work/nt"));
  }
}
