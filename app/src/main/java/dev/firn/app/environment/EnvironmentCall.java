package dev.firn.app.environment;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.CommonOptions;
import dev.firn.app.command.NixEnvOptions;
import dev.firn.app.command.Option;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Session;
import dev.firn.app.realise.Building;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.PathNames;
import dev.firn.app.store.StoreSetup;
import dev.firn.app.store.UserProfile;
import dev.firn.base.activity.Level;
import dev.firn.store.path.StorePath;
import dev.firn.store.profile.Profile;
import dev.firn.store.protocol.BuildMode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operation of {@code nix-env} is called with. */
final class EnvironmentCall {
  private final CommandLine line;
  private final Session session;
  private final Settings settings;
  private final Surroundings surroundings;
  private final Building building;
  private final Prebuilt prebuilt;

  EnvironmentCall(CommandLine line, Session session, Settings settings, Surroundings surroundings) {
    this.line = line;
    this.session = session;
    this.settings = settings;
    this.surroundings = surroundings;
    this.building = new Building(session.store(), settings, surroundings);
    this.prebuilt = new Prebuilt(session, new StoreSetup(settings, surroundings));
  }

  /** The command line. */
  CommandLine line() {
    return line;
  }

  /** Whether an option was given. */
  boolean has(Option option) {
    return line.has(option);
  }

  /** What evaluates. */
  Session session() {
    return session;
  }

  /** The settings. */
  Settings settings() {
    return settings;
  }

  /** What the command runs in. */
  Surroundings surroundings() {
    return surroundings;
  }

  /** What builds. */
  Building building() {
    return building;
  }

  /** How to build. */
  BuildMode buildMode() {
    return has(CommonOptions.REPAIR) ? BuildMode.REPAIR : BuildMode.NORMAL;
  }

  /** The operands. */
  List<String> operands() {
    return line.operands();
  }

  /** Whether nothing is to be done. */
  boolean isDryRun() {
    return has(NixEnvOptions.DRY_RUN);
  }

  /** Tells what is done. */
  void info(String message) {
    surroundings.messages().say(Level.INFO, message);
  }

  /** Warns. */
  void warn(String message) {
    surroundings.messages().warn(message);
  }

  /** Prints a line. */
  void line(String text) {
    surroundings.output().line(text);
  }

  /**
   * Refuses flags that do not go with the operation.
   *
   * @param allowed those that do
   */
  void allow(List<Option> allowed) {
    for (CommandLine.Given given : line.given()) {
      if (NixEnvOptions.isFlag(given.option()) && !allowed.contains(given.option())) {
        throw new UsageException("unknown flag '" + given.word() + "'");
      }
    }
  }

  /** The only operand. */
  String onlyOperand() {
    if (operands().size() != 1) {
      throw new UsageException("exactly one argument expected");
    }
    return operands().getFirst();
  }

  /** Refuses operands. */
  void noOperands() {
    if (!operands().isEmpty()) {
      throw new UsageException("no arguments expected");
    }
  }

  /** The store path that a user names: itself, or a link that leads there. */
  StorePath storePath(String name) {
    return PathNames.follow(name, session.store().dir(), surroundings.directory());
  }

  /** Where the profile is. */
  Path profilePath() {
    return UserProfile.chosen(
        line.value(NixEnvOptions.PROFILE), settings, surroundings, session.store());
  }

  /** The profile. */
  Profile profile() {
    return UserProfile.open(session.store(), profilePath(), this::info);
  }

  /** What is installed in the profile. */
  List<Element> installed() {
    return InstalledPackages.of(profilePath(), session);
  }

  /** What is to be installed instead of what is installed. */
  @FunctionalInterface
  interface Change {
    /** Gives it; may be asked again, if the profile was changed meanwhile. */
    List<Element> of(List<Element> installed);
  }

  /** Makes a new generation of the profile, and begins again if somebody else was faster. */
  void change(Change change) {
    profile()
        .change(() -> {
          List<Element> wanted = change.of(installed());
          return isDryRun() ? null : UserEnvironment.build(wanted, this);
        });
  }

  /** What need not be built. */
  Prebuilt prebuilt() {
    return prebuilt;
  }

  /** The expression that packages come from. */
  ActiveExpression expression() {
    String system = line.value(NixEnvOptions.SYSTEM_FILTER);
    return new ActiveExpression(
        session,
        settings,
        surroundings.environment(),
        file(),
        system == null ? "*" : system,
        this::warn);
  }

  private @Nullable String file() {
    return line.value(NixEnvOptions.FILE);
  }
}
