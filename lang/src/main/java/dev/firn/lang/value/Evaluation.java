package dev.firn.lang.value;

import dev.firn.lang.error.CallDepthError;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.Interrupted;
import dev.firn.lang.host.Host;
import dev.firn.lang.syntax.NameOrder;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of the evaluator: the owner of the thunks that it is computing, and its counters of depth. It may move from thread to
 * thread (when a stack is used up) but is on one at a time.
 *
 * <p>Two depths are counted. {@code calls} is the language's: what {@code max-call-depth} bounds. {@code depth} is the machine's: every
 * forced thunk and every call, each of which takes a bounded piece of the Java stack; at {@code limit} the evaluation continues on a
 * fresh stack.
 */
public final class Evaluation {
  /** Thunks and calls that fit on one stack of {@link Stacks#BYTES}, also when no frame is compiled. */
  private static final int DEPTH_PER_STACK = 100_000;

  /** Helpers note how deep they are in calls in steps of this size. */
  private static final int CALLS_AT_ONCE = 16;

  /** How many things a helper begins before it waits. */
  private static final int MOST_JOBS = 64;

  private final Host host;
  private final Positions positions;
  private final NameOrder names;
  private final int maxCalls;
  private boolean showTrace;
  private final @Nullable Contention contention;
  private final boolean helper;
  private volatile @Nullable Ahead ahead;
  private Stacks.@Nullable Stack next;
  private int calls;

  /** The depth of calls at which something is to be done: the greatest allowed; for a helper the greatest that was noted. */
  private int ceiling;

  /** How many things a helper is at: all but the last stand still. */
  private int jobs;

  private @Nullable Ahead work;
  private @Nullable Claim claim;
  private boolean failed;
  private volatile int computed;
  private volatile boolean interrupted;

  /** How deep it is in thunks and calls. */
  public int depth;

  /** The depth at which the present stack is used up. */
  int limit = DEPTH_PER_STACK;

  /** Where the innermost thunk was asked for its value. */
  int site;

  /** Whether others may compute the same thunks. */
  boolean shared;

  /** The evaluation that decides what the program means. */
  public Evaluation(Host host, Positions positions, int maxCalls, boolean showTrace) {
    this(host, positions, new NameOrder(), maxCalls, showTrace, null, false);
  }

  private Evaluation(
      Host host,
      Positions positions,
      NameOrder names,
      int maxCalls,
      boolean showTrace,
      @Nullable Contention contention,
      boolean helper) {
    this.host = helper ? new AheadHost(host, this) : host;
    this.positions = positions;
    this.names = names;
    this.maxCalls = maxCalls;
    this.ceiling = maxCalls;
    this.showTrace = showTrace;
    this.contention = contention;
    this.helper = helper;
    this.shared = helper;
  }

  /** The outside world; for a helper as much of it as helpers may see. */
  public Host host() {
    return host;
  }

  /** What positions mean. */
  public Positions positions() {
    return positions;
  }

  /** The order in which the program met its names. */
  public NameOrder names() {
    return names;
  }

  /** Whether errors tell every call that they passed. */
  public boolean showTrace() {
    return showTrace;
  }

  /** Sets whether errors tell every call that they passed, from now on. */
  public void showTrace(boolean show) {
    showTrace = show;
  }

  /**
   * Enters a call.
   *
   * @throws EvalError if that is one more than {@code max-call-depth} allows
   * @throws Interrupted if somebody interrupted this
   */
  public void enter(int position) {
    if (calls > ceiling) {
      raiseCeiling(position);
    }
    calls++;
  }

  private void raiseCeiling(int position) {
    if (interrupted) {
      goOn();
      throw new Interrupted();
    }
    if (calls > maxCalls) {
      throw new CallDepthError(position);
    }
    ceiling = Math.min(maxCalls, calls + CALLS_AT_ONCE);
  }

