//! The fields of the index.

use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

/// A field that a page is found by: its name, whether its words' places are
/// kept, and what weighs in it. The weights are settings of ranking and not
/// in the index; they stand here so that a field has one home.
pub struct TextField {
    /// The name in the schema.
    pub name: &'static str,
    /// Whether phrases are looked for in it.
    pub positions: bool,
    /// What a word in it weighs.
    pub weight: f32,
    /// How much its length takes off, 0 to 1.
    pub length: f32,
}

/// The fields, in the order of the schema.
pub const TEXT_FIELDS: [TextField; 6] = [
    TextField { name: "title", positions: true, weight: 9.0, length: 0.7 },
    TextField { name: "names", positions: true, weight: 6.0, length: 0.3 },
    TextField { name: "headings", positions: true, weight: 1.2, length: 0.5 },
    TextField { name: "description", positions: true, weight: 2.0, length: 0.5 },
    TextField { name: "references", positions: false, weight: 0.3, length: 0.5 },
    TextField { name: "body", positions: true, weight: 1.0, length: 0.3 },
];

/// The schema with its fields.
pub struct Fields {
    /// The schema.
    pub schema: Schema,
    /// Those of [`TEXT_FIELDS`].
    pub text: Vec<Field>,
    /// The stems of titles and names, each as often as its title or name has
    /// words: who asks for these words and no other asks for this page.
    pub exact: Field,
    /// What a result shows, as JSON.
    pub record: Field,
    /// Every form, in the first document that has it. The last field: tantivy
    /// takes fields in order, so all words of a document were seen by then.
    pub forms: Field,
}

/// The name of the tokenizer of the text fields.
pub const WORDS: &str = "words";
/// The name of the tokenizer of stems that stand between spaces.
pub const STEMS: &str = "stems";
/// The name of the tokenizer of the field of forms.
pub const FORMS: &str = "forms";

impl Fields {
    /// The fields of every index.
    pub fn new() -> Self {
        let mut builder = SchemaBuilder::new();
        let text = TEXT_FIELDS
            .iter()
            .map(|field| {
                let option = if field.positions {
                    IndexRecordOption::WithFreqsAndPositions
                } else {
                    IndexRecordOption::WithFreqs
                };
                let indexing = TextFieldIndexing::default().set_tokenizer(WORDS).set_index_option(option);
                builder.add_text_field(field.name, TextOptions::default().set_indexing_options(indexing))
            })
            .collect();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(STEMS)
            .set_index_option(IndexRecordOption::WithFreqs)
            .set_fieldnorms(false);
        let exact = builder.add_text_field("exact", TextOptions::default().set_indexing_options(indexing));
        let record = builder.add_bytes_field("record", BytesOptions::from(STORED));
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(FORMS)
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false);
        let forms = builder.add_text_field("forms", TextOptions::default().set_indexing_options(indexing));
        Self { schema: builder.build(), text, exact, record, forms }
    }
}

impl Default for Fields {
    fn default() -> Self {
        Self::new()
    }
}
