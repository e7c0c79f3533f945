package dev.firn.base.sys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSocketTest {
  @TempDir Path directory;

  private static void speak(Path socket) throws IOException {
    try (ServerSocketChannel server = FileSocket.listen(socket, 0);
        SocketChannel client = FileSocket.connect(socket);
        SocketChannel peer = server.accept()) {
      assertTrue(Files.exists(socket));
      client.write(ByteBuffer.wrap(new byte[] {42}));
      ByteBuffer heard = ByteBuffer.allocate(1);
      assertEquals(1, peer.read(heard));
      assertEquals(42, heard.get(0));
      assertThrows(IOException.class, () -> FileSocket.listen(socket, 0));
    }
  }

  @Test
  void theirNamesMayBeLong() throws IOException {
    speak(directory.resolve("socket"));
    Path deep = directory.resolve("long".repeat(30)).resolve("\u00e4".repeat(40)).resolve("deep");
    speak(Files.createDirectories(deep).resolve("socket"));
  }

  @Test
  void whereNobodyListensNobodyAnswers() {
    Path deep = directory.resolve("long".repeat(30));
    assertThrows(IOException.class, () -> FileSocket.connect(deep.resolve("socket")));
    assertThrows(IOException.class, () -> FileSocket.connect(directory.resolve("socket")));
  }
}
