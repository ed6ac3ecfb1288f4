//! English.

use super::many;
use crate::import::note::{Note, NoteKind};
use crate::import::refusal::Refusal;

/// The sentence of a note.
pub(super) fn note(note: &Note) -> String {
    let many = |one: &str, several: &str| many(note.times, one, several);
    match note.kind {
        NoteKind::HeaderFooter => "Headers and footers are not in the article:".to_owned(),
        NoteKind::Comment => format!("Not in the article: {} in the margin:", many("comment", "comments")),
        NoteKind::Deletion => {
            format!("Tracked changes were accepted; left out: {}:", many("deletion", "deletions"))
        }
        NoteKind::HiddenText => "Hidden text is not in the article:".to_owned(),
        NoteKind::TableOfContents => {
            "The table of contents is not in the article, for the site makes its own:".to_owned()
        }
        NoteKind::Prompt => "Form fields that nobody filled in were left out:".to_owned(),
        NoteKind::MissingPicture => {
            format!("{} for you to add, for the file was not there:", many("picture is", "pictures are"))
        }
        NoteKind::Object => format!(
            "{} not be carried over. Make a picture of it with an alternative text, or put its content in a table:",
            many("chart or embedded object could", "charts or embedded objects could")
        ),
        NoteKind::EmbeddedDocument => {
            "A document inside the document was not carried over. Paste its text in Word and save it again.".to_owned()
        }
        NoteKind::UnknownSymbol => "Unknown signs of a symbol font; there is � now:".to_owned(),
        NoteKind::UnusableLink => {
            format!("{} plain text now, for readers cannot follow them:", many("link is", "links are"))
        }
        NoteKind::UnusableHtml => "Parts of the web page that an article cannot hold were left out:".to_owned(),
        NoteKind::PictureFormat => {
            "Browsers do not show these pictures; they stand beside the article, with a link. Save them as PNG and put those in their place:".to_owned()
        }
        NoteKind::Insertion => {
            format!("Tracked changes were accepted; carried over: {}.", many("insertion", "insertions"))
        }
        NoteKind::MergedCells => format!(
            "{} in a table: the content stands in the first cell, the others are empty. See whether the table is still right.",
            many("merged cell", "merged cells")
        ),
        NoteKind::FullCell => {
            format!("{} with several paragraphs or a list: these are lines now.", many("cell", "cells"))
        }
        NoteKind::TextBox => {
            format!("{} now.", many("text box or frame is a quotation", "text boxes or frames are quotations"))
        }
        NoteKind::Underline => {
            "Underlining was not carried over, for on the web what is underlined is a link:".to_owned()
        }
        NoteKind::Highlight => "Highlighting was not carried over:".to_owned(),
        NoteKind::Tabs => {
            format!("In {} tabs are spaces now. Make a table of it if need be.", many("paragraph", "paragraphs"))
        }
        NoteKind::Formula => "Formulas stand in the article as plain text:".to_owned(),
        NoteKind::HeadingNumbers => {
            format!("The numbers that Word puts before {} were not carried over.", many("heading", "headings"))
        }
        NoteKind::LetteredList => format!(
            "{} a plain number now instead of a letter or Roman number.",
            many("list item has", "list items have")
        ),
        NoteKind::TypedList => {
            format!("{} now.", many("list typed by hand is a real one", "lists typed by hand are real ones"))
        }
        NoteKind::DeepHeading => "Headings below the sixth level are of the sixth.".to_owned(),
        NoteKind::HeadingMade => {
            "Bold paragraphs that looked like headings are headings now. See whether that is right:".to_owned()
        }
        NoteKind::LostBookmark => {
            "Links to a place in the document that is not there are plain text:".to_owned()
        }
        NoteKind::MarksInTitle => "A note or picture in the title stands below the title now.".to_owned(),
        NoteKind::OldEncoding => {
            "The text was not saved as UTF-8. See whether letters with accents are right.".to_owned()
        }
        NoteKind::FrontMatter => "Changed in the front matter:".to_owned(),
        NoteKind::HeadingLike => {
            "These bold paragraphs look like headings. Put ## before them if they are:".to_owned()
        }
        NoteKind::MissingAlternative => format!(
            "{} no alternative text. Write between the brackets what is to be seen.",
            many("picture has", "pictures have")
        ),
        NoteKind::GuessedTitle => {
            "The document had no paragraph of the style Title. See whether this title is right:".to_owned()
        }
        NoteKind::GuessedDescription => {
            "The description is from the first paragraph. See whether it is right:".to_owned()
        }
        NoteKind::ToFillIn => "Still to be filled in:".to_owned(),
        NoteKind::Differs => {
            "The article does not have exactly the characters of the document: lay them side by side.".to_owned()
        }
    }
}

/// What is wrong and what to do.
pub(super) fn refusal(refusal: &Refusal) -> (String, String) {
    let (message, help) = match refusal {
        Refusal::Empty => ("this file is empty", "See whether it was saved or downloaded well."),
        Refusal::TooLarge => (
            "this file is too large, or holds more than a document can",
            "Compress the pictures in Word and save the document again.",
        ),
        Refusal::OldWord => (
            "this is a document of Word 97-2003 (.doc)",
            "Open it in Word and save it as a Word document (.docx); import that.",
        ),
        Refusal::Password => (
            "this document is protected by a password",
            "Open it in Word, remove the password (File, Info, Protect Document) and save it as .docx.",
        ),
        Refusal::RichText => {
            ("this is an RTF file", "Open it in Word and save it as a Word document (.docx); import that.")
        }
        Refusal::Pdf => (
            "this is a PDF, which does not say what is a heading, list or table",
            "Ask for the Word document that it was made from, or open the PDF in Word and save it as .docx.",
        ),
        Refusal::OtherOffice => (
            "this is a workbook or presentation and not a text",
            "Copy what you need into a Word document and import that.",
        ),
        Refusal::Broken { part } => {
            return (
                format!("this file is damaged or incomplete ({part})"),
                "Open it in Word and save it again as .docx, or download it once more.".to_owned(),
            );
        }
        Refusal::TooDeep => (
            "this document is nested deeper than an article can be",
            "Take tables out of tables and lists out of lists, and save the document again.",
        ),
        Refusal::Unknown => (
            "this kind of file is not known",
            "Save it as a Word document (.docx); .odt, .html, .md and .txt will do too.",
        ),
        Refusal::NoText => ("there is no text in this document", "See whether it is the right file."),
    };
    (message.to_owned(), help.to_owned())
}
