package dev.firn.lang.value;

/**
 * What a helper has left to be done by the main evaluation, once this takes the value that the helper computed.
 *
 * @param order grows with time; what an effect builds on has a smaller one
 * @param action what is to be done; it does no harm to do it twice
 */
record Effect(long order, Runnable action) {}
