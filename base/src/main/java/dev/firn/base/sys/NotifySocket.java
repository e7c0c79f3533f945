package dev.firn.base.sys;

import dev.firn.base.text.Latin1;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A socket at which processes tell how they are, as systemd's {@code sd_notify} does. It has a name in no directory, so that every user
 * reaches it; who sent something is said by the kernel.
 */
public final class NotifySocket implements Closeable {
  private static final int FAMILY = 1; // AF_UNIX
  private static final int TYPE = 2 | 02000000; // SOCK_DGRAM, SOCK_CLOEXEC
  private static final int LEVEL = 1; // SOL_SOCKET
  private static final int PASS_CREDENTIALS = 16; // SO_PASSCRED
  private static final int FILES = 1; // SCM_RIGHTS
  private static final int CREDENTIALS = 2; // SCM_CREDENTIALS
  private static final int HIDE_FILES = 0x40000000; // MSG_CMSG_CLOEXEC
  private static final int LONGEST = 4096;
  private static final int CONTROL_SIZE = 256;
  private static final int HEADER_SIZE = 56; // struct msghdr
  private static final int CONTROL_HEADER = 16; // struct cmsghdr

  private static final NativeFunction SOCKET = NativeFunction.of("socket");
  private static final NativeFunction BIND = NativeFunction.of("bind");
  private static final NativeFunction SET_OPTION = NativeFunction.of("setsockopt");
  private static final NativeFunction RECEIVE = NativeFunction.of("recvmsg");
  private static final NativeFunction CLOSE = NativeFunction.of("close");

  private final int descriptor;

  /**
   * What a process said.
   *
   * @param sender the number of the process
   * @param text lines {@code NAME=VALUE}
   */
  public record Notice(int sender, String text) {}

  /**
   * Opens a socket.
   *
   * @param name bytes, unique on the machine; processes get it with an {@code @} before it
   */
  public NotifySocket(String name) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      descriptor = SOCKET.call(state, FAMILY, TYPE, 0);
      check(descriptor, state);
      MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_INT, 1);
      check(SET_OPTION.call(state, descriptor, LEVEL, PASS_CREDENTIALS, one.address(), 4), state);
      MemorySegment address = arena.allocate(3L + name.length(), Short.BYTES);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) FAMILY);
      MemorySegment.copy(Latin1.bytes(name), 0, address, ValueLayout.JAVA_BYTE, 3, name.length());
      check(BIND.call(state, descriptor, address.address(), address.byteSize()), state);
    }
  }

  private static void check(int result, MemorySegment state) throws IOException {
    if (result < 0) {
      throw new IOException("cannot open a socket for notices: " + Native.message(state));
    }
  }

  /** Waits for a notice. */
  public Notice receive() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      MemorySegment text = arena.allocate(LONGEST);
      MemorySegment control = arena.allocate(CONTROL_SIZE, Long.BYTES);
      MemorySegment message = message(text, control, arena);
      long size = RECEIVE.callLong(state, descriptor, message.address(), HIDE_FILES);
      if (size < 0) {
        throw new IOException("cannot receive notices: " + Native.message(state));
      }
      byte[] bytes = text.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
      long length = message.get(ValueLayout.JAVA_LONG, 40);
      return new Notice(sender(control.asSlice(0, length), state), Latin1.string(bytes));
    }
  }

  private static MemorySegment message(MemorySegment text, MemorySegment control, Arena arena) {
    MemorySegment part = arena.allocate(ValueLayout.ADDRESS, 2);
    part.set(ValueLayout.ADDRESS, 0, text);
    part.set(ValueLayout.JAVA_LONG, Long.BYTES, text.byteSize());
    MemorySegment message = arena.allocate(HEADER_SIZE, Long.BYTES);
    message.set(ValueLayout.ADDRESS, 16, part);
    message.set(ValueLayout.JAVA_LONG, 24, 1);
    message.set(ValueLayout.ADDRESS, 32, control);
    message.set(ValueLayout.JAVA_LONG, 40, control.byteSize());
    return message;
  }

  /**
   * The number of the sender, 0 if the kernel does not say. Files that came along are closed, which is what those wait for who send
   * {@code BARRIER=1}.
   */
  private static int sender(MemorySegment control, MemorySegment state) {
    int sender = 0;
    long at = 0;
    while (at + CONTROL_HEADER <= control.byteSize()) {
      long length = control.get(ValueLayout.JAVA_LONG, at);
      int type =
          control.get(ValueLayout.JAVA_INT, at + 8) == LEVEL
              ? control.get(ValueLayout.JAVA_INT, at + 12)
              : 0;
      if (type == CREDENTIALS) {
        sender = control.get(ValueLayout.JAVA_INT, at + CONTROL_HEADER);
      } else if (type == FILES) {
        for (long file = at + CONTROL_HEADER; file + 4 <= at + length; file += 4) {
          int _ = CLOSE.call(state, control.get(ValueLayout.JAVA_INT, file));
        }
      }
      at += Math.max(CONTROL_HEADER, (length + 7) / 8 * 8);
    }
    return sender;
  }

  @Override
  public void close() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int _ = CLOSE.call(Native.state(arena), descriptor);
    }
  }
}
