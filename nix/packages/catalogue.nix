# What packages are made of on a machine. Of each:
#   debian       the packages of Debian that may have it, the usual one first
#   programs     those that must be there; without any, the name of the package
#   directories  where else programs may be, besides the usual folders; { below, name } means the folder of the highest version below
#   links        what else models use of it: names below the package, and where that is on the machine
{
  apacheHttpd = {
    debian = [
      "apache2-bin"
      "apache2"
    ];
    programs = [ "apache2" ];
    links = {
      "/bin/httpd" = "/usr/sbin/apache2";
      "/modules" = "/usr/lib/apache2/modules";
    };
  };
  bash.debian = [ "bash" ];
  coreutils = {
    debian = [ "coreutils" ];
    programs = [
      "cat"
      "mkdir"
    ];
  };
  curl.debian = [ "curl" ];
  findutils = {
    debian = [ "findutils" ];
    programs = [ "find" ];
  };
  gawk.debian = [ "gawk" ];
  gnugrep = {
    debian = [ "grep" ];
    programs = [ "grep" ];
  };
  gnused = {
    debian = [ "sed" ];
    programs = [ "sed" ];
  };
  gnutar = {
    debian = [ "tar" ];
    programs = [ "tar" ];
  };
  gzip.debian = [ "gzip" ];
  jq.debian = [ "jq" ];
  nginx = {
    debian = [
      "nginx"
      "nginx-core"
      "nginx-light"
      "nginx-extras"
      "nginx-full"
    ];
    links."/conf" = "/etc/nginx";
  };
  perl.debian = [
    "perl-base"
    "perl"
  ];
  postgresql = {
    debian = [ "postgresql" ];
    programs = [
      "postgres"
      "initdb"
      "psql"
      "pg_isready"
    ];
    directories = [
      {
        below = "/usr/lib/postgresql";
        name = "bin";
      }
    ];
  };
  python3.debian = [
    "python3-minimal"
    "python3"
  ];
  redis = {
    debian = [ "redis-server" ];
    programs = [ "redis-server" ];
  };
}
