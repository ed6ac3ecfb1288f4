//! What search knows of a page: the texts it is found by, and what a result
//! shows of it.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::config::{Config, FieldKind};
use crate::load::Place;
use crate::model::{Entry, Model, Reference, Value};
use crate::parse::Prose;

/// What results and filters need to know of the site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteInfo {
    /// The collections' labels, one article's; by [`Record::collection`].
    pub collections: Vec<String>,
    /// The facets, by [`Record::facets`].
    pub facets: Vec<FacetInfo>,
    /// Abbreviation → what it stands for; one can stand for several.
    pub abbreviations: Vec<(String, String)>,
}

/// A facet: the fields of one name, of all collections.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetInfo {
    /// The field's name: the parameter in addresses.
    pub name: String,
    /// The field's label.
    pub label: String,
    /// Slug and label of each value.
    pub values: Vec<(String, String)>,
}

/// What one page is found by, and what a result shows of it.
#[derive(Debug, Clone, Default)]
pub struct SearchDocument<'a> {
    /// What a result shows.
    pub record: Record,
    /// Other names of it.
    pub names: Vec<String>,
    /// Titles and names of what it refers to, and labels of its choices.
    pub references: Vec<String>,
    /// Its description.
    pub description: String,
    /// Its text, by section.
    pub sections: Vec<&'a str>,
}

/// What a result shows of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The address inside the site.
    pub route: String,
    /// The title.
    pub title: String,
    /// Which of the site's collections; `None` for other pages.
    pub collection: Option<usize>,
    /// The description, else the first sentences.
    pub summary: String,
    /// Headings with their anchors.
    pub headings: Vec<(String, String)>,
    /// Days since 1970-01-01 of the last change.
    pub day: Option<i32>,
    /// Facet and value.
    pub facets: Vec<(usize, usize)>,
    /// Whether it counts less than others that say the same: a statement of
    /// the self-scan leads to the pages that help with it.
    pub light: bool,
}

/// A summary is at most so many letters.
const SUMMARY: usize = 115;

impl SiteInfo {
    /// What the pages of a model have in common, and the facets and values of
    /// each page.
    pub fn of(model: &Model) -> (Self, Vec<Vec<(usize, usize)>>) {
        let mut site = Self {
            collections: model.config.collections.iter().map(|collection| collection.label.clone()).collect(),
            facets: facets(model),
            abbreviations: abbreviations(model),
        };
        let mut pages = vec![Vec::new(); model.entries.len()];
        // The lists of a facet's values hold ids in the order of lists.
        for facet in &model.facets {
            let name = &model.config.collection(facet.collection).field(facet.field).name;
            let Some(index) = site.facets.iter().position(|info| info.name == *name) else { continue };
            let known = &mut site.facets[index].values;
            let mut places: FxHashMap<String, usize> =
                known.iter().enumerate().map(|(place, (slug, _))| (slug.clone(), place)).collect();
            for value in &facet.values {
                let place = *places.entry(value.slug.clone()).or_insert_with(|| {
                    known.push((value.slug.clone(), value.label.clone()));
                    known.len() - 1
                });
                for id in &value.entries {
                    pages[id.0 as usize].push((index, place));
                }
            }
        }
        pages.iter_mut().for_each(|facets| facets.sort_unstable());
        (site, pages)
    }
}

impl<'a> SearchDocument<'a> {
    /// The texts of a field of the index.
    pub fn texts(&self, field: &str) -> Vec<&str> {
        fn all(texts: &[String]) -> Vec<&str> {
            texts.iter().map(String::as_str).collect()
        }
        match field {
            "title" => vec![self.record.title.as_str()],
            "names" => all(&self.names),
            "headings" => self.record.headings.iter().map(|(text, _)| text.as_str()).collect(),
            "description" => vec![self.description.as_str()],
            "references" => all(&self.references),
            _ => self.sections.clone(),
        }
    }

    /// What search knows of an entry but for its text; its facets are not
    /// known from here.
    pub fn of(model: &Model, entry: &Entry) -> Self {
        let headings =
            entry.body.headings.iter().map(|heading| (heading.text.clone(), heading.id.clone())).collect();
        let description = entry.description.clone().unwrap_or_default();
        Self {
            record: Record {
                route: entry.route.clone(),
                title: entry.title.clone(),
                collection: match entry.place {
                    Place::Article(id) | Place::Collection(id) => Some(id.0),
                    Place::Home | Place::Page => None,
                },
                summary: shorten(&description, SUMMARY),
                headings,
                day: entry.updated.or(entry.date).map(day_number),
                facets: Vec::new(),
                light: is_statement(model, entry),
            },
            names: names(&model.config, entry),
            references: references(model, entry),
            description,
            sections: Vec::new(),
        }
    }

