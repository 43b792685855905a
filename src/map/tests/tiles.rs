//! Tiles from a file and from a server, and what is said when they do not come.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::{Shape, TextureId};

use super::*;
use crate::map::TileChoice;

const SIZE: [f32; 2] = [800.0, 500.0];

fn picture() -> Vec<u8> {
    let image = image::RgbaImage::from_pixel(256, 256, image::Rgba([120, 160, 90, 255]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A layer of land that covers its tile.
fn vector() -> Vec<u8> {
    let geometry = [9, 0, 0, 26, 0x80, 0x40, 0, 0, 0x80, 0x40, 0xff, 0x3f, 0, 15];
    let feature = [&[0x18, 3, 0x22, 14][..], &geometry].concat();
    let layer = [&[0x78, 2, 0x0a, 5][..], b"earth", &[0x12, 18], &feature, &[0x28, 0x80, 0x20]].concat();
    [&[0x1a, u8::try_from(layer.len()).unwrap()][..], &layer].concat()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// A file whose only tile covers the rig. `kind` 1 is vector, 2 is PNG.
fn archive(kind: u8, tile: &[u8]) -> Vec<u8> {
    let about = br#"{"attribution":"<a href=\"https://maps.example\">&copy; Example</a>"}"#;
    let about = gzip(about);
    let tile = gzip(tile);
    let mut directory = vec![1, 0, 1];
    let mut length = tile.len();
    while length > 127 {
        directory.push(u8::try_from(length & 127).unwrap() | 128);
        length >>= 7;
    }
    directory.extend([u8::try_from(length).unwrap(), 1]);
    let directory = gzip(&directory);
    let mut head = b"PMTiles\x03".to_vec();
    let root = 127_u64;
    let told = root + directory.len() as u64;
    let data = told + about.len() as u64;
    for number in [root, directory.len() as u64, told, about.len() as u64, data, 0, data, tile.len() as u64, 1, 1, 1] {
        head.extend(number.to_le_bytes());
    }
    // clustered, directories and tiles with gzip, only zoom 0
    head.extend([1, 2, 2, kind, 0, 0]);
    head.resize(127, 0);
    [head, directory, about, tile].concat()
}

fn saved(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn showing(path: PathBuf) -> Harness<'static, Rig> {
    let mut rig = plain("");
    rig.with_panel(|panel, ctx| panel.act(MapAction::ShowFile(path), ctx));
    harness(rig, SIZE, false)
}

/// Paints until it is so, for as long as a slow machine may take.
fn wait(harness: &mut Harness<'static, Rig>, what: &str, is_so: impl Fn(&Harness<'static, Rig>) -> bool) {
    let start = Instant::now();
    while !is_so(harness) {
        assert!(start.elapsed() < Duration::from_secs(30), "{what}");
        std::thread::sleep(Duration::from_millis(15));
        harness.step();
    }
}

fn pictures(harness: &Harness<'static, Rig>) -> usize {
    let painted = |shape: &Shape| matches!(shape, Shape::Mesh(mesh) if mesh.texture_id != TextureId::default());
    harness.output().shapes.iter().filter(|shape| painted(&shape.shape)).count()
}

fn callbacks(harness: &Harness<'static, Rig>) -> usize {
    harness.output().shapes.iter().filter(|shape| matches!(shape.shape, Shape::Callback(_))).count()
}

fn says(harness: &Harness<'static, Rig>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

#[test]
fn a_file_of_pictures_is_painted_with_its_thanks() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = showing(saved(folder.path(), "strip.pmtiles", &archive(2, &picture())));
    wait(&mut harness, "no tile is painted", |harness| pictures(harness) > 0);
    assert!(says(&harness, "© Example · © OpenStreetMap contributors"));
    assert!(harness.state().panel.layers.trouble().is_none());
    harness.get_by_role_and_label(egui::Role::Button, "Layers").click();
    harness.run();
    harness.get_by_label("None").click();
    harness.run();
    assert_eq!(pictures(&harness), 0);
    assert!(!says(&harness, "© Example"));
    let chosen = harness.state().panel.layers();
    assert!(chosen.file.is_some() && chosen.tiles == TileChoice::None, "the file is remembered");
}

#[test]
fn a_file_of_vectors_is_painted() {
    let folder = tempfile::tempdir().unwrap();
    let without = callbacks(&harness(plain(""), SIZE, false));
    let mut harness = showing(saved(folder.path(), "strip.pmtiles", &archive(1, &vector())));
    wait(&mut harness, "no vector tile is painted", |harness| callbacks(harness) > without);
    assert!(harness.state().panel.layers.trouble().is_none());
}

#[test]
fn the_base_map_can_be_put_away_and_comes_back() {
    let mut harness = harness(plain(""), SIZE, false);
    assert_eq!(callbacks(&harness), 1);
    for left in [0, 1] {
        harness.get_by_role_and_label(egui::Role::Button, "Layers").click();
        harness.run();
        harness.get_by_label("Built-in base map").click();
        harness.run();
        harness.get_by_role_and_label(egui::Role::Button, "Layers").click();
        harness.run();
        assert_eq!(callbacks(&harness), left);
    }
}

#[test]
fn a_file_that_gives_no_map_is_named_with_the_reason_and_the_base_map_stays() {
    let folder = tempfile::tempdir().unwrap();
    let whole = archive(2, &picture());
    let mut webp = whole.clone();
    webp[99] = 4;
    let mut old = whole.clone();
    old[7] = 2;
    let mut far = whole.clone();
    far[56..64].copy_from_slice(&u64::MAX.to_le_bytes());
    let cases = [
        ("cut.pmtiles", whole[..whole.len() - 40].to_vec(), "cut.pmtiles is cut short or damaged."),
        ("head.pmtiles", whole[..90].to_vec(), "head.pmtiles is cut short or damaged."),
        ("far.pmtiles", far, "far.pmtiles is cut short or damaged."),
        ("text.pmtiles", b"name,lat,lon\n".to_vec(), "text.pmtiles is not a PMTiles file."),
        ("empty.pmtiles", Vec::new(), "empty.pmtiles is not a PMTiles file."),
        ("old.pmtiles", old, "old.pmtiles has version 2 of PMTiles"),
        ("webp.pmtiles", webp, "holds its tiles as WebP"),
    ];
    for (name, bytes, message) in cases {
        let harness = showing(saved(folder.path(), name, &bytes));
        assert!(says(&harness, message), "{name}");
        assert_eq!(callbacks(&harness), 1, "{name}: the base map stays");
    }
    assert!(says(&showing(folder.path().join("gone.pmtiles")), "gone.pmtiles is not there."));
}

#[test]
fn a_tile_that_is_no_picture_is_counted_and_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut bad = picture();
    bad.truncate(60);
    let bomb = vec![0_u8; 40 << 20];
    for tile in [bad, bomb] {
        let mut harness = showing(saved(folder.path(), "strip.pmtiles", &archive(2, &tile)));
        wait(&mut harness, "nothing is said", |harness| says(harness, "One piece of strip.pmtiles is damaged"));
        assert_eq!(pictures(&harness), 0);
    }
}

/// What a server was asked: path and agent of every request.
type Log = Arc<Mutex<Vec<(String, String)>>>;

/// A server of one picture, or of refusals, and what it is asked.
fn server(refuses: bool) -> (String, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let log = Log::default();
    let told = Arc::clone(&log);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let told = Arc::clone(&told);
            std::thread::spawn(move || answer(stream, refuses, &told));
        }
    });
    (url, log)
}

