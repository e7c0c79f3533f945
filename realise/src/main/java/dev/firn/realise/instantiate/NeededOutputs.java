package dev.firn.realise.instantiate;

import dev.firn.lang.error.EvalError;
import dev.firn.store.DerivedPath;
import dev.firn.store.path.StorePath;
import java.util.List;

/** Makes the outputs that an evaluation needs before it can go on. */
@FunctionalInterface
public interface NeededOutputs {
  /** Makes nothing. */
  NeededOutputs NONE =
      wanted -> {
        throw new EvalError("cannot build during evaluation: there is nobody who builds");
      };

  /**
   * Realises outputs of derivations that are in the store.
   *
   * @param wanted each with one output
   * @return the path of each, in the same order
   * @throws EvalError if one of them cannot be realised
   */
  List<StorePath> realise(List<DerivedPath.Built> wanted);
}
