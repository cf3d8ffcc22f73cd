# `just` lists what there is.

_list:
    @just --list --unsorted

# Format, lints, documentation; licences and spelling where their tools are installed
check:
    cargo fmt --check
    cargo clippy --all-targets --features full --locked -- -D warnings
    RUSTDOCFLAGS='-D warnings' cargo doc --no-deps --features full --locked
    if command -v cargo-deny >/dev/null; then cargo deny check bans licenses sources; fi
    if command -v typos >/dev/null; then typos; fi

# All tests, or those whose names hold a word
test *words:
    cargo test --features full --locked {{ words }}

# Write the expected texts of the tests, and the tables of docs/themes.md, anew; then look at `git diff`
snap *words:
    SNAPSHOTS=overwrite cargo test --features full --locked {{ words }}

# How long each stage takes
bench *words:
    cargo bench --locked {{ words }}

# The example column
build *options:
    cargo run --release --locked -- build {{ options }}

# Each fuzz target for a minute, or for so many seconds (needs cargo-fuzz; see fuzz/README.md)
fuzz seconds="60":
    #!/usr/bin/env bash
    set -euo pipefail
    run() {
      local target=$1 dictionary=$2
      mkdir -p "fuzz/corpus/$target"
      # One thread per run: what an input does must not depend on how threads take turns.
      RAYON_NUM_THREADS=1 cargo fuzz run --sanitizer none "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -- \
        "-dict=fuzz/dictionaries/$dictionary.dict" "-max_total_time={{ seconds }}" -timeout=20 -rss_limit_mb=4096
    }
    run front_matter yaml
    run body letter
    run export export
    run own_html letter
    run column_yaml yaml
    run tags_yaml yaml
    run column column
    run templates template
    run http http
    run intake mail
    run output_manifest manifest
    run published_manifest manifest
    run sftp_replies sftp

# Everything that must hold before a change is accepted
ci:
    bash .ci/run
