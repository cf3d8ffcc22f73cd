# `just` lists what there is.

_list:
    @just --list --unsorted

# Format, lints, documentation; licences and spelling where their tools are installed
check:
    cargo fmt --check
    cargo clippy --all-targets --features publish --locked -- -D warnings
    RUSTDOCFLAGS='-D warnings' cargo doc --no-deps --features publish --locked
    if command -v cargo-deny >/dev/null; then cargo deny check bans licenses sources; fi
    if command -v typos >/dev/null; then typos; fi

# All tests, or those whose names hold a word
test *words:
    cargo test --locked {{ words }}

# Write the expected texts of the tests, and the tables of docs/themes.md, anew; then look at `git diff`
snap *words:
    SNAPSHOTS=overwrite cargo test --locked {{ words }}

# How long each stage takes
bench *words:
    cargo bench --locked {{ words }}

# The example column
build *options:
    cargo run --release --locked -- build {{ options }}

# Everything that must hold before a change is accepted
ci:
    bash .ci/run
