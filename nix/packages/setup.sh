# Builds a package with the programs of this machine: runs buildCommand, or else the usual phases.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
for package in ${nativeBuildInputs-} ${buildInputs-}; do
  if [ -d "$package/bin" ]; then PATH=$package/bin:$PATH; fi
done
export PATH HOME=/homeless-shelter LC_ALL=C SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1}
umask 022

# A hook is text in a variable, or a function of that name.
runHook() {
  if [ "$(type -t "$1" 2> /dev/null)" = function ]; then "$1"; else eval "${!1-}"; fi
}

unpackPhase() {
  if [ -z "${src-}" ]; then return; fi
  if [ -d "$src" ]; then
    cp -r "$src" source
  else
    mkdir source
    tar -C source --strip-components=1 -xf "$src"
  fi
  chmod -R u+w source
  cd "${sourceRoot:-source}"
}

patchPhase() {
  for patch in ${patches-}; do patch -p1 < "$patch"; done
}

configurePhase() {
  if [ -x ./configure ]; then ./configure --prefix="$out" ${configureFlags-}; fi
}

# Makefiles are optional.
makefile() {
  [ -e Makefile ] || [ -e makefile ] || [ -e GNUmakefile ]
}

buildPhase() {
  if makefile; then make ${makeFlags-} ${buildFlags-}; fi
}

installPhase() {
  mkdir -p "$out"
  if makefile; then make ${makeFlags-} ${installFlags-} install; fi
}

phase() {
  local name=${1%Phase}
  runHook "pre${name^}"
  if [ -n "${!1-}" ]; then eval "${!1}"; else "$1"; fi
  runHook "post${name^}"
}

if [ -n "${buildCommandPath-}" ]; then
  . "$buildCommandPath"
elif [ -n "${buildCommand-}" ]; then
  eval "$buildCommand"
else
  for each in unpackPhase patchPhase configurePhase buildPhase installPhase; do
    dont=dont${each^}
    dont=${dont%Phase}
    if [ -z "${!dont-}" ]; then phase "$each"; fi
  done
fi
