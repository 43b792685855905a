//! Arguments → window or command → exit code.
//!
//! On Windows a built program is one of windows, so that no black window opens beside its own; in a terminal
//! `packaging/windows/console.rs` stands in for it, and says why. While it is developed it stays one of the console.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::collections::BTreeSet;
use std::process::ExitCode;

use anyhow::Error;
use km0::app::{self, Data, Opening, Picture, Settings, State};
use km0::cli::{self, RenderPlan, Theme, WindowAndPainter, WindowPlan};
use km0::context::{Command, Item, TimeView};
use km0::map::MapView;
use km0::print::PrintRequest;
use km0::ui::theme::ThemeChoice;
use km0_core::saved::{Canvas, SheetContent};

fn main() -> ExitCode {
    let front = WindowAndPainter { window, render, lang: app::reader_lang, alert: app::alert };
    cli::run(std::env::args_os(), front)
}

fn window(plan: WindowPlan) -> anyhow::Result<()> {
    let WindowPlan { data: path, lang, view, layers, record, reset } = plan;
    app::run_window(&Opening { path, lang, view, layers, record, reset }).map_err(Error::msg)
}

fn render(plan: RenderPlan) -> anyhow::Result<(Vec<u8>, BTreeSet<char>)> {
    let theme = match plan.theme {
        Theme::Light => ThemeChoice::Light,
        Theme::Dark => ThemeChoice::Dark,
        Theme::HighContrast => ThemeChoice::HighContrast,
    };
    let map = plan.map.map(|[lat, lon, zoom]| MapView { lat, lon, zoom });
    let settings = Settings { lang: plan.lang, theme, map, board: plan.board, ..Settings::default() };
    let mut state = State::new(Data::with_corpus(plan.loaded, plan.corpus, plan.data), settings);
    let time = Command::ShowTime(TimeView::of_span(&plan.time, &state.whole_time()));
    let ask = Command::AskQuery(plan.query);
    let select = plan.select.iter().map(|cite| Command::AlsoSelect(Item::cited(cite)));
    for command in [time, ask].into_iter().chain(select) {
        app::apply(&mut state, command);
    }
    if let Some(question) = state.question() {
        app::apply(&mut state, question.answer());
    }
    let lang = plan.lang;
    let picture = match plan.sheet.ground {
        Canvas::Free(size) if plan.sheet.what == SheetContent::Window => {
            app::render_png(Picture { state, size, scale: plan.sheet.scale })
        }
        _ => {
            let story = plan.story.map(std::sync::Arc::new);
            app::render_sheet(&PrintRequest { story, ..app::order(&state, plan.sheet, theme, map) })
        }
    };
    let picture = picture.map_err(|error| Error::msg(error.said(lang)))?;
    Ok((picture.bytes, picture.lacking))
}
