//! What a collection declares: its fields, their types, their labels.

use serde::{Deserialize, Serialize};

use crate::table::Node;

/// The place of a collection in [`super::Config::collections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CollectionId(pub usize);

/// The place of a field in [`Collection::fields`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FieldId(pub usize);

/// One `[collections.<name>]` table.
#[derive(Debug, Clone)]
pub struct Collection {
    /// The name: folder under `content/` and first part of the address.
    pub name: String,
    /// One article of it, as readers see it; the name when not given.
    pub label: String,
    /// Several of it; the label when not given.
    pub label_plural: String,
    /// What it holds; may be empty.
    pub description: String,
    /// Whether articles may have keys that are not declared.
    pub extra: bool,
    /// The order of its list.
    pub order: Order,
    /// The declared fields, in the order of the file.
    pub fields: Vec<Field>,
    /// Fields that readers browse by together: a list for every pair of
    /// values that occurs.
    pub pairs: Vec<(FieldId, FieldId)>,
}

/// How a collection's list is ordered; ties go by title, then by slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By `weight`, then title: the default.
    #[default]
    Weight,
    /// By title, as a dictionary of the site's language orders.
    Title,
    /// Newest first.
    Date,
}

/// One declared field.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name, as front matter writes it.
    pub name: String,
    /// The name that readers see; the name when not given.
    pub label: String,
    /// An explanation for editors.
    pub help: Option<String>,
    /// The type of its values.
    pub kind: FieldKind,
    /// Whether it holds a list.
    pub many: bool,
    /// Whether every article must have it.
    pub required: bool,
    /// Whether readers can filter and browse by it.
    pub facet: bool,
    /// Whether its texts are other names of the entry (text fields only).
    pub names: bool,
    /// The value of an article that does not give one.
    pub default: Option<Node>,
}

/// The type of a field's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day.
    Date,
    /// An address that begins with `https://` or `http://`.
    Url,
    /// One of these.
    Choice(Vec<String>),
    /// An entry of this collection, by its slug.
    Reference(CollectionId),
}

impl Collection {
    /// The field of this id.
    pub fn field(&self, id: FieldId) -> &Field {
        &self.fields[id.0]
    }

    /// The field of this name.
    pub fn field_named(&self, name: &str) -> Option<FieldId> {
        self.fields.iter().position(|field| field.name == name).map(FieldId)
    }
}
