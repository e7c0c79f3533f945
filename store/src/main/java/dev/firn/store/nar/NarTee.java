package dev.firn.store.nar;

import java.io.IOException;

/**
 * Hands everything to two handlers.
 *
 * @param first gets each part first
 * @param second gets it then
 */
public record NarTee(NarHandler first, NarHandler second) implements NarHandler {
  @Override
  public void startDirectory(String path) throws IOException {
    first.startDirectory(path);
    second.startDirectory(path);
  }

  @Override
  public void endDirectory(String path) throws IOException {
    first.endDirectory(path);
    second.endDirectory(path);
  }

  @Override
  public void symlink(String path, String target) throws IOException {
    first.symlink(path, target);
    second.symlink(path, target);
  }

  @Override
  public void startFile(String path, boolean executable, long size) throws IOException {
    first.startFile(path, executable, size);
    second.startFile(path, executable, size);
  }

  @Override
  public void content(byte[] bytes, int offset, int length) throws IOException {
    first.content(bytes, offset, length);
    second.content(bytes, offset, length);
  }

  @Override
  public void endFile(String path) throws IOException {
    first.endFile(path);
    second.endFile(path);
  }
}
