package dev.firn.app.realise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.app.settings.Settings;
import dev.firn.base.http.HttpOptions;
import dev.firn.realise.build.BuildSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildSetupTest {
  private static BuildSettings policy(String... namesAndValues) {
    Settings settings =
        new Settings(warning -> {
          throw new AssertionError(warning);
        });
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.set(namesAndValues[i], namesAndValues[i + 1]);
    }
    return BuildSetup.of(settings, HttpOptions.DEFAULT);
  }

  @Test
  void withoutSettingsItIsTheDefault() {
    BuildSettings policy = policy("system", "x86_64-linux");
    BuildSettings usual = BuildSettings.defaults("x86_64-linux");

    assertEquals(usual.limits(), policy.limits());
    assertEquals(usual.sandbox(), policy("system", "s", "allowed-impure-host-deps", "").sandbox());
    assertTrue(policy.sandbox().allowedPaths().contains("/usr"), "what host packages need");
    assertEquals(usual.users(), policy.users());
    assertEquals(usual.log(), policy.log());
    assertEquals("system = x86_64-linux\n", policy.hooks().configuration());
    assertEquals(List.of("i686-linux"), policy.platform().others());
    assertTrue(
        policy.platform().features().containsAll(List.of("benchmark", "big-parallel")),
        policy.platform().toString());
  }

  @Test
  void everySettingArrives() {
    BuildSettings policy =
        policy(
            "experimental-features", "configurable-impure-env auto-allocate-uids ca-derivations",
            "extra-platforms", "armv7l-linux",
            "extra-system-features", "gpu",
            "cores", "3",
            "timeout", "4",
            "max-silent-time", "5",
            "max-build-log-size", "6",
            "sandbox", "relaxed",
            "sandbox-fallback", "true",
            "extra-sandbox-paths", "/opt?",
            "allowed-impure-host-deps", "/usr/lib",
            "sandbox-build-dir", "/work",
            "filter-syscalls", "false",
            "build-users-group", "",
            "auto-allocate-uids", "true",
            "start-id", "7",
            "id-count", "8",
            "keep-build-log", "false",
            "compress-build-log", "false",
            "pre-build-hook", "/pre",
            "post-build-hook", "/post",
            "diff-hook", "/diff",
            "build-dir", "/var/builds",
            "keep-failed", "true",
            "impure-env", "A=b C=d=e",
            "hashed-mirrors", "http://mirror");

    assertEquals(List.of("armv7l-linux"), policy.platform().others());
    assertTrue(policy.platform().features().containsAll(List.of("gpu", "nixos-test")));
    assertEquals(new BuildSettings.Limits(3, 4, 5, 6), policy.limits());
    assertEquals(
        new BuildSettings.Sandbox(
            BuildSettings.SandboxMode.RELAXED,
            true,
            List.of("/bin/sh", "/opt?"),
            List.of("/usr/lib"),
            "/work",
            false,
            null),
        policy.sandbox());
    assertEquals(new BuildSettings.Users("", true, 7, 8), policy.users());
    assertEquals(new BuildSettings.Log(false, false), policy.log());
    assertEquals("/pre", policy.hooks().before());
    assertEquals("/post", policy.hooks().after());
    assertNull(policy.hooks().different(), "it is not to be run");
    assertTrue(policy.hooks().configuration().contains("\ncores = 3\n"));
    assertEquals(Path.of("/var/builds"), policy.buildDirectory());
    assertTrue(policy.keepFailed());
    assertTrue(policy.realisations());
    assertEquals(Map.of("A", "b", "C", "d=e"), policy.impureVariables());
    assertEquals(List.of("http://mirror"), policy.hashedMirrors());
  }
}
