//! Arguments → window or command → exit code.

use std::process::ExitCode;

use km0::cli::{self, Front};

fn main() -> ExitCode {
    let front = Front {
        window: |_| Err(anyhow::anyhow!("the window is not built yet")),
        render: |_| Err(anyhow::anyhow!("the picture command is not built yet")),
    };
    cli::run(std::env::args_os(), front)
}
