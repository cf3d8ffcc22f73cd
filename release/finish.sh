#!/usr/bin/env bash
# Adds to the archives what depends on all of them: the checksums, the installers, and the formula for Homebrew:
# release/finish.sh FOLDER
set -euo pipefail
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
. release/constants.sh
[[ -n $repository ]] || fail "Cargo.toml does not say where the repository is; write \`repository = ...\` below [package]"

archives=()
while read -r target; do
  name=callslip-v$version-$target
  case $target in *windows*) name+=.zip ;; *) name+=.tar.gz ;; esac
  [[ -f $folder/$name ]] || fail "there is no $name"
  archives+=("$name")
done <release/targets.txt
(cd "$folder" && sha256sum "${archives[@]}" >SHA256SUMS)

# fill FILE: FILE of this folder, for this release.
fill() {
  local expressions=(-e "s|@repository@|$repository|g" -e "s|@version@|$version|g")
  local sum name
  while read -r sum name; do
    name=${name#"callslip-v$version-"}
    name=${name%.tar.gz}
    expressions+=(-e "s|@sha256 ${name%.zip}@|$sum|")
  done <"$folder/SHA256SUMS"
  sed "${expressions[@]}" -e "/^@sums@\$/{r $folder/SHA256SUMS" -e 'd;}' "release/$1" >"$folder/$1"
  if grep -n '@[a-z]*[^@]*@' "$folder/$1"; then fail "$1 was not filled"; fi
}

fill install.sh
fill install.ps1
fill callslip.rb
