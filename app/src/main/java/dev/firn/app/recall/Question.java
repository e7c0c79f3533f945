package dev.firn.app.recall;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.text.Latin1;
import dev.firn.lang.host.FileKind;
import dev.firn.store.path.StorePath;
import org.jspecify.annotations.Nullable;

/** Something that an evaluation asked of the world, and that can be asked again. Answers are compared with {@code equals}. */
sealed interface Question {
  /** Stands for null. */
  Object NOTHING = "nothing";

  /** What the world answers now. */
  Object ask(World world);

  /** The answer, or what stands for it if it is null. */
  static Object answer(@Nullable Object answer) {
    return answer == null ? NOTHING : answer;
  }

  /** What is at a path. */
  record Kind(String path) implements Question {
    @Override
    public Object ask(World world) {
      return answer(world.machine().kind(path));
    }
  }

  /** What a file holds: content, not times, which can be set. The answer is its hash. */
  record Content(String path) implements Question {
    static Hash of(String content) {
      return Hash.digest(HashAlgorithm.SHA256, Latin1.bytes(content));
    }

    @Override
    public Object ask(World world) {
      FileKind kind = world.machine().kind(path);
      return kind == null || !kind.isRegular() ? NOTHING : of(world.machine().readFile(path));
    }
  }

  /** What a directory holds. */
  record Listing(String path) implements Question {
    @Override
    public Object ask(World world) {
      return world.machine().kind(path) == FileKind.DIRECTORY
          ? world.machine().readDirectory(path)
          : NOTHING;
    }
  }

  /** Where a link points. */
  record Link(String path) implements Question {
    @Override
    public Object ask(World world) {
      return world.machine().kind(path) == FileKind.SYMLINK
          ? world.machine().readLink(path)
          : NOTHING;
    }
  }

  /** An environment variable. */
  record Variable(String name) implements Question {
    @Override
    public Object ask(World world) {
      return answer(world.machine().environment(name));
    }
  }

  /** The home directory. */
  record Home() implements Question {
    @Override
    public Object ask(World world) {
      return answer(world.machine().home());
    }
  }

  /** Whether a path is in the store. What it holds never changes. */
  record Valid(StorePath path) implements Question {
    @Override
    public Object ask(World world) {
      return world.store().isValid(path);
    }
  }
}
