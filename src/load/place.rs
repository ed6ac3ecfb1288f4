//! Where a file of `content/` belongs in the site.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::config::CollectionId;

/// What a Markdown file is, by its path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// `content/_index.md`: the home page.
    Home,
    /// `content/<slug>.md`: a page of its own.
    Page,
    /// `content/<collection>/_index.md`: a collection's own page.
    Collection(CollectionId),
    /// `content/<collection>/<slug>.md` or `<slug>/index.md`: an article.
    Article(CollectionId),
}

/// The right form of a name as part of an address: lower-case a to z, digits
/// and `-`. Accents are dropped, anything else becomes one `-`.
pub fn slug_form(name: &str) -> String {
    // Most names have nothing to take apart.
    if name.is_ascii() {
        return slug_of(name.chars().map(|c| c.to_ascii_lowercase()), name.len());
    }
    slug_of(name.nfkd().flat_map(char::to_lowercase), name.len())
}

fn slug_of(letters: impl Iterator<Item = char>, length: usize) -> String {
    let mut slug = String::with_capacity(length);
    for c in letters {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'ß' => slug.push_str("ss"),
            'ø' => slug.push('o'),
            'æ' => slug.push_str("ae"),
            // Marks that the decomposition split off, and apostrophes
            // (thema's becomes themas), leave no gap.
            '\u{300}'..='\u{36f}' | '\'' | '’' | '‘' => {}
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::slug_form;

    #[test]
    fn forms_slugs() {
        assert_eq!(slug_form("Één thema's overzicht"), "een-themas-overzicht");
        assert_eq!(slug_form("Regie & rollen (2)"), "regie-rollen-2");
        assert_eq!(slug_form("regie"), "regie");
        assert_eq!(slug_form("—"), "");
    }
}
