use egui_kittest::kittest::Queryable as _;

use super::rig::Rig;
use crate::context::{TimeView, seconds};
use crate::model::{Lang, Moment};
use crate::timeline::Grouping;
use crate::ui::theme::Palette;

fn at(year: i64, month: u8, day: u8) -> f64 {
    seconds(Moment::from_ymd(year, month, day).unwrap())
}

fn save(harness: &mut egui_kittest::Harness<'static, Rig>, name: &str) {
    let path = std::env::temp_dir().join(format!("timeline-{name}.png"));
    harness.render().unwrap().save(path).unwrap();
}

fn shoot(rig: Rig, size: [f32; 2], name: &str) {
    let mut harness = rig.harness(size, true);
    harness.run();
    save(&mut harness, name);
}

#[test]
#[ignore = "writes pictures to look at"]
fn pictures() {
    shoot(Rig::builtin(), [1200.0, 500.0], "kind");
    let mut harness = Rig::builtin().harness([1200.0, 500.0], true);
    harness.run();
    harness.get_by_label_contains("Commitments and proposals, ").click();
    harness.run();
    harness.hover_at(egui::pos2(745.0, 94.0));
    harness.run_steps(90);
    save(&mut harness, "hover");
    let mut rig = Rig::builtin();
    rig.time = TimeView::new(at(2021, 1, 1), at(2022, 1, 1));
    rig.select("early-spring-2021");
    rig.words = crate::words::Words::new(Lang::Zh);
    shoot(rig, [1200.0, 600.0], "year-zh");
    let mut rig = Rig::builtin().grouped(Grouping::Mechanism);
    rig.time = TimeView::new(at(2024, 2, 5), at(2024, 3, 1));
    rig.words = crate::words::Words::new(Lang::Vi);
    shoot(rig, [700.0, 300.0], "month-vi");
    let mut rig = Rig::builtin().grouped(Grouping::None);
    rig.palette = Palette::dark();
    shoot(rig, [1500.0, 700.0], "none-dark");
    let mut rig = Rig::builtin().grouped(Grouping::Province);
    rig.palette = Palette::dark();
    rig.words = crate::words::Words::new(Lang::Vi);
    rig.select("ta-lung");
    shoot(rig, [900.0, 420.0], "province-dark");
}
