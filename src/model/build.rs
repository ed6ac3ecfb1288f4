//! Builds the model: documents in, checked and connected entries out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::addresses::{Addresses, Owner, alias_route};
use super::collation::collation_key;
use super::facets::facets;
use super::files::{Files, publish_files};
use super::links::{LinkResolver, Resolved, list_routes};
use super::reading::{self, RawValue, Reading};
use super::references::ReferenceResolver;
use super::relations::{link_back, link_neighbours, relate};
use super::{Alias, CollectionModel, Entry, EntryId, FieldValue, Model, Route, State, Withdrawn};
use crate::config::{CollectionId, Config, Order};
use crate::diagnostics::{Diagnostic, Problem, sort};
use crate::history::History;
use crate::load::{Attachment, Place};
use crate::parse::Document;

/// The day a site is built for, and whether unpublished entries are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Today, or the day of `--at`.
    pub day: Date,
    /// Whether drafts, scheduled and expired entries are in it, with a label.
    pub unpublished: bool,
}

/// Builds the model, with everything that is wrong in the content.
///
/// The model is whole also when there are errors, so that a preview can show
/// what it can; whether to publish it is for the caller to decide.
pub fn build(
    config: Arc<Config>,
    documents: Vec<impl Into<Arc<Document>>>,
    attachments: Vec<Attachment>,
    history: &History,
    moment: Moment,
) -> (Model, Vec<Diagnostic>) {
    let documents: Vec<Arc<Document>> = documents.into_iter().map(Into::into).collect();
    let read = |document| reading::read(&config, document, history, moment);
    let mut readings: Vec<Reading> = documents.into_par_iter().map(read).collect();
    let mut diagnostics = Vec::new();
    for reading in &mut readings {
        let found = std::mem::take(&mut reading.diagnostics);
        diagnostics.extend(reading.settle(found));
    }
    let routes: Vec<Route> = readings.iter().map(|reading| route_of(&config, reading)).collect();
    let mut addresses = Addresses::of_site(&config);
    let mut has_address = Vec::with_capacity(readings.len());
    for (place, reading) in readings.iter().enumerate() {
        let owner = Owner::Document(place, reading.document.file.source.path().to_owned());
        let clash = addresses.claim(&routes[place], owner);
        has_address.push(clash.is_none());
        let clash = clash.map(|problem| Diagnostic::new(problem, reading.first_line()));
        diagnostics.extend(reading.settle(clash.into_iter().collect()));
    }
    let entries = number_entries(&readings, &routes, &has_address, moment);
    diagnostics.extend(readings.iter().filter_map(|reading| review_due(reading, moment)));
    let connected = connect(&config, &readings, &routes, &entries, &addresses, &attachments);
    let mut fields = Vec::with_capacity(readings.len());
    let mut links = Vec::with_capacity(readings.len());
    for (reading, (found, resolved, values)) in readings.iter().zip(connected) {
        diagnostics.extend(reading.settle(found));
        links.push(resolved);
        fields.push(values);
    }
    let aliases = claim_aliases(&readings, &entries, &mut addresses, &mut diagnostics);
    let files = publish_files(&attachments, &links, &entries, &addresses, &mut diagnostics);
    let withdrawn = withdrawn(&readings, &routes, &entries);
    let entries = make_entries(readings, routes, &entries, fields, links, &files);
    let model = assemble(config, entries, aliases, withdrawn, files);
    sort(&mut diagnostics);
    (model, diagnostics)
}

/// The address of a document.
fn route_of(config: &Config, reading: &Reading) -> Route {
    match reading.document.file.place {
        Place::Home => String::new(),
        Place::Page => format!("{}/", reading.slug),
        Place::Collection(id) => format!("{}/", config.collection(id).name),
        Place::Article(id) => format!("{}/{}/", config.collection(id).name, reading.slug),
    }
}

/// The entry of each reading that is part of the site: numbered by route.
fn number_entries(
    readings: &[Reading],
    routes: &[Route],
    has_address: &[bool],
    moment: Moment,
) -> Vec<Option<EntryId>> {
    let mut shown: Vec<usize> = (0..readings.len())
        .filter(|&place| {
            has_address[place] && (moment.unpublished || readings[place].state == State::Published)
        })
        .collect();
    shown.sort_by(|&a, &b| routes[a].cmp(&routes[b]));
    let mut entries = vec![None; readings.len()];
    for (number, place) in shown.into_iter().enumerate() {
        entries[place] = Some(EntryId(number as u32));
    }
    entries
}

fn review_due(reading: &Reading, moment: Moment) -> Option<Diagnostic> {
    let by = reading.review_by.filter(|by| *by < moment.day && reading.state == State::Published)?;
    let entry = reading.document.front_matter.get("review_by")?;
    Some(Diagnostic::new(
        Problem::ReviewDue { by },
        reading.document.file.source.span(entry.value.range.clone()),
    ))
}

