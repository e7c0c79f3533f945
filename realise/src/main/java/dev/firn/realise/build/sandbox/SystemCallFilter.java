package dev.firn.realise.build.sandbox;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A program for the kernel's packet filter that decides which system calls a builder may make. It may not make files that run with the
 * rights of their owner or group, and not use extended attributes, which no archive holds; calls that could do the same in a way that
 * no filter sees look as if the kernel were too old for them.
 *
 * <p>A program has one part for each kind of machine code that the kernel runs. In a part, a jump table leads from the number of a call
 * to what is checked.
 */
public final class SystemCallFilter {
  // Fields of struct seccomp_data.
  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int ARGUMENTS = 16;
  private static final int ARGUMENT_SIZE = 8;

  // Instructions: the codes of the classic packet filter.
  private static final int LOAD = 0x20; // BPF_LD | BPF_W | BPF_ABS
  private static final int RETURN = 0x06; // BPF_RET | BPF_K
  private static final int JUMP_IF_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
  private static final int JUMP_IF_ANY_BIT = 0x45; // BPF_JMP | BPF_JSET | BPF_K

  private static final int ALLOW = 0x7fff0000;
  private static final int ERROR = 0x00050000;
  private static final int NOT_PERMITTED = 1; // EPERM
  private static final int NO_SUCH_CALL = 38; // ENOSYS
  private static final int NOT_SUPPORTED = 95; // EOPNOTSUPP

  private static final int SET_ID_BITS = 06000;
  private static final int CREATES = 0100; // O_CREAT
  private static final int TEMPORARY = 020000000; // the bit of O_TMPFILE that is no O_DIRECTORY

  private static final int X86_64 = 0xc000003e;
  private static final int I386 = 0x40000003;
  private static final int AARCH64 = 0xc00000b7;
  private static final int ARM = 0x40000028;

  /** The bit that marks the calls of x86-64 code with 32-bit addresses. */
  private static final int X32 = 0x40000000;

  /**
   * The numbers of system calls.
   *
   * @param architecture what the kernel calls this kind of code
   * @param mode calls that have the mode of a file as an argument: the number, and which argument
   * @param open calls that have one if they make a file: the number, and which argument the flags are; the mode is the next one
   * @param attributes calls that have to do with extended attributes
   * @param unseen calls that do things which the filter cannot see
   */
  private record Numbers(
      int architecture, int[][] mode, int[][] open, int[] attributes, int[] unseen) {}

  private static final Numbers X86_64_CALLS =
      new Numbers(
          X86_64,
          // chmod, fchmod, fchmodat, fchmodat2, creat, mknod, mknodat
          new int[][] {{90, 1}, {91, 1}, {268, 2}, {452, 2}, {85, 1}, {133, 1}, {259, 2}},
          // open, openat
          new int[][] {{2, 1}, {257, 2}},
          // setxattr to fremovexattr, setxattrat to removexattrat
          new int[] {
            188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199, 463, 464, 465, 466
          },
          // openat2, io_uring_setup
          new int[] {437, 425});

  private static final Numbers I386_CALLS =
      new Numbers(
          I386,
          new int[][] {{15, 1}, {94, 1}, {306, 2}, {452, 2}, {8, 1}, {14, 1}, {297, 2}},
          new int[][] {{5, 1}, {295, 2}},
          new int[] {
            226, 227, 228, 229, 230, 231, 232, 233, 234, 235, 236, 237, 463, 464, 465, 466
          },
          new int[] {437, 425});

  private static final Numbers AARCH64_CALLS =
      new Numbers(
          AARCH64,
          // fchmod, fchmodat, fchmodat2, mknodat
          new int[][] {{52, 1}, {53, 2}, {452, 2}, {33, 2}},
          // openat
          new int[][] {{56, 2}},
          new int[] {5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 463, 464, 465, 466},
          new int[] {437, 425});

  private static final Numbers ARM_CALLS =
      new Numbers(
          ARM,
          new int[][] {{15, 1}, {94, 1}, {333, 2}, {452, 2}, {8, 1}, {14, 1}, {324, 2}},
          new int[][] {{5, 1}, {322, 2}},
          new int[] {
            226, 227, 228, 229, 230, 231, 232, 233, 234, 235, 236, 237, 463, 464, 465, 466
          },
          new int[] {437, 425});

