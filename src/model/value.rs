//! The typed values of an entry's fields.

use jiff::civil::Date;

use super::EntryId;
use crate::config::FieldId;

/// A field with its value.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldValue {
    /// Which field of the entry's collection.
    pub field: FieldId,
    /// The value; never an empty list.
    pub value: Value,
}

/// A field's value: a list of one where the field does not hold many.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Texts.
    Text(Vec<String>),
    /// Numbers.
    Number(Vec<f64>),
    /// Yes or no.
    Boolean(bool),
    /// Days.
    Date(Vec<Date>),
    /// Addresses.
    Url(Vec<String>),
    /// Options, by place in the field's list of options.
    Choice(Vec<usize>),
    /// Entries of another collection.
    Reference(Vec<Reference>),
}

/// A reference to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// To a published entry.
    Entry(EntryId),
    /// To an entry that is not published now: only its title is shown.
    Unpublished {
        /// The title.
        title: String,
    },
}
