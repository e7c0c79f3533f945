package dev.firn.process.manager;

/**
 * A file that a process manager reads.
 *
 * @param text bytes
 * @param executable whether it is a program
 */
public record RenderedFile(String text, boolean executable) {}
