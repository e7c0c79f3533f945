package dev.firn.process.host;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A user or a group, and the programs of Linux that care for them, as argument vectors. */
final class Account {
  /** The composite of users. */
  static final String USERS = "users";

  private static final String WHAT = "an account";
  private static final String NO_HOME = "/dev/null";

  /** The short name: {@code useradd} and {@code usermod} have different long ones. */
  private static final String HOME = "-d";

  private final boolean user;
  private final String name;
  private final JsonFields attributes;

  private Account(boolean user, String name, JsonFields attributes) {
    this.user = user;
    this.name = name;
    this.attributes = attributes;
  }

  /** The account that a component is: the last name of its path is its name, the one before says what it is. */
  static Account of(ComponentPath path, Json.Obj inputs) {
    List<String> names = path.names();
    boolean user = names.size() > 1 && names.get(names.size() - 2).equals(USERS);
    return new Account(user, names.getLast(), JsonFields.of(inputs, WHAT));
  }

  /** The same, of which nothing but the name is known. */
  static Account named(ComponentPath path) {
    return of(path, Json.object(Map.of()));
  }

  /** What fails with status 2 if it is not there. */
  List<String> look() {
    return List.of("getent", user ? "passwd" : "group", name);
  }

  /** What makes it. */
  List<String> add() {
    List<String> command = new ArrayList<>();
    command.add(user ? "useradd" : "groupadd");
    if (!user) {
      option(command, "--gid", "gid");
    } else {
      if (attributes.optional("group") != null) {
        command.add("--no-user-group");
      }
      option(command, "--uid", "uid");
      details(command);
      command.add(
          attributes.optional("createHomeDir") == null ? "--no-create-home" : "--create-home");
    }
    command.addAll(List.of("--", name));
    return command;
  }

  /** What gives it its attributes, once it is there. */
  List<String> change() {
    List<String> command = new ArrayList<>(List.of(user ? "usermod" : "groupmod"));
    if (user) {
      option(command, "--uid", "uid");
      details(command);
    } else {
      option(command, "--gid", "gid");
    }
    if (command.size() == 1) {
      return List.of();
    }
    command.addAll(List.of("--", name));
    return command;
  }

  private void details(List<String> command) {
    option(command, "--gid", "group");
    option(command, "--comment", "description");
    if (attributes.optional("homeDir") == null) {
      command.addAll(List.of(HOME, NO_HOME));
    } else {
      option(command, HOME, "homeDir");
    }
    option(command, "--shell", "shell");
  }

  private void option(List<String> command, String option, String attribute) {
    Json value = attributes.optional(attribute);
    if (value != null) {
      command.add(option);
      command.add(
          value instanceof Json.Int number
              ? Long.toString(number.value())
              : attributes.string(attribute));
    }
  }

  /** What removes it; home directories stay. */
  List<String> remove() {
    return List.of(user ? "userdel" : "groupdel", "--", name);
  }

  @Override
  public String toString() {
    return (user ? "user '" : "group '") + name + "'";
  }
}
