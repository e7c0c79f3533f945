package dev.firn.lang.eval;

import dev.firn.lang.syntax.Position;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.NullValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;

/** A position as a value of the language. */
public final class PositionValue {
  private PositionValue() {}

  /** {@code { column; file; line; }}, or null where the position is in no file. */
  public static Value of(int position, Evaluation ev) {
    Position place = ev.positions().resolve(position);
    if (place == null || place.source().kind() != Source.Kind.FILE) {
      return NullValue.INSTANCE;
    }
    Attrs attrs =
        new AttrsBuilder(3)
            .add(Names.FILE, new StringValue(place.source().path()))
            .add(Names.LINE, IntValue.of(place.line()))
            .add(Names.COLUMN, IntValue.of(place.column()))
            .build();
    return attrs;
  }
}
