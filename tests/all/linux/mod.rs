//! What needs a tool that Linux has: `strace`, `Xvfb`, `xmllint`. `scripts/test` installs them.

mod network;
mod screen;
mod xml;
