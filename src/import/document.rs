//! A text document as every format is read into it, and as it is written to
//! Markdown: blocks of inlines, without anything of the format it came from.

/// What a document holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Document {
    /// The text, in order.
    pub(super) blocks: Vec<Block>,
    /// Footnotes and endnotes; [`Inline::Note`] is a place in this list.
    pub(super) notes: Vec<Vec<Block>>,
    /// Pictures and other files; [`Picture::file`] is a place in this list.
    pub(super) files: Vec<EmbeddedFile>,
    /// The title that the document's properties give.
    pub(super) title_property: Option<String>,
}

/// A part of a text that begins on a line of its own.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    /// The document's title.
    Title(Vec<Inline>),
    /// The line below the title.
    Subtitle(Vec<Inline>),
    /// A heading; the first level is 1.
    Heading {
        /// From 1.
        level: u8,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// The caption of the picture or table next to it.
    Caption(Vec<Inline>),
    /// A picture alone, with its caption.
    Figure {
        /// The picture.
        picture: Picture,
        /// Without markup, for it stands where there can be none.
        caption: String,
    },
    /// A quotation or a frame.
    Quote(Vec<Block>),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// Text whose line breaks and spaces count.
    Code(String),
    /// A line across.
    Rule,
}

/// A list.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct List {
    /// The number of the first item; `None` for bullets.
    pub(super) start: Option<u64>,
    /// What stands in each item.
    pub(super) items: Vec<Vec<Block>>,
}

/// A table. Rows may differ in length.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Table {
    /// Whether the first row holds headings.
    pub(super) header: bool,
    /// The rows.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cell {
    /// What stands in it.
    pub(super) blocks: Vec<Block>,
    /// To which side its text is set.
    pub(super) side: Side,
}

/// To which side text is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Side {
    /// As the language has it.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// To the other side, as numbers are.
    End,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Inline {
    /// Text in one style.
    Text(String, Style),
    /// A link.
    Link {
        /// Where to.
        address: Address,
        /// What is shown; text only.
        content: Vec<Inline>,
    },
    /// A picture.
    Picture(Picture),
    /// A reference to a note of [`Document::notes`].
    Note(usize),
    /// A new line in the same paragraph.
    Break,
    /// A place that links of this document lead to.
    Anchor(String),
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// Anywhere.
    Url(String),
    /// An [`Inline::Anchor`] of this document.
    Anchor(String),
}

/// A picture in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    /// Which of [`Document::files`].
    pub(super) file: usize,
    /// What is to be seen on it; may be empty.
    pub(super) alternative: String,
}

/// A file out of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EmbeddedFile {
    /// The name it had, for what it tells of its content.
    pub(super) name: String,
    /// Its content.
    pub(super) bytes: Vec<u8>,
}

/// How text looks, as far as it means something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Important.
    pub(super) bold: bool,
    /// Stressed.
    pub(super) italic: bool,
    /// No longer valid.
    pub(super) strike: bool,
    /// Program text.
    pub(super) code: bool,
    /// Raised or lowered.
    pub(super) script: Script,
}

/// Whether text is raised or lowered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Script {
    /// Neither.
    #[default]
    Normal,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
}

impl Inline {
    /// Text without a style.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::Text(text.into(), Style::default())
    }
}

/// The text of some inlines without markup: alternative texts and links'
/// texts are in it, numbers of notes are not.
pub(super) fn plain_text(content: &[Inline]) -> String {
    let mut text = String::new();
    push_plain_text(content, &mut text);
    text
}

fn push_plain_text(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(part, _) => text.push_str(part),
            Inline::Link { content, .. } => push_plain_text(content, text),
            Inline::Picture(picture) => text.push_str(&picture.alternative),
            Inline::Break => text.push(' '),
            Inline::Note(_) | Inline::Anchor(_) => {}
        }
    }
}

/// The text in one line, with single spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether there is nothing to see in some inlines.
pub(super) fn is_blank(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Text(text, _) => text.chars().all(char::is_whitespace),
        Inline::Link { content, .. } => is_blank(content),
        Inline::Break | Inline::Anchor(_) => true,
        Inline::Picture(_) | Inline::Note(_) => false,
    })
}

impl Document {
    /// Whether there is anything to see.
    pub(super) fn is_empty(&self) -> bool {
        let mut text = String::new();
        for block in self.blocks.iter().chain(self.notes.iter().flatten()) {
            block.push_all_text(&mut text, &|_| None);
        }
        self.files.is_empty() && text.trim().is_empty()
    }
}

/// What is added to the alternative text of a picture.
type FileText<'a> = dyn Fn(usize) -> Option<&'a str> + 'a;

impl Block {
    /// Adds all text of the block, as a page shows it; `file_text` is what
    /// stands behind a picture that is written as a link.
    pub(super) fn push_all_text(&self, text: &mut String, file_text: &FileText<'_>) {
        match self {
            Self::Title(content)
            | Self::Subtitle(content)
            | Self::Heading { content, .. }
            | Self::Paragraph(content)
            | Self::Caption(content) => push_shown_text(content, text, file_text),
            Self::Figure { picture, caption } => {
                push_picture_text(picture, text, file_text);
                text.push_str(caption);
            }
            Self::Quote(blocks) => blocks.iter().for_each(|block| block.push_all_text(text, file_text)),
            Self::List(list) => {
                list.items.iter().flatten().for_each(|block| block.push_all_text(text, file_text));
            }
            Self::Table(table) => {
                let cells = table.rows.iter().flatten();
                cells.flat_map(|cell| &cell.blocks).for_each(|block| block.push_all_text(text, file_text));
            }
            Self::Code(code) => text.push_str(code),
            Self::Rule => {}
        }
        text.push('\n');
    }
}

fn push_shown_text(content: &[Inline], text: &mut String, file_text: &FileText<'_>) {
    for inline in content {
        match inline {
            Inline::Picture(picture) => push_picture_text(picture, text, file_text),
            Inline::Link { content, .. } => push_shown_text(content, text, file_text),
            inline => push_plain_text(std::slice::from_ref(inline), text),
        }
    }
}

fn push_picture_text(picture: &Picture, text: &mut String, file_text: &FileText<'_>) {
    text.push_str(&picture.alternative);
    match file_text(picture.file) {
        Some(name) if picture.alternative.is_empty() => text.push_str(name),
        Some(name) => text.push_str(&format!(" ({name})")),
        None => {}
    }
}
