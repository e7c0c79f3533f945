package dev.firn.app.store;

import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.Substituter;
import dev.firn.store.sign.BadKeyException;
import dev.firn.store.sign.PublicKey;
import dev.firn.store.sign.SecretKey;
import dev.firn.store.sign.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the settings say about where paths are taken from, and who is believed. */
public final class Substituters {
  private Substituters() {}

  /** Those of the setting {@code substituters}; one that cannot be used is left out with a warning. None if {@code substitute} is off. */
  public static List<Substituter> of(StoreSetup setup) {
    Settings settings = setup.settings();
    List<Substituter> all = new ArrayList<>();
    if (settings.isOn(Setting.SUBSTITUTE)) {
      for (String name : settings.words(Setting.SUBSTITUTERS)) {
        try {
          Store store = StoreOpener.open(name, setup);
          Substituter substituter =
              store instanceof Substituter cache ? cache : new StoreSubstituter(name, store);
          all.add(new CarefulSubstituter(substituter, setup.surroundings().messages()));
        } catch (StoreException failed) {
          setup.surroundings().messages().warn(String.valueOf(failed.getMessage()));
        }
      }
    }
    return all;
  }

  /**
   * The keys that are trusted: {@code trusted-public-keys}, and those that belong to {@code secret-key-files}; null if no signatures are
   * required.
   *
   * @throws StoreException if a key has not the right form or cannot be read
   */
  public static @Nullable TrustedKeys keys(Settings settings) {
    return settings.isOn(Setting.REQUIRE_SIGS) ? trustedKeys(settings) : null;
  }

  /**
   * The keys that are trusted, also if no signatures are required.
   *
   * @throws StoreException if a key has not the right form or cannot be read
   */
  public static TrustedKeys trustedKeys(Settings settings) {
    List<PublicKey> keys = new ArrayList<>();
    for (String text : settings.words(Setting.TRUSTED_PUBLIC_KEYS)) {
      try {
        keys.add(PublicKey.parse(text));
      } catch (BadKeyException bad) {
        throw new StoreException("setting 'trusted-public-keys': " + bad.getMessage(), bad);
      }
    }
    for (String file : settings.words(Setting.SECRET_KEY_FILES)) {
      keys.add(secretKey(file).publicKey());
    }
    return TrustedKeys.of(keys);
  }

  /**
   * The secret key in a file.
   *
   * @throws StoreException if there is none
   */
  public static SecretKey secretKey(String file) {
    try {
      return SecretKey.parse(Latin1.string(Files.readAllBytes(BytePaths.of(file))));
    } catch (IOException failed) {
      throw new StoreException("cannot read the secret key in '" + file + "'", failed);
    } catch (BadKeyException bad) {
      throw new StoreException("file '" + file + "': " + bad.getMessage(), bad);
    }
  }
}
