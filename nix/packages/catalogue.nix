# What packages are made of on a machine. Of each:
#   debian       the packages of Debian that may have it, the usual one first
#   programs     those that must be there; without any, the name of the package
#   directories  where else programs may be, besides the usual folders; { below, name } means the folder of the highest version below
#   files        what else must be there, such as headers
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
  cron.debian = [ "cron" ];
  curl.debian = [ "curl" ];
  daemon.debian = [ "daemon" ];
  docker = {
    debian = [ "docker.io" ];
    programs = [ "docker" ];
  };
  execline = {
    debian = [ "execline" ];
    programs = [ "execlineb" ];
  };
  findutils = {
    debian = [ "findutils" ];
    programs = [ "find" ];
  };
  gawk.debian = [ "gawk" ];
  gcc.debian = [ "gcc" ];
  getconf = {
    debian = [ "libc-bin" ];
    programs = [ "getconf" ];
  };
  getopt = {
    debian = [ "util-linux" ];
    programs = [ "getopt" ];
  };
  git.debian = [ "git" ];
  glibc = {
    debian = [ "libc-bin" ];
    programs = [ "getent" ];
  };
  gnugrep = {
    debian = [ "grep" ];
    programs = [ "grep" ];
  };
  gnumake = {
    debian = [ "make" ];
    programs = [ "make" ];
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
  inetutils = {
    debian = [
      "inetutils-tools"
      "hostname"
    ];
    programs = [ "hostname" ];
  };
  jq.debian = [ "jq" ];
  libmicrohttpd = {
    debian = [ "libmicrohttpd-dev" ];
    programs = [ ];
    files = [ "/usr/include/microhttpd.h" ];
    links = {
      "/include" = "/usr/include";
      "/lib" = "/usr/lib";
    };
  };
  libxslt = {
    debian = [ "xsltproc" ];
    programs = [ "xsltproc" ];
  };
  mariadb = {
    debian = [ "mariadb-server" ];
    programs = [ "mariadbd" ];
  };
  memcached.debian = [ "memcached" ];
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
  nodejs = {
    debian = [ "nodejs" ];
    programs = [ "node" ];
  };
  openssh = {
    debian = [ "openssh-server" ];
    programs = [ "sshd" ];
  };
  perl.debian = [
    "perl-base"
    "perl"
  ];
  php = {
    debian = [ "php-cli" ];
    programs = [ "php" ];
  };
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
  procps = {
    debian = [ "procps" ];
    programs = [ "ps" ];
  };
  python3.debian = [
    "python3-minimal"
    "python3"
  ];
  redis = {
    debian = [ "redis-server" ];
    programs = [ "redis-server" ];
  };
  s6 = {
    debian = [ "s6" ];
    programs = [ "s6-svscan" ];
  };
  s6-rc.debian = [ "s6-rc" ];
  shadow = {
    debian = [ "passwd" ];
    programs = [ "useradd" ];
  };
  socat.debian = [ "socat" ];
  sqlite = {
    debian = [ "sqlite3" ];
    programs = [ "sqlite3" ];
  };
  supervisor = {
    debian = [ "supervisor" ];
    programs = [ "supervisord" ];
  };
  systemd = {
    debian = [ "systemd" ];
    programs = [ "systemctl" ];
  };
  sysvinit = {
    debian = [ "sysvinit-utils" ];
    programs = [ "pidof" ];
  };
  util-linux = {
    debian = [ "util-linux" ];
    programs = [ "setpriv" ];
  };
}
