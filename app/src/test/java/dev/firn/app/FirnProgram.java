package dev.firn.app;

import dev.firn.app.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Firn as a program of its own, for what starts processes. */
public final class FirnProgram {
  private FirnProgram() {}

  /** Makes a program that is Firn under that name. Everybody may run it. */
  public static Path make(Path folder, String name) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> lines =
        List.of(
            "#!/bin/sh",
            "exec '"
                + java
                + "' -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp '"
                + System.getProperty("java.class.path")
                + "' "
                + Main.class.getName()
                + " --called-as "
                + name
                + " \"$@\"");
    Path program = Files.write(Files.createDirectories(folder).resolve(name), lines);
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