fn answer(mut stream: TcpStream, refuses: bool, log: &Log) {
    let mut head = String::new();
    let mut byte = [0];
    while !head.ends_with("\r\n\r\n") && stream.read(&mut byte).is_ok_and(|count| count == 1) {
        head.push(char::from(byte[0]));
    }
    let path = head.split_whitespace().nth(1).unwrap_or_default().to_owned();
    let agent = head.lines().find_map(|line| line.to_lowercase().strip_prefix("user-agent: ").map(str::to_owned));
    log.lock().unwrap().push((path, agent.unwrap_or_default()));
    let body = if refuses { b"no".to_vec() } else { picture() };
    let mut reply = String::from(if refuses { "HTTP/1.1 429 Too Many Requests\r\n" } else { "HTTP/1.1 200 OK\r\n" });
    let _ = write!(reply, "Content-Type: image/png\r\nContent-Length: {}\r\n", body.len());
    reply.push_str("Cache-Control: max-age=3600\r\nConnection: close\r\n\r\n");
    let _gone = stream.write_all(reply.as_bytes()).and_then(|()| stream.write_all(&body));
}

fn online(url: &str, cache: &Path) -> Harness<'static, Rig> {
    let mut rig = plain("");
    rig.panel.layers.server = url.to_owned();
    rig.panel.set_tile_cache(Some(cache.to_owned()));
    let layers = MapLayers { tiles: TileChoice::Online, ..MapLayers::default() };
    rig.panel.set_layers(layers);
    harness(rig, [400.0, 300.0], false)
}

#[test]
fn tiles_from_the_network_are_asked_for_by_name_and_kept_on_the_disk() {
    let cache = tempfile::tempdir().unwrap();
    let (url, log) = server(false);
    let mut first = online(&url, cache.path());
    wait(&mut first, "no tile comes", |harness| pictures(harness) > 0 && harness.state().panel.layers.whole());
    assert!(says(&first, "© OpenStreetMap contributors"));
    let asked = log.lock().unwrap().clone();
    assert!(!asked.is_empty() && asked.len() < 30, "only what is in view: {}", asked.len());
    let name = format!("km0/{}", env!("CARGO_PKG_VERSION"));
    let is_tile = |path: &str| path.split('/').count() == 4;
    assert!(asked.iter().all(|(path, agent)| is_tile(path) && agent.starts_with(&name)), "{asked:?}");
    drop(first);
    let mut second = online(&url, cache.path());
    wait(&mut second, "no tile comes from the disk", |harness| harness.state().panel.layers.whole());
    assert_eq!(log.lock().unwrap().len(), asked.len(), "what is fresh is not asked for again");
}

