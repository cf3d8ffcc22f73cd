//! The themes are compiled into the binary: when one changes, so does the binary.

fn main() {
    println!("cargo:rerun-if-changed=themes");
}
