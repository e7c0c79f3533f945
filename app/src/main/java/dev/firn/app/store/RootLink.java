package dev.firn.app.store;

import dev.firn.store.path.StorePath;

/**
 * Something that keeps a path from being collected.
 *
 * @param link the path of a link or file, or a word in braces; bytes
 * @param path what it keeps
 */
public record RootLink(String link, StorePath path) {}