/// What is wrong with a document's references and links, where its links
/// lead, and its typed values.
type Connected = (Vec<Diagnostic>, Vec<Resolved>, Vec<FieldValue>);

fn connect(
    config: &Config,
    readings: &[Reading],
    routes: &[Route],
    entries: &[Option<EntryId>],
    addresses: &Addresses,
    attachments: &[Attachment],
) -> Vec<Connected> {
    let by_path =
        readings.iter().enumerate().map(|(place, reading)| (reading.document.file.source.path(), place));
    let by_path: BTreeMap<&str, usize> = by_path.collect();
    let mut by_slug: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut slugs: Vec<BTreeMap<&str, usize>> = vec![BTreeMap::new(); config.collections.len()];
    for (place, reading) in readings.iter().enumerate() {
        match reading.document.file.place {
            Place::Article(id) => drop(slugs[id.0].entry(&reading.slug).or_insert(place)),
            Place::Page => {}
            Place::Home | Place::Collection(_) => continue,
        }
        by_slug.entry(&reading.slug).or_default().push(place);
    }
    let mut lists = list_routes(config);
    add_facet_pages(config, readings, &mut lists);
    let attachments = attachments.iter().map(|attachment| (attachment.path.as_str(), attachment)).collect();
    let links = LinkResolver {
        config,
        readings,
        entries,
        routes,
        addresses,
        by_path: &by_path,
        by_slug: &by_slug,
        attachments: &attachments,
        lists: &lists,
    };
    let references = ReferenceResolver { config, readings, entries, slugs: &slugs };
    (0..readings.len())
        .into_par_iter()
        .map(|place| {
            let reading = &readings[place];
            let (resolved, mut found) = links.resolve_all(place);
            let mut values = Vec::new();
            if let Place::Article(collection) = reading.document.file.place {
                let (fields, mut wrong) = references.resolve(collection, reading);
                found.append(&mut wrong);
                values = fields;
            }
            if entries[place].is_none() {
                // Nobody reads it now, so what it shows as text is no matter.
                found
                    .retain(|diagnostic| !matches!(diagnostic.problem, Problem::UnpublishedReference { .. }));
            }
            (found, resolved, values)
        })
        .collect()
}

/// The pages of facets that a text may link to: of values that occur.
fn add_facet_pages(config: &Config, readings: &[Reading], lists: &mut BTreeSet<Route>) {
    for reading in readings.iter().filter(|reading| reading.state == State::Published) {
        let Place::Article(id) = reading.document.file.place else { continue };
        let schema = config.collection(id);
        for (field, value) in &reading.fields {
            let field = schema.field(*field);
            if !field.facet {
                continue;
            }
            let base = format!("{}/{}/", schema.name, field.name);
            let mut add = |slug: &str| {
                lists.insert(format!("{base}{slug}/"));
            };
            match (value, &field.kind) {
                (RawValue::Reference(slugs), _) => slugs.iter().for_each(|slug| add(&slug.slug)),
                (RawValue::Choice(places), crate::config::FieldKind::Choice(options)) => {
                    places.iter().for_each(|place| add(&crate::load::slug_form(&options[*place])));
                }
                _ => {}
            }
            lists.insert(base);
        }
    }
}

