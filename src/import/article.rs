//! A document → an article with its front matter.

use super::document::{Block, Document, Inline, one_line, plain_text};
use super::markdown::{ArticleNames, letters, read, text_of};
use super::note::{NoteKind, Report};
use super::refusal::Refusal;
use super::{Destination, Imported, markdown, pictures, structure};
use crate::draft::{Draft, front_matter, short_slug};

/// A longer description is cut between two sentences or words.
const LONGEST_DESCRIPTION: usize = 200;

/// Makes the article.
pub(super) fn of(
    mut document: Document,
    file_name: &str,
    destination: &Destination<'_>,
    mut report: Report,
) -> Result<Imported, Refusal> {
    if document.is_empty() {
        return Err(Refusal::NoText);
    }
    let heads = structure::settle(&mut document, &mut report);
    let title = match heads.title.filter(|title| !title.is_empty()) {
        Some(title) => title,
        None => {
            let title = document.title_property.clone().unwrap_or_else(|| title_of_name(file_name));
            report.add_text(NoteKind::GuessedTitle, title.clone());
            title
        }
    };
    let description = heads.description.or_else(|| {
        let description = first_paragraph(&document.blocks)?;
        report.add_text(NoteKind::GuessedDescription, description.clone());
        Some(description)
    });
    let description = description.unwrap_or_default();
    let (files, names) = pictures::named(&document, &mut report);
    let names = ArticleNames::of(&document, names);
    for anchor in names.lost() {
        report.add_text(NoteKind::LostBookmark, anchor);
    }
    let body = markdown::write(&document, &names, &mut report);
    compare(&document, &names, &body, &mut report);
    let config = destination.config;
    let schema = config.collection(destination.collection);
    for field in schema.fields.iter().filter(|field| field.required && field.default.is_none()) {
        report.add_text(NoteKind::ToFillIn, field.label.clone());
    }
    let draft = Draft { title: &title, description: &description, day: destination.day };
    let slug = slug_of(&title, file_name);
    Ok(Imported {
        markdown: format!("{}\n{body}", front_matter(config, schema, &draft)),
        slug,
        title,
        files,
        report,
    })
}

/// The slug of a title; that of the file where the title has no letters.
pub(super) fn slug_of(title: &str, file_name: &str) -> String {
    [short_slug(title), short_slug(stem(file_name))]
        .into_iter()
        .find(|slug| !slug.is_empty())
        .unwrap_or_else(|| "artikel".to_owned())
}

/// A title from a file's name: `Verslag_regio-overleg.docx` becomes
/// `Verslag regio-overleg`.
pub(super) fn title_of_name(file_name: &str) -> String {
    let title = one_line(&stem(file_name).replace(['_', '.'], " "));
    let mut characters = title.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => "Zonder titel".to_owned(),
    }
}

fn stem(file_name: &str) -> &str {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A shorter paragraph, or one that announces what follows, says nothing of
/// the whole.
const SHORTEST_DESCRIPTION: usize = 40;

/// The beginning of the first paragraph that can stand for the whole.
fn first_paragraph(blocks: &[Block]) -> Option<String> {
    let text = blocks.iter().find_map(|block| match block {
        Block::Paragraph(content) if content.iter().any(|inline| matches!(inline, Inline::Text(..))) => {
            let says_something =
                |text: &String| text.chars().count() >= SHORTEST_DESCRIPTION && !text.ends_with(':');
            Some(one_line(&plain_text(content))).filter(says_something)
        }
        _ => None,
    })?;
    Some(shortened(&text))
}

/// As many whole sentences as fit, or else as many words.
fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST_DESCRIPTION {
        return text.to_owned();
    }
    let end = text.char_indices().nth(LONGEST_DESCRIPTION).map_or(text.len(), |(at, _)| at);
    let start = &text[..end];
    let sentence =
        start.rmatch_indices(['.', '!', '?']).map(|(at, _)| at + 1).find(|at| text[*at..].starts_with(' '));
    match (sentence.filter(|at| *at > LONGEST_DESCRIPTION / 4), start.rfind(' ')) {
        (Some(at), _) => start[..at].to_owned(),
        (None, Some(at)) => format!("{} …", start[..at].trim_end_matches([',', ';', ':'])),
        (None, None) => start.to_owned(),
    }
}

/// The article says what the document says, letter by letter, or the report
/// tells that it does not.
fn compare(document: &Document, names: &ArticleNames, body: &str, report: &mut Report) {
    let wanted = letters(&names.text_in_order(document));
    if letters(&text_of(&read(body))) != wanted {
        report.add(NoteKind::Differs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_slugs_come_from_file_names_at_need() {
        assert_eq!(title_of_name("map/verslag_regio-overleg.v2.docx"), "Verslag regio-overleg v2");
        assert_eq!(title_of_name(".docx"), "Zonder titel");
        assert_eq!(slug_of("…", "Één dag.docx"), "een-dag");
        assert_eq!(slug_of("…", "….docx"), "artikel");
    }

    #[test]
    fn descriptions_are_whole_sentences() {
        let sentence = "Dit is een zin van enige lengte die vaker voorkomt. ";
        let short = shortened(&sentence.repeat(6));
        assert!(short.ends_with("voorkomt.") && short.chars().count() <= 200, "{short}");
        assert!(shortened(&"woord ".repeat(60)).ends_with("woord …"));
        assert_eq!(shortened("Kort."), "Kort.");
    }
}
