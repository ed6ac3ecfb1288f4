//! OpenDocument texts (`.odt`), as LibreOffice writes them → [`Document`].
//!
//! 1. [`styles`] says what paragraphs, words and lists are.
//! 2. [`reader`] walks the text: [`mod@line`] what is within a paragraph,
//!    [`table`] tables.

mod line;
mod reader;
mod styles;
mod table;

use super::document::{Document, one_line};
use super::note::Report;
use super::package::Package;
use super::refusal::Refusal;
use super::xml::{self, Element};

/// Reads an OpenDocument text.
pub(super) fn read(mut package: Package<'_>, report: &mut Report) -> Result<Document, Refusal> {
    if let Some(manifest) = part(&mut package, "META-INF/manifest.xml")?
        && !manifest.descendants("encryption-data").is_empty()
    {
        return Err(Refusal::Password);
    }
    let broken = || Refusal::Broken { part: "content.xml".to_owned() };
    let content = part(&mut package, "content.xml")?.ok_or_else(broken)?;
    let styles = part(&mut package, "styles.xml")?;
    let meta = part(&mut package, "meta.xml")?;
    let text = content.child("body").and_then(|body| body.child("text")).ok_or_else(broken)?;
    let mut reader = reader::Reader::new(package, styles::Styles::read(styles.as_ref(), &content), report);
    reader.report_margins(styles.as_ref());
    let mut document = reader.document(text)?;
    let title = meta.and_then(|meta| meta.descendants("title").first().map(|title| one_line(&title.text())));
    document.title_property = title.filter(|title| !title.is_empty());
    Ok(document)
}

fn part(package: &mut Package<'_>, name: &str) -> Result<Option<Element>, Refusal> {
    package.read(name)?.map(|bytes| xml::parse(&bytes, name)).transpose()
}
