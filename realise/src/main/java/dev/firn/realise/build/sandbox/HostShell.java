package dev.firn.realise.build.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shell of this machine with what it needs to run: what builders see of the machine if nobody says otherwise. */
public final class HostShell {
  /** Where it is. */
  public static final String PATH = "/bin/sh";

  private static final Path SHELL = Path.of(PATH);
  private static final long LARGEST = 64L << 20;

  // The executable and linkable format with 64-bit addresses.
  private static final int MAGIC = 0x464c457f;
  private static final int CLASS_OFFSET = 4;
  private static final int CLASS_64 = 2;
  private static final int PROGRAM_HEADERS = 32;
  private static final int HEADER_SIZE = 54;
  private static final int HEADER_COUNT = 56;
  private static final int INTERPRETER = 3; // PT_INTERP
  private static final int DYNAMIC = 2; // PT_DYNAMIC
  private static final int LOAD = 1; // PT_LOAD
  private static final long NEEDED = 1; // DT_NEEDED
  private static final long STRINGS = 5; // DT_STRTAB

  private HostShell() {}

  /**
   * The files, as the shell finds them.
   *
   * @throws IOException if there is no shell, or no way to tell what it needs
   */
  public static List<SharedFile> files() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(SHELL.toString(), SHELL.toRealPath().toString());
    ArrayDeque<Path> waiting = new ArrayDeque<>(List.of(SHELL));
    List<Path> folders = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Elf elf = Elf.read(waiting.remove());
      if (elf.interpreter != null) {
        Path interpreter = Path.of(elf.interpreter);
        files.putIfAbsent(elf.interpreter, interpreter.toRealPath().toString());
        addFolders(interpreter, folders);
      }
      for (String name : elf.needed) {
        Path library = find(name, folders);
        if (files.putIfAbsent(library.toString(), library.toRealPath().toString()) == null) {
          waiting.add(library);
        }
      }
    }
    List<SharedFile> shared = new ArrayList<>();
    files.forEach((target, source) -> shared.add(SharedFile.readOnly(target, source)));
    return shared;
  }

  /** Where the loader looks: the folders of Debian and of others. */
  private static void addFolders(Path interpreter, List<Path> folders) throws IOException {
    Path real = interpreter.toRealPath().getParent();
    for (String folder : new String[] {"/lib", "/usr/lib", "/lib64", "/usr/lib64"}) {
      if (real != null && real.getFileName() != null) {
        folders.add(Path.of(folder).resolve(real.getFileName().toString()));
      }
      folders.add(Path.of(folder));
    }
  }

  private static Path find(String name, List<Path> folders) throws IOException {
    for (Path folder : folders) {
      if (Files.isRegularFile(folder.resolve(name))) {
        return folder.resolve(name);
      }
    }
    throw new IOException("the library '" + name + "' that " + SHELL + " needs was not found");
  }

  /** What a program or library says that it needs. */
  private static final class Elf {
    private final ByteBuffer bytes;
    private final List<String> needed = new ArrayList<>();
    private @Nullable String interpreter;

    private Elf(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    static Elf read(Path file) throws IOException {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        if (channel.size() > LARGEST) {
          throw new IOException("'" + file + "' is too large");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
          // until all is read
        }
        Elf elf = new Elf(bytes.flip().order(ByteOrder.LITTLE_ENDIAN));
        elf.parse();
        return elf;
      } catch (IndexOutOfBoundsException | IllegalArgumentException bad) {
        throw new IOException("'" + file + "' is no program of this machine", bad);
      }
    }

    private void parse() {
      if (bytes.getInt(0) != MAGIC || bytes.get(CLASS_OFFSET) != CLASS_64) {
        throw new IllegalArgumentException("not in the expected format");
      }
      for (int i = 0; i < bytes.getShort(HEADER_COUNT); i++) {
        int header = header(i);
        if (bytes.getInt(header) == INTERPRETER) {
          interpreter = string((int) bytes.getLong(header + 8));
        } else if (bytes.getInt(header) == DYNAMIC) {
          dynamic((int) bytes.getLong(header + 8), bytes.getLong(header + 32));
        }
      }
    }

    private int header(int index) {
      return (int) bytes.getLong(PROGRAM_HEADERS) + index * bytes.getShort(HEADER_SIZE);
    }

    private void dynamic(int start, long size) {
      List<Long> names = new ArrayList<>();
      long strings = 0;
      for (int at = start; at < start + size; at += 16) {
        long tag = bytes.getLong(at);
        if (tag == NEEDED) {
          names.add(bytes.getLong(at + 8));
        } else if (tag == STRINGS) {
          strings = bytes.getLong(at + 8);
        }
      }
      for (long name : names) {
        needed.add(string((int) (offset(strings) + name)));
      }
    }

    /** Where in the file is what will be at an address. */
    private long offset(long address) {
      for (int i = 0; i < bytes.getShort(HEADER_COUNT); i++) {
        int header = header(i);
        long from = bytes.getLong(header + 16);
        boolean holds = address >= from && address < from + bytes.getLong(header + 32);
        if (bytes.getInt(header) == LOAD && holds) {
          return address - from + bytes.getLong(header + 8);
        }
      }
      return address;
    }

    private String string(int start) {
      int end = start;
      while (bytes.get(end) != 0) {
        end++;
      }
      return new String(bytes.array(), start, end - start, StandardCharsets.ISO_8859_1);
    }
  }
}
