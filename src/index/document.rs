//! What search knows of a page: the texts it is found by, and what a result
//! shows of it.

use serde::{Deserialize, Serialize};

use crate::config::{Config, FieldKind};
use crate::load::Place;
use crate::model::{Entry, Model, Reference, Value};

/// All that is indexed, in the order of routes.
#[derive(Debug, Clone, Default)]
pub struct Documents {
    /// One a page.
    pub documents: Vec<SearchDocument>,
    /// What the pages have in common.
    pub site: SiteInfo,
}

/// What results and filters need to know of the site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteInfo {
    /// The collections' labels, one article's; by [`Record::collection`].
    pub collections: Vec<String>,
    /// The facets, by [`Record::facets`].
    pub facets: Vec<FacetInfo>,
    /// Abbreviation → what it stands for.
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

/// One page.
#[derive(Debug, Clone, Default)]
pub struct SearchDocument {
    /// What a result shows.
    pub record: Record,
    /// Other names of it.
    pub names: Vec<String>,
    /// Titles and names of what it refers to, and labels of its choices.
    pub references: Vec<String>,
    /// Its description.
    pub description: String,
    /// Its text, by section.
    pub sections: Vec<String>,
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
}

/// A summary is at most so many letters.
const SUMMARY: usize = 180;

impl Documents {
    /// What search knows of every page of a model.
    pub fn of(model: &Model) -> Self {
        let mut site = SiteInfo {
            collections: model.config.collections.iter().map(|collection| collection.label.clone()).collect(),
            facets: facets(model),
            abbreviations: model.abbreviations.clone(),
        };
        let mut documents: Vec<SearchDocument> =
            model.entries.iter().map(|entry| document(model, entry)).collect();
        // The lists of a facet's values hold ids in the order of lists.
        for facet in &model.facets {
            let name = &model.config.collection(facet.collection).field(facet.field).name;
            let Some(index) = site.facets.iter().position(|info| info.name == *name) else { continue };
            for value in &facet.values {
                let place = site.facets[index].values.iter().position(|(slug, _)| *slug == value.slug);
                let place = place.unwrap_or_else(|| {
                    site.facets[index].values.push((value.slug.clone(), value.label.clone()));
                    site.facets[index].values.len() - 1
                });
                for id in &value.entries {
                    documents[id.0 as usize].record.facets.push((index, place));
                }
            }
        }
        for document in &mut documents {
            document.record.facets.sort_unstable();
        }
        Self { documents, site }
    }
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

fn document(model: &Model, entry: &Entry) -> SearchDocument {
    let headings =
        entry.body.headings.iter().map(|heading| (heading.text.clone(), heading.id.clone())).collect();
    let description = entry.description.clone().unwrap_or_default();
    let sections: Vec<String> = entry.body.sections.iter().map(|section| section.text.clone()).collect();
    let summary = if description.is_empty() { summary(&sections) } else { description.clone() };
    SearchDocument {
        record: Record {
            route: entry.route.clone(),
            title: entry.title.clone(),
            collection: match entry.place {
                Place::Article(id) | Place::Collection(id) => Some(id.0),
                Place::Home | Place::Page => None,
            },
            summary,
            headings,
            day: entry.updated.or(entry.date).map(day_number),
            facets: Vec::new(),
        },
        names: names(&model.config, entry),
        references: references(model, entry),
        description,
        sections,
    }
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
pub fn summary(sections: &[String]) -> String {
    let text = sections.iter().flat_map(|section| section.lines()).find(|line| line.chars().count() > 40);
    let Some(text) = text.or_else(|| sections.iter().map(String::as_str).find(|text| !text.is_empty()))
    else {
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
