//! Texts as words, and which words an article may share with a source.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use unicode_normalization::UnicodeNormalization;

/// A word of a text, or a place that no run of words crosses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A word, lower-case.
    Word(String),
    /// A quotation stood here.
    Break,
}

/// The words of a text: lower-case, letters and digits, split on all else.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    let text: String = text.nfc().collect::<String>().to_lowercase();
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect::<Vec<_>>().into_iter()
}

/// A text's words, without what stands between “…” if that is one sentence.
pub fn without_quotations(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('“') {
        let after = &rest[open + '“'.len_utf8()..];
        let Some(close) = after.find('”') else { break };
        let quoted = &after[..close];
        tokens.extend(words(&rest[..open]).map(Token::Word));
        if is_one_sentence(quoted) {
            tokens.push(Token::Break);
        } else {
            tokens.extend(words(quoted).map(Token::Word));
        }
        rest = &after[close + '”'.len_utf8()..];
    }
    tokens.extend(words(rest).map(Token::Word));
    tokens
}

/// The words of a Markdown body as readers see them, without quotations:
/// between “…” or a blockquote of one sentence. A callout (`[!TIP]`) is a
/// blockquote by its signs only; its text is the article's own.
pub fn of_markdown(body: &str) -> Vec<Token> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_STRIKETHROUGH;
    let mut tokens = Vec::new();
    // The text of each open blockquote; below them all, that of the body.
    let mut texts = vec![String::new()];
    for event in Parser::new_ext(body, options) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => texts.push(String::new()),
            Event::End(TagEnd::BlockQuote(_)) => {
                let quoted = texts.pop().unwrap();
                let outer = texts.last_mut().unwrap();
                if is_one_sentence(&quoted) && !quoted.trim_start().starts_with("[!") {
                    tokens.extend(without_quotations(&std::mem::take(outer)));
                    tokens.push(Token::Break);
                } else {
                    outer.push_str(&quoted);
                }
            }
            Event::Text(text) | Event::Code(text) => texts.last_mut().unwrap().push_str(&text),
            Event::SoftBreak | Event::HardBreak => texts.last_mut().unwrap().push(' '),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell | TagEnd::CodeBlock,
            ) => texts.last_mut().unwrap().push('\n'),
            _ => {}
        }
    }
    tokens.extend(without_quotations(&texts.concat()));
    tokens
}

/// Whether nothing in the text ends a sentence but its own end.
fn is_one_sentence(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', '!', '?', '…', '”', '"', '’', ')']);
    let mut letters = text.char_indices().peekable();
    while let Some((_, letter)) = letters.next() {
        let ends = matches!(letter, '.' | '!' | '?' | '…');
        if ends && letters.peek().is_none_or(|(_, next)| next.is_whitespace()) {
            return false;
        }
    }
    !text.contains("\n\n")
}
