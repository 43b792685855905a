//! What another reader of XML says of the files we write.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use km0_core::dataset::builtin;
use km0_core::export::Format;
use proptest::prelude::*;

use crate::conform::all;
use crate::export::HOSTILE;
use crate::program::{printed, root, stderr};
use crate::wild;

/// What `xmllint` says of a file.
fn xmllint(args: &[&str], path: &Path) -> Output {
    Command::new("xmllint")
        .args(["--noout", "--nonet"])
        .args(args)
        .arg(path)
        .output()
        .unwrap_or_else(|error| panic!("xmllint can't be run ({error}); scripts/test installs it with libxml2-utils"))
}

fn kml_schema() -> PathBuf {
    root().join("tests/data/schema/kml/ogckml22.xsd")
}

/// What the schema of the Open Geospatial Consortium says against a file; empty when nothing.
fn against_kml(kml: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.kml");
    fs::write(&path, kml).unwrap();
    let output = xmllint(&["--schema", kml_schema().to_str().unwrap()], &path);
    if output.status.success() { String::new() } else { stderr(&output) }
}

#[test]
fn kml_is_as_the_schema_of_the_ogc_asks() {
    let good = all(&builtin().dataset, Format::Kml);
    assert_eq!(against_kml(&good), "");
    let good = String::from_utf8(good).unwrap();
    for (right, wrong) in [
        ("<when>2", "<when>in 2"),
        ("<coordinates>", "<coordinates><b/>"),
        ("<ExtendedData>", "<name>twice</name><ExtendedData>"),
        ("<Data name=", "<Data called="),
        ("<Placemark id=\"", "<Placemark id=\"0 "),
        ("</Document>", ""),
    ] {
        assert!(good.contains(right));
        assert_ne!(against_kml(good.replacen(right, wrong, 1).as_bytes()), "", "{wrong} goes unnoticed");
    }
}

#[test]
fn kml_is_well_formed_for_another_reader() {
    let folder = tempfile::tempdir().unwrap();
    for data in ["seeds", HOSTILE] {
        let path = folder.path().join("out.xml");
        printed(&["export", "-f", "kml", "--data", data, "--force", "-o", path.to_str().unwrap()]);
        let output = xmllint(&[], &path);
        assert!(output.status.success(), "{data}: {}", stderr(&output));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_records_are_written_as_the_schema_of_kml_asks(dataset in wild::dataset()) {
        prop_assert_eq!(against_kml(&all(&dataset, Format::Kml)), "");
    }
}
