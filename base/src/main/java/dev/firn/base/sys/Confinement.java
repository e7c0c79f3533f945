package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;

/**
 * Takes rights away from the calling thread and from the processes that it starts, for ever. Other threads keep theirs. Call it on a
 * platform thread that does nothing else.
 */
public final class Confinement {
  private static final int SET_NO_NEW_PRIVILEGES = 38; // PR_SET_NO_NEW_PRIVS
  private static final int SET_SECCOMP = 22; // PR_SET_SECCOMP
  private static final long FILTER = 2; // SECCOMP_MODE_FILTER
  private static final int INSTRUCTION_SIZE = 8;
  private static final int PROGRAM_SIZE = 16;
  private static final long CREATE_RULESET = 444; // landlock_create_ruleset
  private static final long RESTRICT_SELF = 446; // landlock_restrict_self
  private static final long VERSION_FLAG = 1; // LANDLOCK_CREATE_RULESET_VERSION
  private static final int VERSION_WITH_SCOPES = 6;
  private static final long RULESET_SIZE = 24;
  private static final long SCOPED_OFFSET = 16;
  private static final long ABSTRACT_SOCKETS = 1; // LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET
  private static final long QUERY = 0xffffffffL;
  private static final long NO_RANDOM_ADDRESSES = 0x0040000; // ADDR_NO_RANDOMIZE
  private static final long LINUX_32 = 0x0008; // PER_LINUX32
  private static final long KERNEL_2_6 = 0x0020000; // UNAME26

  private static final NativeFunction PRCTL = NativeFunction.of("prctl");
  private static final NativeFunction CREATE = NativeFunction.of("syscall");
  private static final NativeFunction RESTRICT = NativeFunction.of("syscall");
  private static final NativeFunction CLOSE = NativeFunction.of("close");
  private static final NativeFunction PERSONALITY = NativeFunction.of("personality");

  private Confinement() {}

  /** No program that is executed gives more rights: neither set-user-id bits nor file capabilities count. */
  public static void forbidNewPrivileges() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      int result = PRCTL.call(state, SET_NO_NEW_PRIVILEGES, 1);
      if (result < 0) {
        throw new IOException("failed to set PR_SET_NO_NEW_PRIVS: " + Native.message(state));
      }
    }
  }

  /**
   * Lets system calls pass through a filter. New privileges must be forbidden before.
   *
   * @param program instructions of the kernel's packet filter, each as the 8 bytes that the kernel reads
   */
  public static void filterSystemCalls(byte[] program) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      MemorySegment instructions = arena.allocate(program.length, Long.BYTES);
      MemorySegment.copy(program, 0, instructions, ValueLayout.JAVA_BYTE, 0, program.length);
      MemorySegment filter = arena.allocate(PROGRAM_SIZE, Long.BYTES);
      filter.set(ValueLayout.JAVA_SHORT, 0, (short) (program.length / INSTRUCTION_SIZE));
      filter.set(ValueLayout.ADDRESS, Long.BYTES, instructions);
      int result = PRCTL.call(state, SET_SECCOMP, FILTER, filter.address());
      if (result < 0) {
        throw new IOException("unable to load seccomp BPF program: " + Native.message(state));
      }
    }
  }

  /**
   * Forbids to connect to abstract sockets of processes that are not confined in the same way, as far as the kernel can do that. New
   * privileges must be forbidden before.
   *
   * @return whether it could
   */
  public static boolean forbidForeignAbstractSockets() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      long version = CREATE.callLong(state, CREATE_RULESET, Native.NULL, 0, VERSION_FLAG);
      if (version < VERSION_WITH_SCOPES) {
        return false;
      }
      MemorySegment rules = arena.allocate(RULESET_SIZE, Long.BYTES);
      rules.set(ValueLayout.JAVA_LONG, SCOPED_OFFSET, ABSTRACT_SOCKETS);
      long descriptor = CREATE.callLong(state, CREATE_RULESET, rules.address(), RULESET_SIZE, 0);
      if (descriptor < 0) {
        throw new IOException("failed to create a landlock ruleset: " + Native.message(state));
      }
      long result = RESTRICT.callLong(state, RESTRICT_SELF, descriptor, 0);
      String problem = result < 0 ? Native.message(state) : null;
      int _ = CLOSE.call(state, descriptor);
      if (problem != null) {
        throw new IOException("failed to apply landlock: " + problem);
      }
      return true;
    }
  }

  /**
   * Lets programs find always the same addresses, which some of them write down. If the kernel refuses, nothing changes.
   *
   * @param system the platform that they are for, such as {@code i686-linux}
   * @param old whether they are told that the kernel is an old one
   */
  public static void setPersonality(String system, boolean old) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      int current = PERSONALITY.call(state, QUERY);
      if (current < 0) {
        return;
      }
      boolean narrow = isNarrow(system) && System.getProperty("os.arch", "").endsWith("64");
      long wanted =
          current | NO_RANDOM_ADDRESSES | (narrow ? LINUX_32 : 0) | (old ? KERNEL_2_6 : 0);
      int _ = PERSONALITY.call(state, wanted);
    }
  }

  private static boolean isNarrow(String system) {
    String lower = system.toLowerCase(Locale.ROOT);
    return lower.startsWith("i686-") || lower.startsWith("armv7l-") || lower.startsWith("armv6l-");
  }
}