  /**
   * Lets the next call, or the first that comes, end in {@link Interrupted}; also waiting for a helper ends. For other threads.
   *
   * @return false if it was interrupted before, and has not come to a call since
   */
  public boolean interrupt() {
    boolean first = !interrupted;
    interrupted = true;
    // The test that every call makes anyway finds it, so that being interruptible costs nothing.
    ceiling = -1;
    Ahead helpers = ahead;
    if (helpers != null) {
      helpers.contention().wake();
    }
    return first;
  }

  /** Whether somebody interrupted this, and it has not come to a call since. */
  boolean isInterrupted() {
    return interrupted;
  }

  /** Forgets interruptions. */
  public void goOn() {
    interrupted = false;
    ceiling = maxCalls;
  }

  /** Leaves a call. Not needed on the way out of an exception: whoever catches it calls {@link #restore}. */
  public void leave() {
    calls--;
  }

  /** The depths as they are now. */
  public long mark() {
    return (long) calls << 32 | depth;
  }

  /** Sets the depths back to what they were, after an exception was caught. */
  public void restore(long mark) {
    calls = (int) (mark >>> 32);
    depth = (int) mark;
  }

  /** Whether the present stack has no room for another call. */
  public boolean stackUsedUp() {
    return depth >= limit;
  }

  /** Runs something on a fresh stack, and waits for it. */
  public <T> T onFreshStack(Supplier<T> action) {
    if (helper) {
      throw new Abandoned();
    }
    Stacks.Stack stack = next != null ? next : new Stacks.Stack();
    int before = limit;
    limit = depth + DEPTH_PER_STACK;
    next = stack.inner;
    try {
      return stack.run(action);
    } finally {
      limit = before;
      stack.inner = next;
      next = stack;
    }
  }

  /** An evaluation that works ahead of this one. */
  Evaluation helper(Contention among) {
    return new Evaluation(host, positions, names, maxCalls, showTrace, among, true);
  }

  /** Whether this evaluation works ahead of another: it may compute values, and nothing else. */
  public boolean isHelper() {
    return helper;
  }

  /** Gives up if this is a helper: what comes now has effects, or only the main evaluation may decide it. */
  public void onlyMain() {
    if (helper) {
      throw new Abandoned();
    }
  }

  /** The symbol of a name that the program computed, and knows from now on. */
  public Symbol symbol(String name) {
    return meet(Symbol.of(name));
  }

  /** Notes that the program knows a name from now on, and gives it back. */
  public Symbol meet(Symbol name) {
    if (!helper) {
      names.meet(name);
    } else if (!names.hasMet(name)) {
      effect(() -> names.meet(name));
    }
    return name;
  }

  /** Notes that the program knows these names from now on, and came to know them in this order. */
  public void meet(Symbol[] all) {
    if (!helper) {
      names.meet(all);
    } else if (!names.hasMet(all)) {
      effect(() -> names.meet(all));
    }
  }

  /**
   * The indices of some names, as many as there are names or more, in the order in which the program met the names. Whatever it does with
   * all attributes of a set it does in this order. Not to be changed.
   */
  public int[] order(Symbol[] some) {
    if (some.length < 2) {
      return NameOrder.ascending(some.length);
    }
    int[] order = names.order(some);
    return order == null ? newOrder(some) : order;
  }

  private int[] newOrder(Symbol[] some) {
    if (!helper) {
      names.meet(some);
      return names.guess(some);
    }
    // The main evaluation may meet them in another order before it comes here.
    int[] guess = names.guess(some);
    effect(() -> confirm(some, guess));
    return guess;
  }

  private void confirm(Symbol[] some, int[] guess) {
    names.meet(some);
    int[] order = names.guess(some);
    if (!java.util.Arrays.equals(order, 0, some.length, guess, 0, some.length)) {
      throw new Abandoned();
    }
  }

  /** The same for the attributes of a set. */
  public int[] order(Attrs attrs) {
    return order(attrs.shape().names());
  }

