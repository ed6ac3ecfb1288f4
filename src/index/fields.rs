//! The fields of the index.

use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

/// A field that a page is found by: its name, whether phrases are looked for
/// in it, and what weighs in it. The weights are settings of ranking and not
/// in the index; they stand here so that a field has one home.
pub struct TextField {
    /// The name in the schema.
    pub name: &'static str,
    /// Whether phrases are looked for in it.
    pub phrases: bool,
    /// What a word in it weighs.
    pub weight: f32,
    /// How much its length takes off, 0 to 1.
    pub length: f32,
}

/// The fields, in the order of the schema.
pub const TEXT_FIELDS: [TextField; 6] = [
    TextField { name: "title", phrases: true, weight: 9.0, length: 0.6 },
    TextField { name: "names", phrases: true, weight: 5.0, length: 0.3 },
    TextField { name: "headings", phrases: true, weight: 1.2, length: 0.5 },
    TextField { name: "description", phrases: true, weight: 2.0, length: 0.5 },
    TextField { name: "references", phrases: false, weight: 0.3, length: 0.5 },
    TextField { name: "body", phrases: true, weight: 1.0, length: 0.2 },
];

/// The schema with its fields.
pub struct Fields {
    /// The schema.
    pub schema: Schema,
    /// Those of [`TEXT_FIELDS`].
    pub text: Vec<Field>,
    /// The forms of titles and names, each as often as its title or name has
    /// words: who asks for these words and no other asks for this page.
    pub exact: Field,
    /// What a result shows, as JSON.
    pub record: Field,
}

impl Fields {
    /// The fields of every index. Each has a tokenizer of its own name.
    pub fn new() -> Self {
        let mut builder = SchemaBuilder::new();
        let text = TEXT_FIELDS
            .iter()
            .map(|field| {
                let indexing = TextFieldIndexing::default()
                    .set_tokenizer(field.name)
                    .set_index_option(IndexRecordOption::WithFreqsAndPositions);
                builder.add_text_field(field.name, TextOptions::default().set_indexing_options(indexing))
            })
            .collect();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(EXACT)
            .set_index_option(IndexRecordOption::WithFreqs)
            .set_fieldnorms(false);
        let exact = builder.add_text_field(EXACT, TextOptions::default().set_indexing_options(indexing));
        let record = builder.add_bytes_field("record", BytesOptions::from(STORED));
        Self { schema: builder.build(), text, exact, record }
    }
}

/// The name of the field of titles and names.
pub const EXACT: &str = "exact";

impl Default for Fields {
    fn default() -> Self {
        Self::new()
    }
}
