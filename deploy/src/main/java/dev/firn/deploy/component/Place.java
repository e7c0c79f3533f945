package dev.firn.deploy.component;

/**
 * Where components of one type live: what one driver manages on one target.
 *
 * @param type names the driver
 * @param target names the machine
 */
public record Place(String type, String target) implements Comparable<Place> {
  @Override
  public int compareTo(Place other) {
    int order = target.compareTo(other.target);
    return order != 0 ? order : type.compareTo(other.type);
  }

  @Override
  public String toString() {
    return type + " on " + target;
  }
}