fn claim_aliases(
    readings: &[Reading],
    entries: &[Option<EntryId>],
    addresses: &mut Addresses,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Alias> {
    let mut aliases = Vec::new();
    for (place, reading) in readings.iter().enumerate() {
        let mut found = Vec::new();
        let span = |range: &Range<usize>| reading.document.file.source.span(range.clone());
        for (alias, range) in &reading.aliases {
            let Some(route) = alias_route(alias) else {
                found.push(Diagnostic::new(Problem::BadAlias { alias: alias.clone() }, span(range)));
                continue;
            };
            let owner = Owner::Document(place, reading.document.file.source.path().to_owned());
            if let Some(problem) = addresses.claim_alias(&route, owner) {
                found.push(Diagnostic::new(problem, span(range)));
            } else if let Some(entry) = entries[place] {
                aliases.push(Alias { route, entry });
            }
        }
        diagnostics.extend(reading.settle(found));
    }
    aliases.sort_by(|a, b| a.route.cmp(&b.route));
    aliases
}

fn withdrawn(readings: &[Reading], routes: &[Route], entries: &[Option<EntryId>]) -> Vec<Withdrawn> {
    let mut withdrawn: Vec<Withdrawn> = readings
        .iter()
        .enumerate()
        .filter(|(place, _)| entries[*place].is_none())
        .filter_map(|(place, reading)| match reading.state {
            State::Expired(since) => {
                Some(Withdrawn { route: routes[place].clone(), title: reading.title.clone(), since })
            }
            _ => None,
        })
        .collect();
    withdrawn.sort_by(|a, b| a.route.cmp(&b.route));
    withdrawn
}

fn make_entries(
    readings: Vec<Reading>,
    routes: Vec<Route>,
    numbers: &[Option<EntryId>],
    fields: Vec<Vec<FieldValue>>,
    links: Vec<Vec<Resolved>>,
    files: &Files,
) -> Vec<Entry> {
    let rows = readings.into_iter().zip(routes).zip(fields).zip(links).zip(numbers);
    let mut entries: Vec<(EntryId, Entry)> = rows
        .filter_map(|((((reading, route), fields), links), number)| {
            let targets = links.into_iter().map(|resolved| files.with_size(resolved)).collect();
            let document = &reading.document;
            let file = &document.file;
            let entry = Entry {
                place: file.place,
                slug: reading.slug,
                route,
                title: reading.title,
                description: reading.description,
                date: reading.date,
                updated: reading.updated,
                review_by: reading.review_by,
                state: reading.state,
                weight: reading.weight,
                fields,
                body: Arc::clone(&document.body),
                text: document.text.clone(),
                targets,
                backlinks: Vec::new(),
                related: Vec::new(),
                previous: None,
                next: None,
                path: file.source.path().to_owned(),
                hash: file.hash,
            };
            Some(((*number)?, entry))
        })
        .collect();
    entries.sort_by_key(|(number, _)| *number);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

fn assemble(
    config: Arc<Config>,
    mut entries: Vec<Entry>,
    aliases: Vec<Alias>,
    withdrawn: Vec<Withdrawn>,
    files: Files,
) -> Model {
    let collections = collections(&config, &entries);
    link_neighbours(&mut entries, &collections);
    link_back(&mut entries, &collections);
    let (related, facets) =
        rayon::join(|| relate(&config, &entries, &collections), || facets(&config, &entries, &collections));
    for (entry, related) in entries.iter_mut().zip(related) {
        entry.related = related;
    }
    let all = || (0..entries.len() as u32).map(EntryId);
    let entry = |id: &EntryId| &entries[id.0 as usize];
    let home = all().find(|id| entry(id).place == Place::Home);
    let mut pages: Vec<EntryId> = all().filter(|id| entry(id).place == Place::Page).collect();
    pages.sort_by_cached_key(|id| (entry(id).weight, collation_key(&entry(id).title), *id));
    Model {
        facets,
        abbreviations: abbreviations(&config, &entries, &collections),
        config,
        collections,
        home,
        pages,
        aliases,
        withdrawn,
        files: files.published,
        entries,
    }
}

/// The collections with their entries in the order of their lists.
fn collections(config: &Config, entries: &[Entry]) -> Vec<CollectionModel> {
    let mut collections: Vec<CollectionModel> = (0..config.collections.len())
        .map(|place| CollectionModel { id: CollectionId(place), index: None, entries: Vec::new() })
        .collect();
    for (place, entry) in entries.iter().enumerate() {
        match entry.place {
            Place::Collection(id) => collections[id.0].index = Some(EntryId(place as u32)),
            Place::Article(id) => collections[id.0].entries.push(EntryId(place as u32)),
            Place::Home | Place::Page => {}
        }
    }
    for collection in &mut collections {
        let entry = |id: &EntryId| &entries[id.0 as usize];
        let title = |id: &EntryId| collation_key(&entry(id).title);
        match config.collection(collection.id).order {
            Order::Weight => collection.entries.sort_by_cached_key(|id| (entry(id).weight, title(id), *id)),
            Order::Title => collection.entries.sort_by_cached_key(|id| (title(id), *id)),
            Order::Date => {
                collection
                    .entries
                    .sort_by_cached_key(|id| (std::cmp::Reverse(entry(id).date), title(id), *id));
            }
        }
    }
    collections
}

/// The site's abbreviations: those of `polder.toml`, and of the glossary.
fn abbreviations(
    config: &Config,
    entries: &[Entry],
    collections: &[CollectionModel],
) -> Vec<(String, String)> {
    let mut all = BTreeMap::new();
    if let Some((collection, field)) = config.roles.fields.get("abbreviation") {
        for id in &collections[collection.0].entries {
            let entry = &entries[id.0 as usize];
            if let Some(super::Value::Text(short)) = entry.field(*field) {
                all.extend(short.iter().map(|short| (short.clone(), entry.title.clone())));
            }
        }
    }
    all.extend(config.abbreviations.clone());
    all.into_iter().filter(|(short, long)| short != long).collect()
}
