#!/usr/bin/env bash
# Packs a program with its docs, its manual page, its completions, and the licenses:
# release/pack.sh PROGRAM TARGET FOLDER
# The archive is FOLDER/callslip-vVERSION-TARGET.tar.gz, or .zip for Windows. The program must run here.
set -euo pipefail
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
mkdir -p "$3"
target=$2 folder=$(cd "$3" && pwd)
cd "$(dirname "$0")/.."
. release/constants.sh

name=callslip-v$version-$target
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/$name/completions"
cp "$program" themes/reading-room/OFL.txt src/language/LICENSE-UNICODE "$scratch/$name/"
# With all that README.md links to.
cp -R README.md docs CHANGELOG.md CONTRIBUTING.md SECURITY.md LICENSE "$scratch/$name/"
"$program" man >"$scratch/$name/callslip.1"
for shell in bash zsh fish powershell elvish; do
  "$program" completions "$shell" >"$scratch/$name/completions/callslip.$shell"
done

cd "$scratch"
case $target in
*windows*)
  # What a runner with Windows has, and what others have.
  if command -v 7z >/dev/null; then 7z a -bd "$name.zip" "$name" >/dev/null; else zip -qr "$name.zip" "$name"; fi
  mv "$name.zip" "$folder/"
  ;;
*)
  tar -czf "$folder/$name.tar.gz" "$name"
  ;;
esac
