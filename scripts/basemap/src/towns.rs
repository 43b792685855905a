//! Towns: chosen and named in towns.csv, placed and counted by GeoNames.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::grid::{Pt, pt};

#[derive(Deserialize)]
struct City {
    latitude: f64,
    longitude: f64,
    population: u64,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    geonameid: String,
    vi: String,
    zh: String,
    en: String,
    rank: u8,
    lat: Option<f64>,
    lon: Option<f64>,
}

pub struct Town {
    pub id: String,
    pub vi: String,
    pub zh: String,
    pub en: String,
    pub rank: u8,
    pub pop: u64,
    pub at: Pt,
}

pub fn towns(cities: &Path) -> Result<Vec<Town>> {
    let text = fs::read_to_string(cities).with_context(|| cities.display().to_string())?;
    let cities: HashMap<String, City> = serde_json::from_str(&text)?;
    let mut list = Vec::new();
    for row in csv::Reader::from_reader(include_str!("../towns.csv").as_bytes()).deserialize() {
        let r: Row = row?;
        let city = cities.get(&r.geonameid).with_context(|| format!("no GeoNames place for {}", r.id))?;
        let at = pt(r.lon.unwrap_or(city.longitude), r.lat.unwrap_or(city.latitude));
        list.push(Town { id: r.id, vi: r.vi, zh: r.zh, en: r.en, rank: r.rank, pop: city.population, at });
    }
    Ok(list)
}
