//! The `polder` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    polder::command::run().into()
}
