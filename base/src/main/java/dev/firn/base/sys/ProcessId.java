package dev.firn.base.sys;

import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process, which no later process with the same number is mistaken for. Linux only.
 *
 * @param number its number
 * @param start when it started, in ticks since the machine did
 */
public record ProcessId(int number, long start) {
  private static final Path PROCESSES = Path.of("/proc");
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final long OPEN = 434; // pidfd_open
  private static final long SEND = 424; // pidfd_send_signal

  private static final NativeFunction OPEN_PROCESS = NativeFunction.of("syscall");
  private static final NativeFunction SEND_SIGNAL = NativeFunction.of("syscall");
  private static final NativeFunction CLOSE = NativeFunction.of("close");

  /**
   * What the kernel tells about a process.
   *
   * @param id which one
   * @param parent the number of its parent
   * @param session the number of the process that began its session
   * @param ended whether it has ended and only waits for its parent to notice
   * @param active whether it computes, or would if it had a processor, and waits for nothing else but a disk
   */
  public record Facts(ProcessId id, int parent, int session, boolean ended, boolean active) {}

  /** The facts about the process that has a number now; null if none has. */
  public static @Nullable Facts facts(int number) {
    try {
      String text = Latin1.string(Files.readAllBytes(file(number, "stat")));
      // The name of the program stands in parentheses and may hold anything.
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
      String state = fields[0];
      return new Facts(
          new ProcessId(number, Long.parseLong(fields[19])),
          Integer.parseInt(fields[1]),
          Integer.parseInt(fields[3]),
          state.equals("Z") || state.equals("X"),
          state.equals("R") || state.equals("D"));
    } catch (IOException gone) {
      return null;
    }
  }

  /** The process that has a number now and has not ended; null if there is none. */
  public static @Nullable ProcessId running(int number) {
    Facts facts = facts(number);
    return facts == null || facts.ended() ? null : facts.id();
  }

  /** The facts about all processes that have not ended. */
  public static List<Facts> all() throws IOException {
    List<Facts> all = new ArrayList<>();
    try (DirectoryStream<Path> names = Files.newDirectoryStream(PROCESSES, "[1-9]*")) {
      for (Path name : names) {
        Facts facts = facts(Integer.parseInt(name.getFileName().toString()));
        if (facts != null && !facts.ended()) {
          all.add(facts);
        }
      }
    }
    return all;
  }

  /** Names this run of the machine: in another one, the processes of this one are gone. */
  public static String boot() throws IOException {
    return Files.readString(BOOT).strip();
  }

  private static Path file(int number, String name) {
    return PROCESSES.resolve(number + "/" + name);
  }

  /** Whether it has not ended. */
  public boolean isRunning() {
    return equals(running(number));
  }

  /** The variables that it was started with, a zero byte after each; empty if they are not told. */
  public String environment() {
    try {
      return Latin1.string(Files.readAllBytes(file(number, "environ")));
    } catch (IOException secret) {
      return "";
    }
  }

  /**
   * Sends a signal, if it has not ended.
   *
   * @throws IOException if that is not allowed
   */
  public void send(int signal) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      long handle = OPEN_PROCESS.callLong(state, OPEN, number, 0);
      if (handle < 0) {
        return;
      }
      // The handle is for the process that had the number: it is the right one if it still is.
      boolean sent =
          !isRunning() || SEND_SIGNAL.callLong(state, SEND, handle, signal) >= 0 || !isRunning();
      String problem = sent ? "" : Native.message(state);
      int _ = CLOSE.call(state, handle);
      if (!sent) {
        throw new IOException("cannot send a signal to process " + number + ": " + problem);
      }
    }
  }
}
