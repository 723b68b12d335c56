#!/usr/bin/env bash
# The demonstration for somebody who has just cloned the project: the story with its exports, pictures of the window,
# and then the window itself where somebody can look at it. Where nobody can (no screen, no terminal, CI) it ends there.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$1
app=.venv/bin/supervision-app

has_screen() {
  case "$(uname -s)" in
    Darwin | MINGW* | MSYS* | CYGWIN*) return 0 ;;
    *) [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ] ;;
  esac
}

somebody_looks() { [ -z "${CI-}" ] && [ -t 1 ] && has_screen; }

"$app" demo --out "$out"
printf '\nPictures of the window\n'
if ! QT_QPA_PLATFORM=offscreen .venv/bin/python tools/screenshots.py "$out/pictures" --demo "$out" 2>"$out/pictures.log"; then
  tail -n 1 "$out/pictures.log"
  echo "  There are no pictures: the window needs system packages that are not here. “make setup” names them."
fi
rm -f "$out/pictures.log"
if somebody_looks; then
  printf '\nThe window opens on this vault. Close it, or press Ctrl+C here, to end.\n'
  "$app" --demo --vault "$out/vault"
else
  printf '\nNo window is opened: there is no screen, no terminal, or CI is set. With a screen, this opens it:\n'
  printf '  %s --demo --vault %s/vault\n' "$app" "$out"
fi
