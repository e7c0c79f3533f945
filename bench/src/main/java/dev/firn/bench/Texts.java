package dev.firn.bench;

/** Nix code of some size, made here so that results do not depend on files. */
public final class Texts {
  private Texts() {}

  /** A package set of a number of packages, some 600 bytes each: sets, functions, strings, lists, comments. */
  public static String packageSet(int packages) {
    StringBuilder out = new StringBuilder("{ lib, stdenv, fetchurl, ... }:\nrec {\n");
    for (int i = 0; i < packages; i++) {
      out.append("  # Package number ").append(i).append(".\n");
      out.append("  package").append(i).append(" = stdenv.mkDerivation (finalAttrs: {\n");
      out.append("    pname = \"package-")
          .append(i)
          .append("\";\n    version = \"1.")
          .append(i)
          .append(".0\";\n");
      out.append(
          "    src = fetchurl {\n      url = \"mirror://example/${finalAttrs.pname}.tar.gz\";\n");
      out.append("      hash = \"sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\";\n    };\n");
      out.append(
          "    nativeBuildInputs = [ lib.pkg-config ] ++ lib.optionals (lib.version != null) [ lib.cmake ];\n");
      out.append("    installPhase = ''\n      runHook preInstall\n      mkdir -p $out/bin\n");
      out.append(
          "      cp ${if lib.isLinux then \"a\" else \"b\"} $out/bin/''${name}\n      runHook postInstall\n    '';\n");
      out.append(
          "    meta = with lib; { license = licenses.mit; platforms = platforms.unix; };\n  });\n");
    }
    return out.append("}\n").toString();
  }
}
