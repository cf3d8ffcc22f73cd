# shellcheck shell=bash disable=SC2034
# The version, and the address of the repository: both are in Cargo.toml, and nowhere else. To be read with `.`.

field() {
  sed -n "s/^$1 = \"\(.*\)\"\$/\1/p" Cargo.toml | head -n 1
}

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

version=$(field version)
repository=$(field repository)
