//! Keys that work wherever the focus is. One list feeds the input, the menus and the sheet.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use crate::context::{Command, Dialog, Panel};

/// A key with what it does.
#[derive(Debug)]
pub(super) struct Shortcut {
    pub(super) keys: KeyboardShortcut,
    /// The message that names what it does.
    pub(super) label: &'static str,
    pub(super) command: fn() -> Command,
}

impl Shortcut {
    /// As the desktop writes it, with the sign that is on the key.
    #[must_use]
    pub(super) fn text(&self, ctx: &Context) -> String {
        let text = ctx.format_shortcut(&self.keys);
        let key = self.keys.logical_key;
        text.replace(key.name(), key.symbol_or_name())
    }
}

const fn shortcut(modifiers: Modifiers, key: Key, label: &'static str, command: fn() -> Command) -> Shortcut {
    Shortcut { keys: KeyboardShortcut::new(modifiers, key), label, command }
}

const REDO: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

pub(super) const SHORTCUTS: &[Shortcut] = &[
    shortcut(Modifiers::COMMAND, Key::F, "command-search", || Command::FocusSearch),
    shortcut(Modifiers::COMMAND, Key::O, "command-open", || Command::ChooseFolder),
    shortcut(Modifiers::COMMAND, Key::E, "command-export", || Command::Show(Dialog::Export)),
    shortcut(REDO, Key::Z, "command-redo", || Command::Redo),
    shortcut(Modifiers::COMMAND, Key::Z, "command-undo", || Command::Undo),
    shortcut(Modifiers::COMMAND, Key::OpenBracket, "command-back", || Command::Back),
    shortcut(Modifiers::COMMAND, Key::CloseBracket, "command-forward", || Command::Forward),
    shortcut(Modifiers::COMMAND, Key::Num1, "command-list", || Command::Toggle(Panel::List)),
    shortcut(Modifiers::COMMAND, Key::Num2, "command-map", || Command::Toggle(Panel::Map)),
    shortcut(Modifiers::COMMAND, Key::Num3, "command-timeline", || Command::Toggle(Panel::Timeline)),
    shortcut(Modifiers::COMMAND, Key::Num4, "command-details", || Command::Toggle(Panel::Details)),
    shortcut(Modifiers::COMMAND, Key::Num5, "command-facets", || Command::Toggle(Panel::Facets)),
    shortcut(Modifiers::COMMAND, Key::M, "command-fit-map", || Command::FitMap),
    shortcut(Modifiers::COMMAND, Key::T, "command-all-time", || Command::ShowAllTime),
    shortcut(Modifiers::NONE, Key::F6, "command-focus-timeline", || Command::FocusTimeline),
    shortcut(Modifiers::NONE, Key::F1, "command-shortcuts", || Command::Show(Dialog::Shortcuts)),
    shortcut(Modifiers::COMMAND, Key::Q, "command-quit", || Command::Quit),
];

/// The commands of the keys that were pressed, which are taken out of the input.
pub(super) fn pressed(ctx: &Context) -> Vec<Command> {
    ctx.input_mut(|input| {
        SHORTCUTS
            .iter()
            .filter(|shortcut| input.consume_shortcut(&shortcut.keys))
            .map(|shortcut| (shortcut.command)())
            .collect()
    })
}

/// The keys of the command with this label, as the desktop writes them.
#[must_use]
pub(super) fn keys_of(ctx: &Context, label: &str) -> String {
    let found = SHORTCUTS.iter().find(|shortcut| shortcut.label == label);
    found.map(|shortcut| shortcut.text(ctx)).unwrap_or_default()
}
