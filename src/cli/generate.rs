//! `km0 completions` and `km0 man`, both made from the arguments themselves.

use anyhow::Context;
use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;

use super::args::Cli;
use super::failure::{CommandResult, Failure};
use super::{help, out};

pub(super) fn completions(shell: Shell) -> CommandResult {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "km0", &mut script);
    out::print(&script)
}

/// One page: the program, and then each command in a section of its own.
pub(super) fn man() -> CommandResult {
    let page = page().context("the manual page can't be made").map_err(Failure::problem)?;
    out::print(page.as_bytes())
}

fn page() -> std::io::Result<String> {
    let mut command = Cli::command();
    command.build();
    let man = Man::new(command.clone());
    let mut head = Vec::new();
    man.render_title(&mut head)?;
    man.render_name_section(&mut head)?;
    man.render_synopsis_section(&mut head)?;
    man.render_description_section(&mut head)?;
    man.render_options_section(&mut head)?;
    let mut page = String::from_utf8_lossy(&head).into_owned();
    page.push_str(".SH \"EXAMPLES AND EXIT CODES\"\n");
    page.push_str(&verbatim(help::AFTER));
    for task in command.get_subcommands() {
        page.push_str(&section(task)?);
    }
    Ok(page)
}

fn section(task: &Command) -> std::io::Result<String> {
    let name = task.get_name();
    let about = task.get_about().map(ToString::to_string).unwrap_or_default();
    // told once, for the program as a whole
    let own = ["data", "lang"].into_iter().fold(task.clone(), |task, arg| task.mut_arg(arg, |arg| arg.hide(true)));
    let man = Man::new(own);
    let mut text = Vec::new();
    man.render_synopsis_section(&mut text)?;
    man.render_options_section(&mut text)?;
    let text = String::from_utf8_lossy(&text).replace(".SH ", ".SS ");
    let after = task.get_after_help().map(|help| verbatim(&help.to_string())).unwrap_or_default();
    Ok(format!(".SH \"KM0 {}\"\n{}{text}{after}", name.to_uppercase(), verbatim(&about)))
}

/// Lines that the pager leaves as they are.
fn verbatim(text: &str) -> String {
    let mut out = String::from(".PP\n.nf\n");
    for line in text.lines() {
        // a line that begins with a dot or an apostrophe is a command to the pager
        let guard = if line.starts_with(['.', '\'']) { "\\&" } else { "" };
        out.push_str(guard);
        out.push_str(&line.replace('\\', "\\e").replace('\'', "\\(aq").replace('-', "\\-"));
        out.push('\n');
    }
    out.push_str(".fi\n");
    out
}
