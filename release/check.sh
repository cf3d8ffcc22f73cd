#!/usr/bin/env bash
# Checks, before anything is built, that a tag can become a release: release/check.sh TAG REPOSITORY
# REPOSITORY is the address under which the tag was pushed.
set -euo pipefail
cd "$(dirname "$0")/.."
. release/constants.sh

tag=$1 pushed_to=$2
[[ $tag == "v$version" ]] || fail "the tag is $tag, but Cargo.toml says version $version"
[[ $repository == "$pushed_to" ]] ||
  fail "Cargo.toml says ${repository:-nothing} about the repository; write \`repository = \"$pushed_to\"\` below [package]"
grep -qF "## [$version]" CHANGELOG.md || fail "CHANGELOG.md has no \`## [$version]\`; rename \`## [Unreleased]\`"
