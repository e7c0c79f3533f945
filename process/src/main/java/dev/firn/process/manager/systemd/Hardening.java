package dev.firn.process.manager.systemd;

import dev.firn.process.description.ProcessDescription;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a service may not do unless its overrides say otherwise: nothing that a process needs that serves, keeps data in its folders, and
 * was started as the user that it runs as. Temporary files stay shared, because models put PID files and sockets there.
 */
final class Hardening {
  /** Needs no more rights than a user has. */
  private static final Map<String, String> ALWAYS =
      new TreeMap<>(
          Map.of(
              "LockPersonality", "true",
              "NoNewPrivileges", "true",
              "RestrictAddressFamilies", "AF_INET AF_INET6 AF_NETLINK AF_UNIX",
              "RestrictNamespaces", "true",
              "RestrictRealtime", "true",
              "RestrictSUIDSGID", "true",
              "SystemCallArchitectures", "native",
              "SystemCallErrorNumber", "EPERM",
              "SystemCallFilter", "@system-service"));

  private static final Map<String, String> SYSTEM =
      new TreeMap<>(
          Map.of(
              "PrivateDevices", "true",
              "ProtectClock", "true",
              "ProtectControlGroups", "true",
              "ProtectHostname", "true",
              "ProtectKernelLogs", "true",
              "ProtectKernelModules", "true",
              "ProtectKernelTunables", "true",
              "ProtectSystem", "full"));

  private static final List<String> HOMES = List.of("/home/", "/root/", "/run/user/");

  private Hardening() {}

  /** Adds to the unit of a process what it may not do. */
  static void add(Unit unit, ProcessDescription process, boolean ofUser) {
    ALWAYS.forEach((name, value) -> unit.add("Service", name, value));
    if (ofUser) {
      return;
    }
    SYSTEM.forEach((name, value) -> unit.add("Service", name, value));
    if (process.user() != null) {
      unit.add("Service", "CapabilityBoundingSet", ""); // not even root's programs give it any
    }
    String state = process.folders().state() + "/";
    if (HOMES.stream().noneMatch(state::startsWith)) {
      unit.add("Service", "ProtectHome", "read-only");
    }
  }
}