  /**
   * Does what others can see, now; or if this is a helper, once the main evaluation asks for what the helper is computing.
   *
   * @param action may be run more than once
   */
  public void effect(Runnable action) {
    if (helper) {
      // Whatever a helper computes belongs to some thunk.
      java.util.Objects.requireNonNull(claim).does(action);
    } else {
      action.run();
    }
  }

  // What a helper notes about the thunks that it computes.

  /** Begins something new as a helper. */
  void anew() {
    calls = 0;
    depth = 0;
    ceiling = 0;
    claim = null;
    failed = false;
  }

  /** Goes on after something that was given up. */
  void recover() {
    failed = false;
  }

  /** What this helper does next. */
  void worksFor(Ahead work) {
    this.work = work;
  }

  /**
   * Computes something else, if there is something, on top of what stands still because another evaluation is at a thunk that it needs.
   * Not if the other waits for this one.
   */
  boolean worksElsewhere() {
    if (failed) {
      // What stands still comes to nothing, and what follows must not make that forgotten.
      throw new Abandoned();
    }
    if (jobs >= MOST_JOBS || stackUsedUp() || contention().isAwaited(this)) {
      return false;
    }
    Ahead offered = java.util.Objects.requireNonNull(work);
    Lazy other = offered.next();
    if (other == null) {
      return false;
    }
    long mark = mark();
    int peak = ceiling;
    Claim standing = claim;
    int from = site;
    jobs++;
    calls = 0;
    ceiling = 0;
    claim = null;
    offered.compute(other, this);
    jobs--;
    if (Thread.currentThread().isInterrupted()) {
      // Sent away.
      throw new Abandoned();
    }
    restore(mark);
    ceiling = peak;
    claim = standing;
    site = from;
    return true;
  }

  /** A claim of this helper on a thunk with some code. */
  Claim claim(Code body) {
    return new Claim(this, body, claim, calls, ceiling);
  }

  /** Begins to compute what was claimed. */
  void begin(Claim begun) {
    if (failed || contention().isAbandoned(this) || stackUsedUp()) {
      throw new Abandoned();
    }
    claim = begun;
    ceiling = calls;
  }

  /** What to leave in a thunk that was computed. */
  Early end(Claim ended, Thunk thunk, Value value) {
    if (failed) {
      throw new Abandoned();
    }
    Early early = new Early(ended, value, ceiling - ended.calls);
    ceiling = Math.max(ceiling, ended.outerPeak);
    claim = ended.outer;
    if (claim != null) {
      claim.needs(thunk, early);
    }
    computed++;
    return early;
  }

  /** Gives up for good: the program may go on after an error, but it shows afterwards which values it failed to compute. */
  void fail() {
    failed = true;
  }

  /** Notes that what is being computed needs an early value. */
  void needs(Thunk thunk, Early early) {
    if (!reaches(early.calls)) {
      throw new Abandoned();
    }
    ceiling = Math.max(ceiling, calls + early.calls);
    if (claim != null && early.noted != claim) {
      early.noted = claim;
      claim.needs(thunk, early);
    }
  }

  /**
   * Checks that a value may be printed at a depth, which is bounded as calls are.
   *
   * @throws CallDepthError if it is too deep
   */
  void checkPrintingDepth(int depth, Lazy slot) {
    if (depth > maxCalls) {
      throw new CallDepthError(slot.position(Positions.NONE));
    }
  }

  /** Whether so many calls more are allowed from here. */
  boolean reaches(int more) {
    return calls + more <= maxCalls;
  }

  /** How many thunks this helper computed. */
  int computed() {
    return computed;
  }

  /** Says that these values will all be needed, in this order: helpers may compute them meanwhile. */
  public void ahead(Lazy[] values) {
    if (ahead != null && values.length > 1) {
      ahead.offer(values);
    }
  }

  Contention contention() {
    if (contention != null) {
      return contention;
    }
    return java.util.Objects.requireNonNull(ahead).contention();
  }

  void workWith(@Nullable Ahead helpers) {
    ahead = helpers;
    shared = helpers != null;
  }
}
