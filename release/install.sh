#!/bin/sh
# Installs callslip @version@ for you alone, without administrator rights:
#
#   curl -fsSL @repository@/releases/latest/download/install.sh | sh
#
# CALLSLIP_BIN   the folder for the program; if it is not set, ~/.local/bin
# CALLSLIP_FROM  the folder or address with the archives; if it is not set, the release on the web
#
# To remove callslip, delete that one file.
set -eu

version=@version@
repository=@repository@

# The checksum of each archive, as in SHA256SUMS.
sums() {
  cat <<'END'
@sums@
END
}

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

has() {
  command -v "$1" >/dev/null 2>&1
}

# The system and the processor, as the archives are named.
target() {
  system=$(uname -s)
  processor=$(uname -m)
  case $system in
  Linux) system=unknown-linux-musl ;;
  Darwin)
    system=apple-darwin
    # A terminal that runs as if on a Mac of the older kind.
    if [ "$(sysctl -n sysctl.proc_translated 2>/dev/null)" = 1 ]; then processor=arm64; fi
    ;;
  MINGW* | MSYS* | CYGWIN*)
    fail "on Windows, open PowerShell and run: irm $repository/releases/latest/download/install.ps1 | iex"
    ;;
  esac
  case $processor in
  amd64) processor=x86_64 ;;
  arm64) processor=aarch64 ;;
  esac
  echo "$processor-$system"
}

# download NAME FILE: one file of the release.
download() {
  case $from in
  http://* | https://*)
    if has curl; then
      curl --fail --silent --show-error --location --retry 3 --output "$2" "$from/$1"
    elif has wget; then
      wget -q -O "$2" "$from/$1"
    else
      fail "neither curl nor wget is here; install one of them, and run this again"
    fi
    ;;
  *) cp "${from#file://}/$1" "$2" ;;
  esac || fail "could not get $from/$1; check your connection, and run this again"
}

sha256() {
  if has sha256sum; then
    sha256sum <"$1"
  elif has shasum; then
    shasum -a 256 <"$1"
  elif has openssl; then
    openssl dgst -sha256 -r <"$1"
  else
    fail "nothing here can check the download; install sha256sum, shasum, or openssl, and run this again"
  fi
}

# What is left to do so that a terminal finds the program.
path_hint() {
  first=$(command -v callslip 2>/dev/null || true)
  case :$PATH: in
  *":$bin:"*)
    if [ -n "$first" ] && [ "$first" != "$bin/callslip" ]; then
      echo "Your terminal still finds another callslip first: $first. Remove it, if you no longer need it."
    fi
    return
    ;;
  esac
  line="export PATH=\"$bin:\$PATH\""
  case ${SHELL:-} in
  */zsh) file=.zshrc ;;
  */bash) if [ "$(uname -s)" = Darwin ]; then file=.bash_profile; else file=.bashrc; fi ;;
  */fish) file='' line="fish_add_path '$bin'" ;;
  *) file=.profile ;;
  esac
  echo "Your terminal does not look there yet. Type this line, and then open a new terminal:"
  echo
  if [ -n "$file" ]; then echo "  echo '$line' >> ~/$file"; else echo "  $line"; fi
}

main() {
  [ -n "${CALLSLIP_BIN:-}${HOME:-}" ] || fail "it is not clear where to put callslip; set CALLSLIP_BIN to a folder"
  bin=${CALLSLIP_BIN:-$HOME/.local/bin}
  bin=${bin%/}
  case $bin in /*) ;; *) bin=$PWD/$bin ;; esac
  from=${CALLSLIP_FROM:-$repository/releases/download/v$version}
  target=$(target)
  archive=callslip-v$version-$target.tar.gz
  expected=$(sums | awk -v name="$archive" '$2 == name { print $1 }')
  [ -n "$expected" ] || fail "there is no archive for this computer ($target). If you have Rust, run:
  cargo install --locked --features full --git $repository --tag v$version callslip"
  case $("$bin/callslip" --version 2>/dev/null || true) in
  # One that somebody is working on.
  "callslip $version (development"*) ;;
  "callslip $version" | "callslip $version "*)
    echo "callslip $version is already in $bin."
    path_hint
    return
    ;;
  esac
  mkdir -p "$bin" 2>/dev/null || true
  if [ ! -w "$bin" ] || [ -d "$bin/callslip" ]; then
    fail "cannot write the program $bin/callslip; choose another folder: set CALLSLIP_BIN, and run this again"
  fi

  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch" "$bin/.callslip-new"' EXIT
  trap 'exit 1' HUP INT TERM
  download "$archive" "$scratch/$archive"
  actual=$(sha256 "$scratch/$archive")
  actual=${actual%% *}
  [ "$actual" = "$expected" ] || fail "$archive is not the file that was published. Nothing was installed.
  It should have the checksum $expected
  but this download has       $actual
  Run this again. If the message stays the same, do not use that file."
  tar -xzf "$scratch/$archive" -C "$scratch"
  # One that is running is replaced as a whole.
  cp "$scratch/${archive%.tar.gz}/callslip" "$bin/.callslip-new"
  chmod 755 "$bin/.callslip-new"
  "$bin/.callslip-new" --version >/dev/null || fail "the program does not run on this computer. Nothing was installed."
  mv -f "$bin/.callslip-new" "$bin/callslip"
  echo "callslip $version is now in $bin."
  path_hint
}

# A script that was cut off on its way does nothing.
main "$@"
