# What packages say of themselves.
rec {
  getExe =
    package:
    getExe' package (
      package.meta.mainProgram or package.pname or (builtins.parseDrvName package.name).name
    );
  getExe' = package: program: "${package.bin or package.out or package}/bin/${program}";
  setName = name: package: package // { inherit name; };
  addMetaAttrs = attrs: package: package // { meta = (package.meta or { }) // attrs; };
  setPrio = priority: addMetaAttrs { inherit priority; };
  lowPrio = setPrio 10;
  hiPrio = setPrio (-10);
}
