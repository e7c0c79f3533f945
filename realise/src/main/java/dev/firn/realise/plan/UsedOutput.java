package dev.firn.realise.plan;

/** An output that a derivation uses, and the derivation that makes it. */
record UsedOutput(DerivationSource source, String output) {}
