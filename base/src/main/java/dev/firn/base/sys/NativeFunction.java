package dev.firn.base.sys;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * A function of the C library that takes integers and pointers, six at most, and gives one or nothing.
 *
 * <p>All are called in one way, as if they took six integers of 64 bits: linking a kind of functions costs Java ten milliseconds of
 * start, and linking one more function of the same kind next to nothing. On the 64-bit machines that Linux runs on, such arguments lie in
 * registers of their own, also where their number varies; a function reads as many as it takes, and of each as many bits as it takes.
 */
final class NativeFunction {
  private static final int ARGUMENTS = 6;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle CALL = link();

  private final MemorySegment address;

  private NativeFunction(MemorySegment address) {
    this.address = address;
  }

  /** The function of that name, which must be there. */
  static NativeFunction of(String name) {
    return new NativeFunction(LINKER.defaultLookup().findOrThrow(name));
  }

  @SuppressWarnings("restricted")
  private static MethodHandle link() {
    ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
    return LINKER.downcallHandle(
        FunctionDescriptor.of(word, word, word, word, word, word, word),
        Linker.Option.captureCallState("errno"));
  }

  /**
   * Calls a function that gives an integer of 32 bits.
   *
   * @param state takes the error number, see {@link Native#state}
   * @param arguments integers, and addresses of what stays allocated during the call
   */
  int call(MemorySegment state, long... arguments) {
    // The other half of the register is undefined.
    return (int) callLong(state, arguments);
  }

  /** Like {@link #call}, for a function that gives an integer of 64 bits or a pointer. */
  long callLong(MemorySegment state, long... arguments) {
    long[] all = Arrays.copyOf(arguments, ARGUMENTS);
    try {
      return (long)
          CALL.invokeExact(address, state, all[0], all[1], all[2], all[3], all[4], all[5]);
    } catch (RuntimeException | Error failed) {
      throw failed;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
