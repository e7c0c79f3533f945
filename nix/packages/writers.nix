# Text files, under nixpkgs' names. None of them starts a process when Firn makes it.
{ stdenv, system }:
let
  inherit (stdenv) shell;
in
rec {
  writeText =
    name: text:
    import ../text.nix {
      inherit system;
      name = baseNameOf name;
      inherit text;
    };
  writeTextFile =
    {
      name,
      text,
      executable ? false,
      destination ? "",
      ...
    }:
    if !executable && destination == "" then
      writeText name text
    else
      import ../file.nix {
        inherit system text executable destination;
        name = baseNameOf name;
      };
  writeTextDir = path: text: writeTextFile { name = path; inherit text; destination = "/${path}"; };
  writeScript = name: text: writeTextFile { inherit name text; executable = true; };
  writeScriptBin = name: text: writeTextFile { inherit name text; executable = true; destination = "/bin/${name}"; };
  writeShellScript = name: text: writeScript name "#!${shell}\n${text}\n";
  writeShellScriptBin = name: text: writeScriptBin name "#!${shell}\n${text}\n";
}
