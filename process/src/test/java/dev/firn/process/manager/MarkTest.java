package dev.firn.process.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.deploy.component.ComponentPath;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MarkTest {
  private static final Mark MARK = new Mark("web", ComponentPath.of("nginx"), "5f2a");

  @Test
  void aMarkComesAfterALineThatMustBeFirst() {
    assertEquals(
        "# firn-mark: 1 web 5f2a nginx\n[Unit]\n", MARK.into("[Unit]\n", Mark.Comment.HASH));
    assertEquals(
        "#!/bin/sh\n# firn-mark: 1 web 5f2a nginx\ntrue\n",
        MARK.into("#!/bin/sh\ntrue\n", Mark.Comment.HASH));
    assertEquals(
        "#!/bin/sh\n# firn-mark: 1 web 5f2a nginx\n", MARK.into("#!/bin/sh", Mark.Comment.HASH));
    assertEquals(
        "<?xml version=\"1.0\"?>\n<!-- firn-mark: 1 web 5f2a nginx -->\n<a/>\n",
        MARK.into("<?xml version=\"1.0\"?>\n<a/>\n", Mark.Comment.XML));
  }

  @Test
  void whateverIsMarkedIsRead() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 5000; i++) {
      Mark mark =
          new Mark(name(random), ComponentPath.of(name(random), name(random)), name(random));
      for (Mark.Comment comment : Mark.Comment.values()) {
        String text = mark.into("#!/bin/sh\nfirst\n", comment);
        assertEquals(mark, Mark.in(text));
        assertEquals(4, text.lines().count() + 1, text);
      }
      assertEquals(mark, Mark.of(mark.value()));
      assertFalse(mark.line().contains("--"));
    }
  }

  @Test
  void whatIsNoMarkIsNone() {
    assertNull(Mark.in("[Unit]\n"));
    assertNull(Mark.in("1\n2\n3\n4\n# firn-mark: 1 web 5f2a nginx\n"));
    assertNull(Mark.of("2 web 5f2a nginx"));
    assertNull(Mark.of("1 web 5f2a"));
    assertNull(Mark.of("1 web 5f2a n%"));
    assertNull(Mark.of("1 web 5f2a n%zz"));
    assertNull(Mark.of("1 web 5f2a a..b"));
    assertTrue(MARK.equals(Mark.of("1 web 5f2a nginx -->")));
  }

  private static String name(SplittableRandom random) {
    StringBuilder name = new StringBuilder();
    int length = random.nextInt(1, 9);
    for (int i = 0; i < length; i++) {
      name.append(
          random.nextBoolean()
              ? "- %\n\".>".charAt(random.nextInt(7))
              : (char) random.nextInt(1, 256));
    }
    return name.toString();
  }
}
