//! The values by which readers can browse a collection.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::collation::collation_key;
use super::{CollectionModel, Entry, EntryId, Facet, FacetValue, Reference, Value};
use crate::config::{Config, Field, FieldId, FieldKind};
use crate::diagnostics::MessageLanguage;
use crate::load::slug_form;

/// The order of a value, then its slug, label and entry.
type Key = (String, String, String, Option<EntryId>);

/// A value, as short as it can be told from others.
#[derive(PartialEq, Eq, Hash)]
enum Token {
    /// The option at a place.
    Choice(usize),
    /// An entry.
    Entry(EntryId),
    /// A value that orders and reads as this.
    Plain(String, String),
}

/// All facets, in declared order; values that nothing has are left out.
pub(super) fn facets(config: &Config, entries: &[Entry], collections: &[CollectionModel]) -> Vec<Facet> {
    let mut ranks: Vec<usize> = vec![usize::MAX; entries.len()];
    for (place, entry) in collections.iter().flat_map(|collection| &collection.entries).enumerate() {
        ranks[entry.0 as usize] = place;
    }
    let mut facets = Vec::new();
    for collection in collections {
        let schema = config.collection(collection.id);
        for (place, field) in schema.fields.iter().enumerate() {
            if !field.facet {
                continue;
            }
            let id = FieldId(place);
            let mut found: FxHashMap<Token, Vec<EntryId>> = FxHashMap::default();
            for &entry in &collection.entries {
                let Some(value) = entries[entry.0 as usize].field(id) else { continue };
                tokens(config, value)
                    .into_iter()
                    .for_each(|token| found.entry(token).or_default().push(entry));
            }
            let values = found
                .into_iter()
                .filter_map(|(token, having)| Some((key(field, token, entries, &ranks)?, having)))
                .collect();
            let base = format!("{}/{}/", schema.name, field.name);
            facets.push(Facet {
                collection: collection.id,
                field: id,
                values: with_addresses(values, &base),
            });
        }
    }
    facets
}

/// Two values may have one slug (`Werk` and `werk`): the later one gets a
/// number, for each needs a page.
fn with_addresses(values: BTreeMap<Key, Vec<EntryId>>, base: &str) -> Vec<FacetValue> {
    let mut used: Vec<String> = Vec::with_capacity(values.len());
    let mut list = Vec::with_capacity(values.len());
    for ((_, slug, label, entry), entries) in values {
        let stem = if slug.is_empty() { "overig".to_owned() } else { slug };
        let mut slug = stem.clone();
        let mut number = 2;
        while used.contains(&slug) {
            slug = format!("{stem}-{number}");
            number += 1;
        }
        used.push(slug.clone());
        list.push(FacetValue { route: format!("{base}{slug}/"), slug, label, entry, entries });
    }
    list
}

fn tokens(config: &Config, value: &Value) -> Vec<Token> {
    match value {
        Value::Choice(places) => places.iter().copied().map(Token::Choice).collect(),
        Value::Reference(references) => references
            .iter()
            .filter_map(|reference| match reference {
                Reference::Entry(id) => Some(Token::Entry(*id)),
                Reference::Unpublished { .. } => None,
            })
            .collect(),
        Value::Boolean(value) => {
            let (yes, no) = match MessageLanguage::of(&config.language) {
                MessageLanguage::Dutch => ("ja", "nee"),
                MessageLanguage::English => ("yes", "no"),
            };
            let label = if *value { yes } else { no };
            vec![Token::Plain(label.to_owned(), label.to_owned())]
        }
        Value::Text(texts) => {
            texts.iter().map(|text| Token::Plain(collation_key(text), text.clone())).collect()
        }
        Value::Number(numbers) => {
            numbers.iter().map(|number| Token::Plain(number_order(*number), number.to_string())).collect()
        }
        Value::Date(dates) => {
            dates.iter().map(|date| Token::Plain(date.to_string(), date.to_string())).collect()
        }
        Value::Url(_) => Vec::new(),
    }
}

fn key(field: &Field, token: Token, entries: &[Entry], ranks: &[usize]) -> Option<Key> {
    Some(match token {
        Token::Choice(place) => {
            let FieldKind::Choice(options) = &field.kind else { return None };
            let option = options.get(place)?;
            (format!("{place:06}"), slug_form(option), option.clone(), None)
        }
        Token::Entry(id) => {
            let entry = &entries[id.0 as usize];
            let order = format!("{:012}", ranks[id.0 as usize]);
            (order, entry.slug.clone(), entry.title.clone(), Some(id))
        }
        Token::Plain(order, label) => (order, slug_form(&label), label, None),
    })
}

/// A text that orders as the number does: the bits of an IEEE 754 number
/// order like an integer once the sign is turned round.
fn number_order(number: f64) -> String {
    let bits = number.to_bits();
    let ordered = if number.is_sign_negative() { !bits } else { bits | (1 << 63) };
    format!("{ordered:016x}")
}
