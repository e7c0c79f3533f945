package dev.firn.process.manager.single;

import java.nio.file.Path;

/**
 * A service whose files are installed.
 *
 * @param name how its process is called
 * @param file the file that its manager knows it by
 */
public record Service(String name, Path file) {}