#[test]
fn tiles_come_where_they_cannot_be_kept() {
    let folder = tempfile::tempdir().unwrap();
    // no folder can be made there
    let cache = saved(folder.path(), "tiles", b"a file");
    let (url, _) = server(false);
    let mut harness = online(&url, &cache);
    wait(&mut harness, "no tile comes", |harness| pictures(harness) > 0 && harness.state().panel.layers.whole());
    assert!(harness.state().panel.layers.trouble().is_none());
    assert_eq!(std::fs::read(&cache).unwrap(), b"a file");
}

fn files_in(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() { files_in(&entry.path(), found) } else { found.push(entry.path()) }
    }
}

/// As where the program was killed, or the disk full, while they were written.
#[test]
fn tiles_of_which_the_disk_has_half_are_asked_for_again() {
    let cache = tempfile::tempdir().unwrap();
    let (url, log) = server(false);
    let mut first = online(&url, cache.path());
    wait(&mut first, "no tile comes", |harness| pictures(harness) > 0 && harness.state().panel.layers.whole());
    drop(first);
    for part in [2, usize::MAX] {
        let mut kept = Vec::new();
        files_in(cache.path(), &mut kept);
        assert!(!kept.is_empty(), "nothing was kept");
        for path in kept {
            let bytes = std::fs::read(&path).unwrap();
            std::fs::write(&path, &bytes[..bytes.len() / part]).unwrap();
        }
        let asked = log.lock().unwrap().len();
        let mut again = online(&url, cache.path());
        wait(&mut again, "no tile comes", |harness| harness.state().panel.layers.whole());
        assert!(log.lock().unwrap().len() > asked, "half a tile was taken for a tile");
    }
}

#[test]
fn a_server_that_refuses_is_named_and_can_be_asked_again() {
    let cache = tempfile::tempdir().unwrap();
    let (url, log) = server(true);
    let mut harness = online(&url, cache.path());
    wait(&mut harness, "nothing is said", |harness| says(harness, "there is no network or the server refuses"));
    assert_eq!(pictures(&harness), 0);
    let asked = log.lock().unwrap().len();
    harness.step();
    harness.get_by_label("Try again").click();
    wait(&mut harness, "it is not asked again", |_| log.lock().unwrap().len() > asked);
    wait(&mut harness, "nothing is said", |harness| says(harness, "there is no network or the server refuses"));
    harness.get_by_label("Switch off").click();
    harness.step();
    harness.step();
    assert_eq!(harness.state().panel.layers().tiles, TileChoice::None);
    assert!(!says(&harness, "the server refuses"));
}

#[test]
fn without_a_network_the_message_comes_too() {
    let cache = tempfile::tempdir().unwrap();
    // nobody listens there any more
    let url = format!("http://{}", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
    let mut harness = online(&url, cache.path());
    wait(&mut harness, "nothing is said", |harness| says(harness, "there is no network or the server refuses"));
}

fn meshes(harness: &Harness<'static, Rig>) -> usize {
    let own = |shape: &Shape| matches!(shape, Shape::Mesh(mesh) if mesh.texture_id == TextureId::default());
    harness.output().shapes.iter().filter(|shape| own(&shape.shape)).count()
}

#[test]
fn a_file_of_roads_lies_under_the_gates_by_its_values() {
    let folder = tempfile::tempdir().unwrap();
    let road = |class: &str, lanes: u8, lat: f64| {
        format!(
            r#"{{"type": "Feature", "properties": {{"highway": "{class}", "lanes": {lanes}}},
            "geometry": {{"type": "LineString", "coordinates": [[103.0, {lat}], [107.0, {lat}]]}}}}"#
        )
    };
    let roads = [road("trunk", 4, 22.1), road("track", 1, 22.3), road("trunk", 2, 22.5)].join(",");
    let text = format!(r#"{{"type": "FeatureCollection", "features": [{roads}]}}"#);
    let without = meshes(&harness(plain(""), SIZE, false));
    let mut harness = showing(saved(folder.path(), "roads.geojson", text.as_bytes()));
    wait(&mut harness, "no road is painted", |harness| meshes(harness) == without + 1);
    harness.get_by_role_and_label(egui::Role::Button, "Layers").click();
    harness.run();
    assert!(says(&harness, "trunk") && says(&harness, "track"), "the legend tells the classes");
    let chosen = harness.state().panel.layers();
    assert_eq!((chosen.under.len(), chosen.tiles), (1, TileChoice::None));
    harness.get_by_role_and_label(egui::Role::CheckBox, "roads.geojson").click();
    harness.run();
    assert!(!says(&harness, "trunk"), "what is hidden is not explained");
    assert!(!harness.state().panel.layers().under[0].shown, "and stays in the list");
    harness.get_by_label("Remove roads.geojson").click();
    harness.run();
    assert!(harness.state().panel.layers().under.is_empty());
}

#[test]
fn a_reference_file_that_cannot_be_read_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = showing(saved(folder.path(), "roads.geojson", b"{\"features\": []}"));
    harness.get_by_role_and_label(egui::Role::Button, "Layers").click();
    wait(&mut harness, "nothing is told", |harness| says(harness, "the file holds no shape that can be placed"));
}
