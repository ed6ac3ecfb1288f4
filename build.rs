//! Tells cargo which folders are embedded in the binary, so that a change in
//! a template is seen by the next build.
#![allow(clippy::print_stdout)]

fn main() {
    println!("cargo:rerun-if-changed=themes/polder");
}
