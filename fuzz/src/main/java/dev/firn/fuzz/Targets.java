package dev.firn.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;

/** All targets by name. */
public final class Targets {
  /** A target, and the package in which it is to reach as much code as possible. */
  private record Entry(Target target, String watched) {}

  private static final Map<String, Entry> ALL = new LinkedHashMap<>();

  static {
    ALL.put("syntax", new Entry(new SyntaxTarget(), "dev.firn.lang.syntax"));
    ALL.put("json", new Entry(new JsonTarget(), "dev.firn.base.json"));
    ALL.put("toml", new Entry(new TomlTarget(), "dev.firn.lang.toml"));
    ALL.put("xml", new Entry(new XmlTarget(), "dev.firn.lang.print"));
    ALL.put("narinfo", new Entry(new NarInfoTarget(), "dev.firn.store.narinfo"));
    ALL.put("request", new Entry(new RequestTarget(), "dev.firn.store.cacheserver"));
    ALL.put("nar", new Entry(new NarTarget(), "dev.firn.store.nar"));
    ALL.put("restore", new Entry(new RestoreTarget(), "dev.firn.store.nar"));
    ALL.put("derivation", new Entry(new DerivationTarget(), "dev.firn.store.derivation"));
    ALL.put("derivation-json", new Entry(new DerivationJsonTarget(), "dev.firn.store.derivation"));
    ALL.put("import", new Entry(new ImportTarget(), "dev.firn.store"));
    ALL.put("registration", new Entry(new RegistrationTarget(), "dev.firn.store.exchange"));
    ALL.put("daemon", new Entry(new DaemonTarget(), "dev.firn.store.daemon"));
    ALL.put("config", new Entry(new ConfigTarget(), "dev.firn.app.settings"));
    ALL.put("archive", new Entry(new ArchiveTarget(), "dev.firn.realise.fetch"));
    ALL.put("regex", new Entry(new RegexTarget(), "dev.firn.lang.regex"));
  }

  private Targets() {}

  /** Prints the names of all targets, or, given the name of one, the package that it is about. */
  public static void main(String[] args) {
    if (args.length > 0) {
      System.out.println(entry(args[0]).watched());
    } else {
      names().forEach(System.out::println);
    }
  }

  /** The names. */
  static Iterable<String> names() {
    return ALL.keySet();
  }

  /**
   * The target of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Target named(String name) {
    return entry(name).target();
  }

  private static Entry entry(String name) {
    Entry entry = ALL.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("no target '" + name + "'; there are " + ALL.keySet());
    }
    return entry;
  }
}
