package dev.firn.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private final List<String> warnings = new ArrayList<>();
  private final Settings settings = new Settings(warnings::add);

  private String refusal(String name, String value) {
    return assertThrows(SettingException.class, () -> settings.set(name, value)).getMessage();
  }

  @Test
  void everyNameIsFoundAndNoneTwice() {
    Set<String> names = new HashSet<>();
    for (Setting setting : Setting.values()) {
      assertSame(setting, Setting.named(setting.text()));
      assertTrue(names.add(setting.text()));
      for (String alias : setting.aliases()) {
        assertSame(setting, Setting.named(alias));
        assertTrue(names.add(alias));
      }
    }
    assertNull(Setting.named("max_call_depth"));
  }

  @Test
  void everyDefaultIsAValueOfItsKind() {
    for (Setting setting : Setting.values()) {
      assertEquals(
          setting.fallback(), SettingValues.check(setting, setting.fallback(), warnings::add));
    }
    assertEquals(List.of(), warnings);
  }

  @Test
  void whatIsOnOrOffIsWrittenInThreeWays() {
    for (String on : List.of("true", "yes", "1")) {
      settings.set("pure-eval", on);
      assertTrue(settings.isOn(Setting.PURE_EVAL), on);
    }
    for (String off : List.of("false", "no", "0")) {
      settings.set("pure-eval", off);
      assertFalse(settings.isOn(Setting.PURE_EVAL), off);
    }
    assertEquals("Boolean setting 'pure-eval' has invalid value 'on'", refusal("pure-eval", "on"));
  }

  @Test
  void numbersMayHaveUnits() {
    settings.set("min-free", "2K");
    assertEquals(2048, settings.number(Setting.MIN_FREE));
    settings.set("min-free", "1t");
    assertEquals(1L << 40, settings.number(Setting.MIN_FREE));
    for (String wrong :
        List.of("", "-1", "x", "1X", "K", "99999999999999999999", "9223372036854775807K")) {
      assertEquals(
          "setting 'min-free' has invalid value '" + wrong + "'", refusal("min-free", wrong));
    }
  }

  @Test
  void listsCanBeExtended() {
    settings.set("allowed-uris", "a  b");
    settings.set("extra-allowed-uris", "c");
    assertEquals(List.of("a", "b", "c"), settings.words(Setting.ALLOWED_URIS));
    settings.set("extra-allowed-uris", "");
    assertEquals("a b c", settings.text(Setting.ALLOWED_URIS));
  }

  @Test
  void onlyListsCanBeExtended() {
    settings.set("extra-max-call-depth", "1");
    settings.warnUnknown();
    assertEquals(List.of("unknown setting 'extra-max-call-depth'"), warnings);
  }

  @Test
  void unknownNamesAreWarnedAboutOnceAndInOrder() {
    settings.set("zz", "1");
    settings.set("aa", "1");
    settings.set("zz", "2");
    settings.warnUnknown();
    settings.warnUnknown();
    assertEquals(List.of("unknown setting 'aa'", "unknown setting 'zz'"), warnings);
  }

  @Test
  void flakesBringFetchTree() {
    settings.set("experimental-features", "flakes pipe-operators");
    assertEquals(Set.of("flakes", "fetch-tree", "pipe-operators"), settings.features());
  }

  @Test
  void unknownFeaturesAreWarnedAbout() {
    settings.set("experimental-features", "nonsense no-url-literals");
    assertEquals(Set.of(), settings.features());
    assertEquals("unknown experimental feature 'nonsense'", warnings.getFirst());
    assertTrue(warnings.get(1).contains("lint-url-literals = fatal"), warnings.get(1));
  }

  @Test
  void someSettingsNeedAFeature() {
    settings.set("use-registries", "false");
    assertTrue(settings.isOn(Setting.USE_REGISTRIES));
    assertEquals(
        List.of(
            "Ignoring setting 'use-registries' because experimental feature 'flakes' is not"
                + " enabled"),
        warnings);

    settings.set("experimental-features", "flakes");
    settings.set("use-registries", "false");
    assertFalse(settings.isOn(Setting.USE_REGISTRIES));
  }

  @Test
  void lintsKnowThreeWords() {
    settings.set("lint-url-literals", "fatal");
    assertEquals("fatal", settings.text(Setting.LINT_URL_LITERALS));
    assertEquals(
        "option 'lint-url-literals' has invalid value 'true' (expected 'ignore', 'warn', or"
            + " 'fatal')",
        refusal("lint-url-literals", "true"));
  }

  @Test
  void theOldLintSettingStillWorks() {
    settings.set("warn-short-path-literals", "true");
    assertEquals("warn", settings.text(Setting.LINT_SHORT_PATH_LITERALS));
    assertEquals(
        List.of(
            "'warn-short-path-literals' is deprecated, use 'lint-short-path-literals = warn'"
                + " instead"),
        warnings);
    settings.set("warn-short-path-literals", "false");
    assertEquals("ignore", settings.text(Setting.LINT_SHORT_PATH_LITERALS));
    settings.set("lint-short-path-literals", "fatal");
    settings.set("warn-short-path-literals", "true");
    assertEquals("fatal", settings.text(Setting.LINT_SHORT_PATH_LITERALS));
  }

  @Test
  void systemsAreNamedAsNixNamesThem() {
    assertEquals("x86_64-linux", SystemType.of("amd64", "Linux"));
    assertEquals("aarch64-linux", SystemType.of("aarch64", "Linux"));
    assertEquals("aarch64-darwin", SystemType.of("aarch64", "Mac OS X"));
    assertEquals("riscv64-linux", SystemType.of("riscv64", "Linux"));
  }
}
