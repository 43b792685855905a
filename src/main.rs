fn main() {
    let l = match std::env::args().nth(1) {
        Some(p) => km0::dataset::open(std::path::Path::new(&p)),
        None => km0::dataset::builtin(),
    };
    for p in &l.problems {
        println!("{p}");
    }
    println!("{} records {} problems", l.dataset.len(), l.problems.len());
}