  private final ByteArrayOutputStream program = new ByteArrayOutputStream();

  private SystemCallFilter() {}

  /**
   * The program for a machine.
   *
   * @param machine the name that Java has for it, such as {@code amd64}
   * @return the instructions as the kernel reads them; null if there are none for that machine
   */
  public static byte @Nullable [] program(String machine) {
    return switch (machine) {
      case "amd64", "x86_64" -> program(X86_64_CALLS, I386_CALLS);
      case "aarch64" -> program(AARCH64_CALLS, ARM_CALLS);
      default -> null;
    };
  }

  private static byte[] program(Numbers... all) {
    SystemCallFilter filter = new SystemCallFilter();
    for (Numbers numbers : all) {
      byte[] part = part(numbers);
      filter.load(ARCHITECTURE);
      filter.skipUnless(JUMP_IF_EQUAL, numbers.architecture(), part);
    }
    filter.end(ERROR | NO_SUCH_CALL);
    return filter.program.toByteArray();
  }

  /** The part for one kind of code. All paths through it return. */
  private static byte[] part(Numbers numbers) {
    SystemCallFilter part = new SystemCallFilter();
    if (numbers.architecture() == X86_64) {
      // This kind of code is rare, and has numbers of its own: it is not run at all.
      part.load(NUMBER);
      part.skipUnless(JUMP_IF_ANY_BIT, X32, returning(ERROR | NO_SUCH_CALL));
    }
    for (int[] call : numbers.mode()) {
      part.onCall(call[0], refuseMode(call[1]));
    }
    for (int[] call : numbers.open()) {
      part.onCall(call[0], refuseCreation(call[1]));
    }
    for (int call : numbers.attributes()) {
      part.onCall(call, returning(ERROR | NOT_SUPPORTED));
    }
    for (int call : numbers.unseen()) {
      part.onCall(call, returning(ERROR | NO_SUCH_CALL));
    }
    part.end(ALLOW);
    return part.program.toByteArray();
  }

  private static byte[] refuseMode(int argument) {
    SystemCallFilter check = new SystemCallFilter();
    check.load(ARGUMENTS + argument * ARGUMENT_SIZE);
    check.skipUnless(JUMP_IF_ANY_BIT, SET_ID_BITS, returning(ERROR | NOT_PERMITTED));
    check.end(ALLOW);
    return check.program.toByteArray();
  }

  private static byte[] refuseCreation(int flags) {
    SystemCallFilter check = new SystemCallFilter();
    check.load(ARGUMENTS + flags * ARGUMENT_SIZE);
    check.skipUnless(JUMP_IF_ANY_BIT, CREATES | TEMPORARY, refuseMode(flags + 1));
    check.end(ALLOW);
    return check.program.toByteArray();
  }

  private static byte[] returning(int value) {
    SystemCallFilter end = new SystemCallFilter();
    end.end(value);
    return end.program.toByteArray();
  }

  private void onCall(int number, byte[] then) {
    load(NUMBER);
    skipUnless(JUMP_IF_EQUAL, number, then);
  }

  private void load(int offset) {
    instruction(LOAD, 0, 0, offset);
  }

  private void end(int value) {
    instruction(RETURN, 0, 0, value);
  }

  /** Runs some instructions if the loaded value passes a test, and jumps over them if not. */
  private void skipUnless(int test, int operand, byte[] then) {
    int length = then.length / 8;
    if (length <= 255) {
      instruction(test, 0, length, operand);
    } else {
      // Conditional jumps are short: jump over a jump.
      instruction(test, 1, 0, operand);
      instruction(0x05, 0, 0, length); // BPF_JMP | BPF_JA
    }
    program.writeBytes(then);
  }

  /** Little endian, as all machines are that have a table here. */
  private void instruction(int code, int jumpTrue, int jumpFalse, int operand) {
    program.write(code);
    program.write(code >> 8);
    program.write(jumpTrue);
    program.write(jumpFalse);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      program.write(operand >> shift);
    }
  }
}
