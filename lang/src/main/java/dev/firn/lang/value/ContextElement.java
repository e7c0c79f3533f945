package dev.firn.lang.value;

/**
 * One thing that a string mentions. Store paths are given in full ({@code /nix/store/HASH-NAME}).
 *
 * <p>Encoded as Nix does where text is needed: a plain path, {@code =PATH} for a deep derivation, {@code !OUTPUT!PATH} for an
 * output.
 */
public sealed interface ContextElement extends Comparable<ContextElement> {
  /** A store object as it is. */
  record Opaque(String path) implements ContextElement, DerivedFrom {
    @Override
    public String encoded() {
      return path;
    }
  }

  /** A derivation with its whole closure, outputs included. */
  record DrvDeep(String drvPath) implements ContextElement {
    @Override
    public String encoded() {
      return "=" + drvPath;
    }
  }

  /** An output of a derivation, which may itself be an output of another. */
  record Built(DerivedFrom drv, String output) implements ContextElement, DerivedFrom {
    @Override
    public String encoded() {
      return "!" + output + "!" + drv.encoded();
    }
  }

  /** A secret: it may be handed to a process at run time, and nowhere else. */
  record Secret(String name) implements ContextElement {
    @Override
    public String encoded() {
      return "?" + name;
    }
  }

  /** Where a derivation comes from: a path, or the output of another derivation. */
  sealed interface DerivedFrom permits Opaque, Built {
    /** The text form. */
    String encoded();
  }

  /** The text form. */
  String encoded();

  /** Nix's order: paths, deep derivations, outputs by derivation and name; secrets last. */
  @Override
  default int compareTo(ContextElement other) {
    if (this instanceof Built a && other instanceof Built b) {
      int order = ((ContextElement) a.drv()).compareTo((ContextElement) b.drv());
      return order != 0 ? order : a.output().compareTo(b.output());
    }
    int order = Integer.compare(rank(), other.rank());
    return order != 0 ? order : encoded().compareTo(other.encoded());
  }

  private int rank() {
    return switch (this) {
      case Opaque _ -> 0;
      case DrvDeep _ -> 1;
      case Built _ -> 2;
      case Secret _ -> 3;
    };
  }

  /** The element as messages show it: a path, {@code DRV (deep)}, {@code DRV^OUTPUT}, {@code secret 'NAME'}. */
  default String display() {
    return switch (this) {
      case Opaque opaque -> opaque.path();
      case DrvDeep deep -> deep.drvPath() + " (deep)";
      case Built built -> display(built.drv()) + "^" + built.output();
      case Secret secret -> "secret '" + secret.name() + "'";
    };
  }

  private static String display(DerivedFrom drv) {
    return switch (drv) {
      case Opaque opaque -> opaque.path();
      case Built built -> built.display();
    };
  }
}