    /// The same with the entry's text.
    pub fn with_text(mut self, text: &'a Prose) -> Self {
        self.sections = text.sections.iter().map(|section| section.text.as_str()).collect();
        if self.record.summary.is_empty() {
            self.record.summary = summary(&self.sections);
        }
        self
    }
}

/// The site's abbreviations, and those among the other names of an entry.
fn abbreviations(model: &Model) -> Vec<(String, String)> {
    let mut all = model.abbreviations.clone();
    let mut known: FxHashSet<(String, String)> = all.iter().cloned().collect();
    for entry in &model.entries {
        for name in names(&model.config, entry).into_iter().filter(|name| is_abbreviation(name)) {
            let pair = (name, entry.title.clone());
            if pair.0 != pair.1 && known.insert(pair.clone()) {
                all.push(pair);
            }
        }
    }
    all
}

/// An abbreviation has at most so many letters.
const LONGEST_ABBREVIATION: usize = 6;

/// Whether a name is written as an abbreviation: short, with two capitals.
fn is_abbreviation(name: &str) -> bool {
    name.chars().count() <= LONGEST_ABBREVIATION
        && name.chars().all(char::is_alphanumeric)
        && name.chars().filter(|c| c.is_uppercase()).count() > 1
}

/// Whether an entry is a statement of the self-scan.
fn is_statement(model: &Model, entry: &Entry) -> bool {
    matches!(entry.place, Place::Article(id) if model.config.roles.collections.get("self_scan") == Some(&id))
}

/// The facets, one a field name, in the order of the configuration.
fn facets(model: &Model) -> Vec<FacetInfo> {
    let mut facets: Vec<FacetInfo> = Vec::new();
    for facet in &model.facets {
        let field = model.config.collection(facet.collection).field(facet.field);
        if !facets.iter().any(|known| known.name == field.name) {
            facets.push(FacetInfo {
                name: field.name.clone(),
                label: field.label.clone(),
                values: Vec::new(),
            });
        }
    }
    facets
}

/// Days since 1970-01-01.
fn day_number(date: jiff::civil::Date) -> i32 {
    (date - jiff::civil::Date::constant(1970, 1, 1)).get_days()
}

/// The texts of an entry's fields that hold other names of it.
pub fn names(config: &Config, entry: &Entry) -> Vec<String> {
    let Some(collection) = entry.collection().map(|id| config.collection(id)) else { return Vec::new() };
    let mut names = Vec::new();
    for field in &entry.fields {
        if let (true, Value::Text(texts)) = (collection.field(field.field).names, &field.value) {
            names.extend(texts.iter().cloned());
        }
    }
    names
}

/// The titles and names of what an entry refers to, labels of its choices,
/// and its other texts.
fn references(model: &Model, entry: &Entry) -> Vec<String> {
    let Some(collection) = entry.collection().map(|id| model.config.collection(id)) else {
        return Vec::new();
    };
    let mut texts = Vec::new();
    for value in &entry.fields {
        let field = collection.field(value.field);
        match (&value.value, &field.kind) {
            (Value::Reference(references), _) => {
                for reference in references {
                    match reference {
                        Reference::Entry(id) => {
                            let other = model.entry(*id);
                            texts.push(other.title.clone());
                            texts.extend(names(&model.config, other));
                        }
                        Reference::Unpublished { title } => texts.push(title.clone()),
                    }
                }
            }
            (Value::Choice(choices), FieldKind::Choice(options)) => {
                texts.extend(choices.iter().filter_map(|&choice| options.get(choice)).cloned());
            }
            (Value::Text(own), _) if !field.names => texts.extend(own.iter().cloned()),
            _ => {}
        }
    }
    texts
}

/// The first sentences of a text.
pub fn summary(sections: &[&str]) -> String {
    let text = sections.iter().flat_map(|section| section.lines()).find(|line| line.chars().count() > 40);
    let Some(text) = text.or_else(|| sections.iter().copied().find(|text| !text.is_empty())) else {
        return String::new();
    };
    shorten(text, SUMMARY)
}

/// At most `length` letters of a text, cut between words.
fn shorten(text: &str, length: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(length) else { return text };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([',', ';', ':', '.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::is_abbreviation;

    #[test]
    fn tells_abbreviations_from_other_names() {
        for name in ["EZK", "PoW", "OCenW"] {
            assert!(is_abbreviation(name), "{name}");
        }
        for name in ["Oss", "MKB Nederland", "Bergen-op-Zoom", "WerkCentrum", "A2"] {
            assert!(!is_abbreviation(name), "{name}");
        }
    }
}
