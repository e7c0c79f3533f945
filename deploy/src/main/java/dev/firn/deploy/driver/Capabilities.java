package dev.firn.deploy.driver;

/**
 * What a driver can do.
 *
 * @param batches it takes many operations at once
 * @param ordersItself it keeps the order of dependencies within a batch, and waits for readiness itself
 * @param reversible what it did it can undo
 * @param keyed it can be asked what is there by the name of the deployment and the path, whoever died meanwhile
 * @param startFirst it can start the new one of a component before it stops the old one
 */
public record Capabilities(
    boolean batches, boolean ordersItself, boolean reversible, boolean keyed, boolean startFirst) {
  /** One operation at a time, stop first; reversible and keyed. */
  public static final Capabilities PLAIN = new Capabilities(false, false, true, true, false);

  /** As {@link #PLAIN}, but many operations at once. */
  public static final Capabilities BATCHES = new Capabilities(true, false, true, true, false);
}
