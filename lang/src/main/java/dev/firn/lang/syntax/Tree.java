package dev.firn.lang.syntax;

/**
 * A text that was parsed.
 *
 * @param expr its meaning
 * @param names its names in the order in which the parser met them; some may come again; not to be changed
 */
public record Tree(Expr expr, Symbol[] names) {}
