package dev.firn.deploy.plan;

import java.util.Locale;

/** What a plan does about a component, in people's words. */
public enum Action {
  /** It is not there and comes. */
  CREATE('+'),
  /** It is made of something else now: the old one goes, the new one comes. */
  CHANGE('~'),
  /** It goes on running with other inputs. */
  RELOAD('>'),
  /** It moves to another driver or target. */
  REPLACE('±'),
  /** It goes. */
  STOP('-'),
  /** It is not what it was left as, and is put right. */
  DRIFT('!'),
  /** It is what it should be, and is asked again whether it is ready, because it was not or is asked otherwise. */
  PROBE('*'),
  /** It is left alone. */
  KEEP(' ');

  private final char sign;

  Action(char sign) {
    this.sign = sign;
  }

  /** The character that stands before it in a printed plan. */
  public char sign() {
    return sign;
  }

  /** Its name in texts, such as {@code create}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
