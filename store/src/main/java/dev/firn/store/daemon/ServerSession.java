package dev.firn.store.daemon;

import dev.firn.store.protocol.ClientSettings;
import dev.firn.store.protocol.ServedStore;
import dev.firn.store.protocol.Transport;
import dev.firn.store.wire.WireException;
import java.io.EOFException;
import java.io.IOException;

/** Serves one client until it goes away. For the thread that runs it. */
public final class ServerSession {
  private static final long LARGEST_REQUEST = 1L << 28;

  private final ServerChannel channel;
  private final boolean trusted;
  private final QueryRequests queries;
  private final AddRequests additions;
  private final BuildRequests builds;
  private final MaintenanceRequests maintenance;
  private final ServerOptions options;

  private ServerSession(
      ServerChannel channel, ServedStore served, boolean trusted, ServerOptions options) {
    this.channel = channel;
    this.trusted = trusted;
    this.options = options;
    this.queries = new QueryRequests(channel, served.store());
    this.additions = new AddRequests(channel, served, trusted);
    this.builds = new BuildRequests(channel, served, trusted);
    this.maintenance = new MaintenanceRequests(channel, served.maintenance(), trusted);
  }

  /**
   * Serves a client; closes nothing.
   *
   * @param trusted whether the client may do what harms others
   * @throws IOException if the client does not speak the protocol, or goes away in the middle of something
   * @throws InterruptedException if the client goes away while something is built for it
   */
  public static void serve(
      Transport transport, ServedStore served, boolean trusted, ServerOptions options)
      throws IOException, InterruptedException {
    ServerChannel channel = new ServerChannel(transport, served.store().dir());
    ServerGreeting.introduce(channel, options.version(), trusted);
    new ServerSession(channel, served, trusted, options).run();
  }

  private void run() throws IOException, InterruptedException {
    while (true) {
      long code;
      try {
        channel.reader().allow(LARGEST_REQUEST);
        code = channel.reader().number();
      } catch (EOFException gone) {
        return;
      }
      if (!answer(code)) {
        return;
      }
    }
  }

  /** Answers one request. Gives whether both sides know where in the conversation they are afterwards. */
  private boolean answer(long code) throws IOException, InterruptedException {
    Operation operation = Operation.of(code);
    try {
      if (operation == null) {
        throw new WireException("invalid operation " + code);
      }
      perform(operation);
      channel.writer().flush();
      return true;
    } catch (EOFException gone) {
      throw gone;
    } catch (IOException | RuntimeException failed) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      boolean known = channel.sink().isWorking();
      channel.sink().fail(message(failed));
      return known;
    }
  }

  private static String message(Exception failed) {
    String message = failed.getMessage();
    return message == null || message.isEmpty() ? failed.toString() : message;
  }

  private void perform(Operation operation) throws IOException, InterruptedException {
    switch (operation) {
      case IS_VALID_PATH -> queries.isValid();
      case QUERY_REFERRERS -> queries.referrers();
      case QUERY_VALID_DERIVERS -> queries.derivers();
      case QUERY_DERIVATION_OUTPUTS -> queries.outputs();
      case QUERY_DERIVATION_OUTPUT_NAMES -> queries.outputNames();
      case QUERY_DERIVATION_OUTPUT_MAP -> queries.outputMap();
      case QUERY_DERIVER -> queries.deriver();
      case QUERY_ALL_VALID_PATHS -> queries.allValid();
      case QUERY_PATH_INFO -> queries.info();
      case QUERY_PATH_FROM_HASH_PART -> queries.byHashPart();
      case QUERY_REALISATION -> queries.realisation();
      case NAR_FROM_PATH -> queries.archive();
      case ADD_TO_STORE -> additions.content();
      case ADD_TEXT_TO_STORE -> additions.text();
      case ADD_TO_STORE_NAR -> additions.archive();
      case ADD_MULTIPLE_TO_STORE -> additions.archives();
      case ADD_SIGNATURES -> additions.signatures();
      case REGISTER_DRV_OUTPUT -> additions.realisation();
      case ADD_BUILD_LOG -> additions.buildLog();
      case BUILD_PATHS -> builds.build();
      case BUILD_PATHS_WITH_RESULTS -> builds.buildWithResults();
      case BUILD_DERIVATION -> builds.buildDerivation();
      case ENSURE_PATH -> builds.ensure();
      case QUERY_MISSING -> builds.missing();
      case QUERY_VALID_PATHS -> builds.valid(queries);
      case HAS_SUBSTITUTES -> builds.hasSubstitutes();
      case QUERY_SUBSTITUTABLE_PATHS -> builds.substitutable();
      case QUERY_SUBSTITUTABLE_PATH_INFO -> builds.substitutableInfo();
      case QUERY_SUBSTITUTABLE_PATH_INFOS -> builds.substitutableInfos();
      case ADD_TEMP_ROOT -> maintenance.tempRoot();
      case ADD_INDIRECT_ROOT -> maintenance.indirectRoot();
      case ADD_PERM_ROOT -> maintenance.permanentRoot();
      case SYNC_WITH_GC -> maintenance.synchronise();
      case FIND_ROOTS -> maintenance.roots();
      case COLLECT_GARBAGE -> maintenance.collect();
      case OPTIMISE_STORE -> maintenance.optimise();
      case VERIFY_STORE -> maintenance.verify();
      case SET_OPTIONS -> setOptions();
    }
  }

  private void setOptions() throws IOException, InterruptedException {
    ClientSettings told = SettingsCodec.read(channel.reader(), channel.protocol());
    channel.silent(() -> {
      channel.sink().listen(told.verbosity());
      TrustedSettings filter = new TrustedSettings(options.trustedSubstituters(), channel.sink());
      builds.set(filter.filter(told, trusted));
    });
  }
}
