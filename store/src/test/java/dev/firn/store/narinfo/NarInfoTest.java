package dev.firn.store.narinfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.firn.store.compress.Compression;
import dev.firn.store.path.StoreDir;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NarInfoTest {
  /** As Nix 2.8 wrote it. */
  private static final String TEXT =
      """
      StorePath: /nix/store/5bycwvpqqby32apv2s33daa0qdhdp5mf-bld-env1
      URL: nar/1vn8jrh7mmzmbh6wlfmpm5qrqxn1vsbcs3a9rd1zh0g0wmqqj5ni.nar.xz
      Compression: xz
      FileHash: sha256:1vn8jrh7mmzmbh6wlfmpm5qrqxn1vsbcs3a9rd1zh0g0wmqqj5ni
      FileSize: 212
      NarHash: sha256:17m97dlqfbx78n4vw2w9w7q9a0yh6hlsc2xab6hhn91izd20xrj8
      NarSize: 840
      References: 5bycwvpqqby32apv2s33daa0qdhdp5mf-bld-env1 7ndr3px5ixdincy7rjxvkinvl2y0paj3-bld
      Deriver: kgblbhrbrvadslxl5x5drs7k6k375mg9-bld.drv
      Sig: test-1:5SdlMFaKxBDXBzrX/OtNxRo6PrFF8S4ZV7CVnpiMg6baVmfpnBZ/Yidw91ZJOu36o8VFJbPjUAlNjCuN59h9DQ==
      """;

  private static NarInfo parse(String text) {
    return NarInfoParser.parse(text, "x.narinfo", StoreDir.DEFAULT);
  }

  private static String problem(String text) {
    String prefix = "NAR info file 'x.narinfo' is corrupt: ";
    String message = assertThrows(BadNarInfoException.class, () -> parse(text)).getMessage();
    assertTrue(message.startsWith(prefix), message);
    return message.substring(prefix.length());
  }

  @Test
  void whatNixWroteIsReadAndWrittenAgain() {
    NarInfo read = parse(TEXT);

    assertEquals("bld-env1", read.info().path().name());
    assertEquals(840, read.info().narSize());
    assertEquals(2, read.info().references().size());
    assertEquals(212, read.fileSize());
    assertEquals(TEXT, NarInfoPrinter.print(read, StoreDir.DEFAULT));
  }

  @Test
  void whatIsPrintedIsReadAsItWas() {
    RandomNarInfos random = new RandomNarInfos(1);
    for (int i = 0; i < 500; i++) {
      NarInfo narInfo = random.next();
      assertEquals(narInfo, parse(NarInfoPrinter.print(narInfo, StoreDir.DEFAULT)));
    }
  }

  @Test
  void whatMayBeMissingMayBeMissing() {
    NarInfo read =
        parse(
            """
            StorePath: /nix/store/5bycwvpqqby32apv2s33daa0qdhdp5mf-x
            URL: x.nar
            NarHash: sha256:17m97dlqfbx78n4vw2w9w7q9a0yh6hlsc2xab6hhn91izd20xrj8
            NarSize: 1
            Future: whatever
            Deriver: unknown-deriver
            """);

    assertEquals(Compression.BZIP2, read.compression());
    assertNull(read.fileHash());
    assertNull(read.info().deriver());
    assertTrue(read.info().references().isEmpty());
  }

  @Test
  void whatMustBeThereMustBeThere() {
    assertEquals("StorePath missing", problem(TEXT.replaceAll("StorePath.*\n", "")));
    assertEquals("URL missing", problem(TEXT.replaceAll("URL.*\n", "")));
    assertEquals("NarHash missing", problem(TEXT.replaceAll("NarHash.*\n", "")));
    assertEquals(
        "NarSize missing or zero", problem(TEXT.replaceAll("NarSize.*\n", "NarSize: 0\n")));
    assertEquals("StorePath missing", problem(""));
  }

  @Test
  void problemsAreToldWithTheirLine() {
    assertEquals("bad hash at line 4", problem(TEXT.replace("sha256:1vn8", "sha256:1vn")));
    assertEquals("bad hash at line 6", problem(TEXT.replace("sha256:17m9", "md5:17m9")));
    assertEquals("invalid Compression at line 3", problem(TEXT.replace(" xz", " rar")));
    assertEquals("invalid FileSize at line 5", problem(TEXT.replace("212", "-1")));
    assertEquals("invalid NarSize at line 7", problem(TEXT.replace("840", "9999999999999999999")));
    assertEquals("expecting ':' at line 11", problem(TEXT + "no"));
    assertEquals("expecting '\\n' at line 11", problem(TEXT + "no:"));
    assertTrue(problem(TEXT.replace("/nix/store/", "/gnu/store/")).endsWith("at line 1"));
    assertTrue(problem(TEXT.replace("-bld\n", "-b/../ld\n")).endsWith("at line 8"));
  }

  @Test
  void nothingMayBeToldTwice() {
    for (String line : TEXT.split("\n")) {
      if (!line.startsWith("Sig:")) {
        assertTrue(problem(TEXT + line + "\n").startsWith("extra "), line);
      }
    }
  }

  @Test
  void anyTextIsReadOrRefusedInOneWay() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(TEXT);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, (char) random.nextInt(256));
          case 1 -> text.deleteCharAt(at);
          default -> text.insert(at, TEXT, 0, random.nextInt(80));
        }
      }
      try {
        NarInfo read = parse(text.toString());
        assertEquals(read, parse(NarInfoPrinter.print(read, StoreDir.DEFAULT)));
      } catch (BadNarInfoException refused) {
        assertTrue(refused.getMessage().contains("is corrupt"));
      }
    }
  }

  @Test
  void cachesDescribeThemselves() {
    CacheInfo info = CacheInfo.parse("StoreDir: /nix/store\nWantMassQuery: 1\nPriority: 30\nX\n");

    assertEquals(new CacheInfo("/nix/store", true, 30), info);
    assertEquals(
        "StoreDir: /nix/store\nWantMassQuery: 1\nPriority: 30\n", info.print(StoreDir.DEFAULT));
    assertEquals("StoreDir: /nix/store\n", CacheInfo.UNTOLD.print(StoreDir.DEFAULT));
    assertNull(CacheInfo.parse("Priority: many").priority());
  }
}
