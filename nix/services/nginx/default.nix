# nginx with a configuration of its own, which it reads again without a restart.
{
  createManagedProcess,
  pkgs,
  lib,
  state,
  runtimeDir,
  cacheDir,
  forceDisableUserChange,
  ...
}:
{
  instanceSuffix ? "",
  instanceName ? "nginx${instanceSuffix}",
  description ? "nginx ${instanceName}",
  # What stands between the braces of `http { ... }`.
  http,
  readiness ? null,
  dependencies ? [ ],
}:
let
  scratch = "${cacheDir}/${instanceName}";
  pidFile = "${runtimeDir}/${instanceName}.pid";
  config = "${runtimeDir}/${instanceName}.conf";
  temporary = kind: "${kind}_temp_path ${scratch}/${kind};";
  text = ''
    pid ${pidFile};
    error_log stderr;
    ${lib.optionalString (!forceDisableUserChange) "user ${instanceName} ${instanceName};"}
    worker_processes auto;
    events {
      worker_connections 1024;
    }
    http {
      access_log off;
      server_tokens off;
      server_names_hash_bucket_size 128;
      client_body_temp_path ${scratch}/body;
      ${lib.concatMapStringsSep "\n  " temporary [
        "proxy"
        "fastcgi"
        "uwsgi"
        "scgi"
      ]}
      ${http}
    }
  '';
in
createManagedProcess (
  {
    inherit
      instanceName
      description
      pidFile
      dependencies
      ;
    initialize = state.folders "0750" instanceName [ scratch ];
    process = "${pkgs.nginx}/bin/nginx";
    args = [
      "-p"
      scratch
      "-e"
      "stderr"
      "-c"
      config
    ];
    foregroundProcessExtraArgs = [
      "-g"
      "daemon off;"
    ];
    reload = {
      signal = "HUP";
      files.${config} = "${pkgs.writeText "${instanceName}.conf" text}";
    };
  }
  // (if readiness == null then { } else { inherit readiness; })
  # nginx starts as who may open its port and gives up its rights itself.
  // removeAttrs (state.account instanceName description "/dev/null") [ "user" ]
)
