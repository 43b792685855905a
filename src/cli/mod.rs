//! The command line: what was typed → a plan → output and an exit code.
//!
//! Nothing here paints. The two commands that do hand their plan to a [`WindowAndPainter`], which `main`
//! fills in, so that everything else runs without a display.

mod args;
mod check;
mod complaint;
mod convert;
mod diff;
mod export;
mod failure;
mod generate;
mod help;
mod list;
mod out;
mod plan;
mod show;
mod source;
mod stats;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

pub use args::Theme;
use args::{Cli, CliTask};
use failure::{CommandResult, Failure, Status};
use km0_core::guard;
use km0_core::model::{Lang, hidden};
pub use plan::{RenderPlan, WindowPlan};

/// Characters without a font that are told by name.
const MOST_SIGNS: usize = 20;

/// The bytes of a picture's file, and the characters in it that no font has.
pub type Rendered = (Vec<u8>, BTreeSet<char>);

/// Whoever can open a window and paint a picture.
#[derive(Clone, Copy, Debug)]
pub struct WindowAndPainter {
    /// Opens the window and returns when it is closed.
    pub window: fn(WindowPlan) -> anyhow::Result<()>,
    /// The bytes of a picture's file, and the characters in it that no font has.
    pub render: fn(RenderPlan) -> anyhow::Result<Rendered>,
    /// The language that a window speaks to whoever names none.
    pub lang: fn() -> Lang,
    /// Says something to a person who sees no terminal.
    pub alert: fn(&str),
}

/// Does what the arguments ask, the first of which is the program's name. A bug ends in one line
/// and an exit code of 1, never in a trace. Where a window was asked for from an icon, nobody sees standard error: what
/// stands there is said in a box too.
pub fn run(args: impl IntoIterator<Item = OsString>, front: WindowAndPainter) -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        if !guard::is_expected(info) {
            out::complain(&failure::bug(info));
        }
    }));
    let args: Vec<OsString> = args.into_iter().collect();
    let status = guarded(|| status(args, front));
    if status != Status::Fine
        && let Some(text) = out::unheard()
    {
        (front.alert)(&text);
    }
    ExitCode::from(status as u8)
}

/// The status of the work; that of a problem when a bug ends it.
fn guarded(work: impl FnOnce() -> Status) -> Status {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Status::Problems)
}

fn status(args: Vec<OsString>, front: WindowAndPainter) -> Status {
    let lang = complaint::lang(&args);
    // what is wrong with a value is said in it too
    lang.into_iter().for_each(out::speak);
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let told = lang.filter(|lang| *lang != Lang::En).and_then(|_| complaint::told(&error));
            return told.map_or_else(
                || out::clap_message(&error),
                |told| {
                    out::complain(&told);
                    Status::Usage
                },
            );
        }
    };
    match dispatch(cli, front) {
        Ok(status) => status,
        Err(failure) => {
            out::complain(&format!("{}: {:#}", out::words().t("cli-error"), failure.message));
            failure.status
        }
    }
}

fn dispatch(cli: Cli, front: WindowAndPainter) -> CommandResult {
    let mut shared = cli.shared;
    // laid over in the order in which they are named
    shared.add.splice(0..0, cli.over);
    let in_window = matches!(cli.task, None | Some(CliTask::Open(_)));
    if in_window {
        out::in_window();
    }
    if let Some(lang) = shared.lang.or_else(|| in_window.then(front.lang)) {
        out::speak(lang);
    }
    match cli.task {
        None => {
            let plan = plan::window(cli.path, cli.view, shared)?;
            (front.window)(WindowPlan { reset: cli.reset, ..plan }).map(|()| Status::Fine).map_err(Failure::problem)
        }
        Some(_) if cli.path.is_some() => Err(Failure::usage(out::words().t("cli-path-and-command"))),
        Some(_) if cli.view.is_some() => Err(Failure::usage(out::words().t("cli-view-after"))),
        Some(_) if cli.reset => Err(Failure::usage(out::words().t("cli-reset-window"))),
        Some(CliTask::Check(task)) => check::run(task, &shared),
        Some(CliTask::Open(task)) => {
            let plan = plan::open(&task.id, shared)?;
            (front.window)(plan).map(|()| Status::Fine).map_err(Failure::problem)
        }
        Some(CliTask::List(task)) => list::run(&task, &shared),
        Some(CliTask::Show(task)) => show::run(&task, &shared),
        Some(CliTask::Stats(task)) => stats::run(&task, &shared),
        Some(CliTask::Diff(task)) => diff::run(&task, &shared),
        Some(CliTask::Convert(task)) => convert::run(&task, &shared),
        Some(CliTask::Export(task)) => export::run(&task, &shared),
        Some(CliTask::Render(task)) => {
            let (plan, target) = plan::render(*task, &shared)?;
            target.allowed()?;
            let (picture, lacking) = (front.render)(plan).map_err(Failure::problem)?;
            let status = target.write(&picture)?;
            if !lacking.is_empty() {
                let signs = hidden::numbered(&lacking, MOST_SIGNS);
                out::note("lacking-font", &[("count", lacking.len().into()), ("signs", signs.into())]);
            }
            Ok(status)
        }
        Some(CliTask::Completions { shell }) => generate::completions(shell),
        Some(CliTask::Man) => generate::man(),
        Some(CliTask::Help { command }) => help_of(command.as_deref()),
    }
}

/// The long help of a command, or of all.
fn help_of(command: Option<&str>) -> CommandResult {
    let named = match command {
        None => Some(None),
        Some(name) => Cli::command().find_subcommand(name).map(|found| Some(found.get_name().to_owned())),
    };
    let Some(named) = named else {
        let name = out::clean(command.unwrap_or_default());
        let (what, help) = (out::said("cli-usage-command", &[("name", name.into())]), out::words().t("cli-usage-help"));
        return Err(Failure::usage(format_args!("{what}\n{help}")));
    };
    let args = std::iter::once("km0".to_owned()).chain(named).chain(std::iter::once("--help".to_owned()));
    match Cli::try_parse_from(args) {
        Err(help) => Ok(out::clap_message(&help)),
        Ok(_) => Ok(Status::Fine),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bug_ends_with_the_code_of_a_problem() {
        assert_eq!(guarded(|| Status::Fine), Status::Fine);
        assert_eq!(guarded(|| panic!("a bug")), Status::Problems);
    }
}
