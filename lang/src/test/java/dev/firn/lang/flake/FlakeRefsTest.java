package dev.firn.lang.flake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FlakeRefsTest {
  private static final String REV = "2aae6c35c94fcfb415dbe95f408b9ce91ee846ed";
  private static final String HASH = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  private final List<String> warnings = new ArrayList<>();
  private boolean verified = true;

  private final FlakeRefs.Context context =
      new FlakeRefs.Context() {
        @Override
        public boolean isEnabled(String feature) {
          return feature.equals("flakes") || (verified && feature.equals("verified-fetches"));
        }

        @Override
        public void warn(String message) {
          warnings.add(message);
        }
      };

  /** A reference's attributes as {@code name=value}, sorted; numbers and truth values have a type before them. */
  private String parse(String text) {
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, InputAttribute> entry : FlakeRefs.parse(text, context).entrySet()) {
      String type =
          switch (entry.getValue()) {
            case InputAttribute.Text t -> "";
            case InputAttribute.Number n -> "number:";
            case InputAttribute.Flag f -> "flag:";
          };
      out.append(out.isEmpty() ? "" : " ").append(entry.getKey()).append('=').append(type);
      out.append(entry.getValue().query());
    }
    return out.toString();
  }

  /** Writes attributes that are given in the form that {@code parse} gives. */
  private String format(String attributes) {
    Map<String, InputAttribute> values = new TreeMap<>();
    for (String pair : attributes.isEmpty() ? new String[0] : attributes.split(" ")) {
      String name = pair.substring(0, pair.indexOf('='));
      String value = pair.substring(name.length() + 1);
      InputAttribute attribute = new InputAttribute.Text(value);
      if (value.startsWith("number:")) {
        attribute = new InputAttribute.Number(Long.parseUnsignedLong(value.substring(7)));
      } else if (value.startsWith("flag:")) {
        attribute = new InputAttribute.Flag(value.equals("flag:1"));
      }
      values.put(name, attribute);
    }
    return FlakeRefs.format(values, context);
  }

  private String parseError(String text) {
    return assertThrows(FlakeRefException.class, () -> parse(text), text).getMessage();
  }

  private String formatError(String attributes) {
    return assertThrows(FlakeRefException.class, () -> format(attributes), attributes).getMessage();
  }

  private void check(String text, String attributes, String formatted) {
    assertEquals(attributes, parse(text));
    assertEquals(formatted, format(attributes));
  }

  @Test
  void readsRegistryNames() {
    check("nixpkgs", "id=nixpkgs type=indirect", "flake:nixpkgs");
    check("nixpkgs/a-1.b", "id=nixpkgs ref=a-1.b type=indirect", "flake:nixpkgs/a-1.b");
    check("nixpkgs/" + REV, "id=nixpkgs rev=" + REV + " type=indirect", "flake:nixpkgs/" + REV);
    check(
        "nixpkgs/b///" + REV + "///",
        "id=nixpkgs ref=b rev=" + REV + " type=indirect",
        "flake:nixpkgs/b/" + REV);
    check("flake:/nixpkgs///b//", "id=nixpkgs ref=b type=indirect", "flake:nixpkgs/b");
  }

  @Test
  void readsForges() {
    check("github:a/b", "owner=a repo=b type=github", "github:a/b");
    check("github:a/b/c/d", "owner=a ref=c/d repo=b type=github", "github:a/b/c%2Fd");
    check("github:a/b?ref=x%23", "owner=a ref=x# repo=b type=github", "github:a/b/x%23");
    check(
        "gitlab:a/b?rev=" + REV, "owner=a repo=b rev=" + REV + " type=gitlab", "gitlab:a/b/" + REV);
    check(
        "github://////owner%42/////repo%41///branch%43////",
        "owner=ownerB ref=branchC repo=repoA type=github", "github:ownerB/repoA/branchC");
    check(
        "gitlab:/o%252Fs/r?host=x.y&dir=d",
        "dir=d host=x.y owner=o%2Fs repo=r type=gitlab", "gitlab:o%252Fs/r?dir=d&host=x.y");
    check(
        "sourcehut:~a/b?narHash=" + HASH,
        "narHash=" + HASH + " owner=~a repo=b type=sourcehut",
        "sourcehut:~a/b?narHash=sha256-47DEQpj8HBSa%2B/TImW%2B5JCeuQeRkm5NMpJWZG3hSuFU%3D");
  }

  @Test
  void readsPaths() {
    check("/foo//bar/./x/", "path=/foo/bar/./x/ type=path", "path:/foo/bar/./x//");
    check("/", "path=/ type=path", "path:/");
    check("path:./a", "path=./a type=path", "path:./a");
    check("path:///a%3Fb", "path=/a?b type=path", "path:/a%3Fb");
    check(
        "/a?revCount=123&rev=" + REV,
        "path=/a rev=" + REV + " revCount=number:123 type=path",
        "path:/a?rev=" + REV + "&revCount=123");
    assertEquals("dir=bla space path=/foo bar/baz type=path", parse("/foo bar/baz?dir=bla space"));
  }

  @Test
  void readsRepositories() {
    check("git://h/r?ref=b", "ref=b type=git url=git://h/r", "git://h/r?ref=b");
    check(
        "git+https://h/r?x=y&ref=b",
        "ref=b type=git url=https://h/r?x=y",
        "git+https://h/r?ref=b&x=y");
    check(
        "git+ssh://git@h:22/r?shallow=1&lfs=0&allRefs=1",
        "allRefs=flag:1 lfs=flag:0 shallow=flag:1 type=git url=ssh://git@h:22/r",
        "git+ssh://git@h:22/r?shallow=1");
    check("git+file:/foo", "type=git url=file:/foo", "git+file:/foo");
    check(
        "git+https://h/r?publicKey=k&verifyCommit=1",
        "publicKey=k type=git url=https://h/r verifyCommit=flag:1",
        "git+https://h/r?keytype=ssh-ed25519&publicKey=k&verifyCommit=1");
    check(
        "hg+https://h/r?ref=b&z=1",
        "ref=b type=hg url=https://h/r?z=1",
        "hg+https://h/r?ref=b&z=1");
    assertEquals("git+file:///a%2520", format("type=git url=/a%20"));
  }

  @Test
  void readsDownloads() {
    check(
        "https://h/a.zip?name=n&x=y&revCount=3",
        "revCount=number:3 type=tarball url=https://h/a.zip?x=y",
        "https://h/a.zip?x=y");
    check("file+https://h/a", "type=file url=https://h/a", "https://h/a");
    check("tarball+file:///a", "type=tarball url=file:///a", "file:///a");
    check(
        "http://h/t/+3d.tar.gz",
        "type=tarball url=http://h/t/%2B3d.tar.gz",
        "http://h/t/%2B3d.tar.gz");
    check(
        "https://[fe80::1%25en0]:080/",
        "type=tarball url=https://[fe80::1%25en0]:80/", "https://[fe80::1%25en0]:80/");
    check(
        "https://u:p%40@1.2.3.4:/x",
        "type=tarball url=https://u:p%40@1.2.3.4/x", "https://u:p%40@1.2.3.4/x");
  }

  @Test
  void readsScpPlaces() {
    String[][] places = {
      {"git@github.com:/o/r", "git+ssh://git@github.com/o/r"},
      {"host:~u/r", "git+ssh://host/~u/r"},
      {"user@[2001:DB8:1:0:0:0:0:2]:/h", "git+ssh://user@[2001:db8:1::2]/h"},
      {"[user]@[::1]:/p", "git+ssh://%5Buser%5D@[::1]/p"},
      {"user@[host:/p", "git+ssh://user@%5Bhost/p"},
      {"1.2.3.4:/p", "git+ssh://1.2.3.4/p"},
    };
    for (String[] place : places) {
      assertEquals(place[1], format("type=git url=" + place[0]), place[0]);
    }
    assertEquals(List.of(), warnings);
    assertEquals("git+ssh://github.com/o/r.git", format("type=git url=github.com:o/r.git"));
    assertTrue(
        warnings.get(0).endsWith("with an explicit SSH URL:\n\n    ssh://github.com/~/o/r.git"));
  }

  @Test
  void warnsOfParametersWithoutAValue() {
    assertEquals("owner=a repo=b type=github", parse("github:a/b?dir&dir="));
    assertEquals(List.of("dubious URI query 'dir' is missing equal sign '=', ignoring"), warnings);
  }

  @Test
  void refusesWhatIsNoReference() {
    String[][] cases = {
      {".", "flake reference '.' is not an absolute path"},
      {"", "flake reference '' is not an absolute path"},
      {"nixpkgs#x", "unexpected fragment 'x' in flake reference 'nixpkgs#x'"},
      {"/a#x%20\"^", "unexpected fragment 'x \"^' in flake reference '/a#x%20\"^'"},
      {"/a#x\n", "invalid flakeref '/a#x\n'"},
      {"/a#%zz", "invalid URI parameter '%zz': bad hexdig in pct-encoding"},
      {"/a?b=%z", "invalid URI query 'b=%z': missing hexdig in pct-encoding"},
      {"/a?b={", "invalid URI query 'b={': leftover"},
      {"/a?x=1", "path URL 'path:///a?x=1' has unsupported parameter 'x'"},
      {"path:a?revCount=-1", "path URL 'path:a?revCount=-1' has invalid parameter 'revCount'"},
      {"path://h/a", "path URL 'path://h/a' should not have an authority ('h')"},
      {"nixpkgs/a/b/c", "GitHub URL 'flake:nixpkgs/a/b/c' is invalid"},
      {
        "nixpkgs/a..b",
        "in flake URL 'flake:nixpkgs/a..b', 'a..b' is not a commit hash or branch/tag name"
      },
      {"nixpkgs/a/b", "in flake URL 'flake:nixpkgs/a/b', 'b' is not a commit hash"},
      {"github:a", "flake reference 'github:a' is not an absolute path"},
      {"github:a/b/c?ref=d", "flake reference 'github:a/b/c?ref=d' is not an absolute path"},
      {"github:a/b?rev=zz", "hash 'zz' has wrong length for hash algorithm 'sha1'"},
      {
        "file+git:///x",
        "input 'file+git:///x' is unsupported; did you mean 'git+file' instead of 'file+git'?"
      },
      {"foo:bar", "input 'foo:bar' is unsupported"},
      {"file://h/x", "flake reference 'file://h/x' is not an absolute path"},
      {"https://h:0/", "flake reference 'https://h:0/' is not an absolute path"},
      {"https://h:65536/", "flake reference 'https://h:65536/' is not an absolute path"},
      {"https://[::1/", "flake reference 'https://[::1/' is not an absolute path"},
      {"https://[1::2::3]/", "flake reference 'https://[1::2::3]/' is not an absolute path"},
      {"https://a b/", "flake reference 'https://a b/' is not an absolute path"},
    };
    for (String[] refused : cases) {
      assertEquals(refused[1], parseError(refused[0]));
    }
  }

  @Test
  void refusesAttributes() {
    String[][] cases = {
      {"", "'type' attribute to specify input scheme is required but not provided"},
      {"type=number:1", "input attribute 'type' is not a string {\"type\":1}"},
      {
        "type=foo x=number:1 y=flag:1",
        "cannot show unsupported input '{\"type\":\"foo\",\"x\":1,\"y\":true}'"
      },
      {"type=github", "input attribute 'owner' is missing"},
      {"type=github foo=1", "input attribute 'foo' not supported by scheme 'github'"},
      {
        "type=github owner=a repo=b ref=.x",
        "input {\"owner\":\"a\",\"ref\":\".x\",\"repo\":\"b\",\"type\":\"github\"} contains an"
            + " invalid branch/tag name"
      },
      {
        "type=github owner=a repo=b host=_",
        "input {\"host\":\"_\",\"owner\":\"a\",\"repo\":\"b\",\"type\":\"github\"} contains an"
            + " invalid instance host"
      },
      {"type=git url=a/b", "'a/b' doesn't have a scheme"},
      {"type=git url=a|b", "'a|b' is not a valid URL: leftover"},
      {"type=git url=host:", "SCP-style Git URL 'host:' has an empty path"},
      {
        "type=git url=[zz]:x",
        "Git SCP bracketed URL is not valid: 'zz' is not a valid IPv6 address"
      },
      {"type=git url=https://a shallow=1", "input attribute 'shallow' is not a Boolean"},
      {"type=git url=https://a revCount=1", "input attribute 'revCount' is not an integer"},
      {"type=git url=https://a ref=x.lock", "invalid Git branch/tag name 'x.lock'"},
      {"type=hg url=https://a ref=^", "invalid Mercurial branch/tag name '^'"},
      {"type=indirect id=a.b", "'a.b' is not a valid flake ID"},
      {
        "type=tarball url=https://a narHash=sha1-AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "narHash must use SHA-256"
      },
    };
    for (String[] refused : cases) {
      assertEquals(refused[1], formatError(refused[0]));
    }
  }

  @Test
  void asksForFeatures() {
    verified = false;
    assertEquals(
        "experimental Nix feature 'verified-fetches' is disabled;"
            + " add '--extra-experimental-features verified-fetches' to enable it",
        parseError("git+https://h/r?verifyCommit=1"));
  }

  @Test
  void knowsLegalRefNames() {
    for (String name :
        new String[] {"a", "a/b", "HEAD", "refs/heads/a", "-a/b", "a@b", "A_B", "\u00c3\u00a9"}) {
      assertTrue(RefNames.isLegal(name), name);
    }
    String[] illegal = {
      "",
      "@",
      "-a",
      "a.",
      "a/",
      "/a",
      "a//b",
      ".a",
      "a/.b",
      "a.lock/b",
      "a..b",
      "a@{b",
      "a b",
      "a~",
      "a^",
      "a:",
      "a?",
      "a[",
      "a*",
      "a\\",
      "a\u007f",
      "a\n",
    };
    for (String name : illegal) {
      assertEquals(false, RefNames.isLegal(name), name);
    }
  }

  @Test
  void survivesDamage() {
    String[] seeds = {
      "git+https://u@h:80/a/b?ref=x&rev=y#f",
      "github:a/b/c?dir=d",
      "/a/b?x=y",
      "[::1]:a@b",
      "a/b/" + REV
    };
    SplittableRandom random = new SplittableRandom(5);
    int read = 0;
    for (int i = 0; i < 5000; i++) {
      StringBuilder damaged = new StringBuilder(seeds[random.nextInt(seeds.length)]);
      for (int n = random.nextInt(3); n >= 0; n--) {
        damaged.insert(
            random.nextInt(damaged.length()), ":/?#[]@%+&= .a1".charAt(random.nextInt(15)));
      }
      try {
        parse(damaged.toString());
        read++;
      } catch (FlakeRefException e) {
        assertTrue(!e.getMessage().isEmpty());
      }
    }
    assertTrue(read > 50, "read " + read);
  }
}
