//! What is built names no folder of whoever built it.

use std::path::Path;
use std::process::Command;

#[test]
fn the_compiler_is_told_to_leave_out_the_folders_of_whoever_builds() {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap();
    let config = std::fs::read_to_string(checkout.join(".cargo/config.toml")).unwrap();
    assert!(config.contains("rustc-wrapper = \".cargo/rustc\""), "{config}");
    // In the place of the compiler stands a program that says what it is told.
    let mut wrapper = Command::new(checkout.join(".cargo/rustc"));
    wrapper.args(["echo", "--crate-name", "one two"]).env("CARGO_HOME", "/home/ann/.cargo");
    let args = String::from_utf8(wrapper.output().unwrap().stdout).unwrap();
    assert!(args.starts_with("--crate-name one two "), "{args}");
    assert!(args.contains("--remap-path-prefix=/home/ann/.cargo=/cargo"), "{args}");
    assert!(args.contains(&format!("--remap-path-prefix={}=/undercurrent", checkout.display())), "{args}");
}
