#!/usr/bin/env bash
# Make .venv with the locked packages, and see to the system packages that pip cannot bring.
# With --for-tests, the tools that the tests read files with are needed as well; with --for-bundle, what a build needs.
set -euo pipefail
cd "$(dirname "$0")/.."

LIBRARIES=( # what the window loads : the package that brings it
  libGL.so.1:libgl1 libEGL.so.1:libegl1 libxkbcommon.so.0:libxkbcommon0 libfontconfig.so.1:libfontconfig1
  libglib-2.0.so.0:libglib2.0-0 libdbus-1.so.3:libdbus-1-3
)
TEST_TOOLS=( # what the tests run : the package that brings it
  cc:gcc /usr/include/stdlib.h:libc6-dev
  pdftotext:poppler-utils qpdf:qpdf gnome-keyring-daemon:gnome-keyring dbus-run-session:dbus
  # a screen of its own for the window, and what a screen reader hears of it
  Xvfb:xvfb openbox:openbox /usr/libexec/at-spi-bus-launcher:at-spi2-core
  /usr/lib/python3/dist-packages/pyatspi/__init__.py:python3-pyatspi
  libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4 libxcb-keysyms.so.1:libxcb-keysyms1
  libxcb-shape.so.0:libxcb-shape0 libxkbcommon-x11.so.0:libxkbcommon-x11-0
)

BUILD_TOOLS=(objdump:binutils strip:binutils) # what PyInstaller runs : likewise

for=${1-}
case "$for" in
  --for-tests) TOOLS=("${TEST_TOOLS[@]}") ;;
  --for-bundle) TOOLS=("${BUILD_TOOLS[@]}") ;;
  *) TOOLS=() ;;
esac

say() { printf '%s\n' "$*" >&2; }

# The first Python that is new enough and can make an environment. PYTHON=... on the make command line goes first.
find_python() {
  local python
  for python in ${PYTHON-} python3.13 python3.12 python3.11 python3; do
    if "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      printf '%s' "$python"
      return
    fi
  done
  return 1
}

# Whether a shared library is at hand; where there is no ldconfig, Qt's own packages bring what they need.
has_library() {
  local known
  PATH="$PATH:/usr/sbin:/sbin" command -v ldconfig >/dev/null || return 0
  known=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p)
  [[ $known == *"$1 "* ]]
}

# Whether a command, a file or a shared library is at hand.
has_tool() {
  case "$1" in
    lib*.so.*) has_library "$1" ;;
    *) [ -e "$1" ] || command -v "$1" >/dev/null ;;
  esac
}

knows() { apt-cache show "$1" >/dev/null 2>&1; }

# The name that this release has for a package.
package_name() {
  local version
  case "$1" in
    python3-venv)
      for version in 3.13 3.12 3.11; do
        if knows "python$version-venv"; then
          printf 'python%s-venv' "$version"
          return
        fi
      done
      printf 'python3.11-venv'
      ;;
    *) if knows "$1t64"; then printf '%st64' "$1"; else printf '%s' "$1"; fi ;;
  esac
}

# What is missing, a package a line: for Python, for the window, or for the tests or a build.
missing() {
  local pair
  case "$1" in
    python) find_python >/dev/null || package_name python3-venv ;;
    window) for pair in "${LIBRARIES[@]}"; do has_library "${pair%%:*}" || name_line "$pair"; done ;;
    tools) for pair in "${TOOLS[@]}"; do has_tool "${pair%%:*}" || name_line "$pair"; done ;;
  esac
}

name_line() { package_name "${1##*:}" && printf '\n'; }

all_missing() {
  missing python && printf '\n'
  missing window
  missing tools
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true >/dev/null 2>&1; }
}

# Install what is missing, where that is allowed; what could not be installed is told afterwards.
install_missing() {
  local log wanted
  log=$(mktemp)
  as_root apt-get update -qq >"$log" 2>&1 || true
  read -r -d '' -a wanted < <(all_missing) || true
  say "Installing system packages with apt-get: ${wanted[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o DPkg::Lock::Timeout=300 "${wanted[@]}" >"$log" 2>&1 || tail -n 5 "$log" >&2
  rm -f "$log"
}

# One sentence and one line to copy for what is still missing.
tell() {
  local why=$1
  shift
  say "$why"
  if command -v apt-get >/dev/null; then
    say "    sudo apt-get install -y $*"
  else
    say "    (the Debian names of the packages are: $*)"
  fi
}

system_packages() {
  local lacking
  [ -z "$(all_missing | tr -d '[:space:]')" ] && return
  if may_install; then install_missing; fi
  read -r -d '' -a lacking < <(all_missing) || true
  [ "${#lacking[@]}" = 0 ] && return
  if ! find_python >/dev/null; then
    tell "Python 3.11 or later that can make an environment (venv) is needed, and is not here. Please run this, then make again:" \
      "${lacking[@]}"
    exit 1
  fi
  if [ -n "$for" ]; then
    tell "System packages are needed for this that are not here. Please run this, then make again:" "${lacking[@]}"
    exit 1
  fi
  tell "The window needs system packages that are not here; the command line works without them. To install them:" \
    "${lacking[@]}"
}

in_venv() { .venv/bin/python "$@"; }

pip_install() {
  in_venv -m pip install --quiet --quiet --disable-pip-version-check --no-input "$@"
}

make_venv() {
  if ! in_venv -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    say "Making .venv with the packages of requirements.lock; the first time this takes a minute or two."
    "$(find_python)" -m venv --clear .venv
  fi
  rm -f .venv/.ready .venv/.ready-for-*
  if ! pip_install --only-binary :all: --require-hashes --requirement requirements.lock; then
    say "The packages of requirements.lock could not be installed: pip says why above. Once that is mended, run make again."
    exit 1
  fi
  pip_install --no-deps --no-build-isolation --editable .
}

system_packages
make_venv
touch .venv/.ready
if [ -n "$for" ]; then touch ".venv/.ready${for#-}"; fi
