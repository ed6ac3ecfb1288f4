//! What an import has to say to the editor, as facts. Words for them stand in
//! [`words`](super::words).

/// How much a note matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Something of the document is not in the article.
    Left,
    /// Something is in the article in another form.
    Changed,
    /// Something for the editor to look at.
    Advice,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $weight:ident;)*) => {
        /// What an import can have to say.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum NoteKind { $($(#[$doc])* $name,)* }

        impl NoteKind {
            /// Every kind there is.
            pub const ALL: &[NoteKind] = &[$(NoteKind::$name,)*];

            /// How much it matters.
            pub fn weight(self) -> Weight {
                match self { $(NoteKind::$name => Weight::$weight,)* }
            }
        }
    };
}

kinds! {
    /// Text of headers and footers.
    HeaderFooter = Left;
    /// Remarks in the margin.
    Comment = Left;
    /// Text that was deleted while changes were tracked.
    Deletion = Left;
    /// Text that Word does not show.
    HiddenText = Left;
    /// The table of contents: the site makes its own.
    TableOfContents = Left;
    /// The prompt of a form field that nobody filled in.
    Prompt = Left;
    /// A picture that is not in the document, or cannot be read.
    MissingPicture = Left;
    /// A chart, diagram or embedded object.
    Object = Left;
    /// A document inside the document.
    EmbeddedDocument = Left;
    /// A sign of a symbol font that is not known.
    UnknownSymbol = Left;
    /// A link to something on somebody's own disk, or that browsers refuse.
    UnusableLink = Left;
    /// HTML that a page cannot hold, such as a script or a form.
    UnusableHtml = Left;
    /// A picture in a form that browsers do not show, kept beside the article.
    PictureFormat = Changed;
    /// Tracked changes that were accepted.
    Insertion = Changed;
    /// Cells that were one.
    MergedCells = Changed;
    /// Several paragraphs, a list or a table in one cell.
    FullCell = Changed;
    /// A frame or text box, now a quotation.
    TextBox = Changed;
    /// Underlined text.
    Underline = Changed;
    /// Text with a colour behind it.
    Highlight = Changed;
    /// Tabs that became spaces.
    Tabs = Changed;
    /// A formula as plain text.
    Formula = Changed;
    /// Numbers that Word put before headings.
    HeadingNumbers = Changed;
    /// A list with letters or Roman numbers.
    LetteredList = Changed;
    /// A list that was typed with signs or numbers.
    TypedList = Changed;
    /// A heading below the sixth level.
    DeepHeading = Changed;
    /// A bold paragraph that became a heading.
    HeadingMade = Changed;
    /// A link to a place in the document that is not there.
    LostBookmark = Changed;
    /// A note on the title, which a title cannot hold.
    MarksInTitle = Changed;
    /// Characters that were read in an old encoding.
    OldEncoding = Changed;
    /// Front matter that was there and was kept, but for what is named.
    FrontMatter = Changed;
    /// A bold paragraph that looks like a heading and was left as it is.
    HeadingLike = Advice;
    /// A picture without alternative text.
    MissingAlternative = Advice;
    /// A title that was taken from somewhere else than a title's style.
    GuessedTitle = Advice;
    /// A description that was taken from the first paragraph.
    GuessedDescription = Advice;
    /// The fields that are still to be filled in.
    ToFillIn = Advice;
    /// The article does not hold the very same characters as the document.
    Differs = Advice;
}

/// One thing that an import has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What.
    pub kind: NoteKind,
    /// How often.
    pub times: usize,
    /// The texts that it is about, whole: what is not in the article can be
    /// read here.
    pub texts: Vec<String>,
}

/// All that an import has to say, in the order of [`NoteKind`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    notes: Vec<Note>,
}

impl Report {
    /// The notes, most important first.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Notes that something happened.
    pub(super) fn add(&mut self, kind: NoteKind) {
        self.note(kind).times += 1;
    }

    /// Notes that something happened to a text.
    pub(super) fn add_text(&mut self, kind: NoteKind, text: impl Into<String>) {
        let note = self.note(kind);
        note.times += 1;
        note.texts.push(text.into());
    }

    fn note(&mut self, kind: NoteKind) -> &mut Note {
        let place = match self.notes.binary_search_by_key(&kind, |note| note.kind) {
            Ok(place) => place,
            Err(place) => {
                self.notes.insert(place, Note { kind, times: 0, texts: Vec::new() });
                place
            }
        };
        &mut self.notes[place]
    }
}
