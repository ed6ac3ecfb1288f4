//! The HTML that a text may hold.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

/// The attribute by which our own holes are found again after sanitising.
pub(super) const MARKER: &str = "data-polder";

/// What authors may write, and the attributes that only this element has.
static ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["href"]),
    ("abbr", &[]),
    ("address", &[]),
    ("b", &[]),
    ("bdi", &[]),
    ("bdo", &[]),
    ("blockquote", &[]),
    ("br", &[]),
    ("caption", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("dd", &[]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("dfn", &[]),
    ("div", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("hr", &[]),
    ("i", &[]),
    // The size is the file's own, loading is the theme's business.
    ("img", &["src", "alt", "width", "height", "loading"]),
    ("ins", &["datetime"]),
    ("kbd", &[]),
    ("li", &["value"]),
    ("mark", &[]),
    ("ol", &["start", "reversed"]),
    ("p", &[]),
    ("pre", &[]),
    ("q", &[]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("small", &[]),
    ("span", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["colspan", "rowspan"]),
    ("tfoot", &[]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("wbr", &[]),
];

/// What authors may write on any element.
const EVERYWHERE: [&str; 4] = ["id", "lang", "dir", "title"];

/// What polder writes itself on any element.
const OWN_EVERYWHERE: [&str; 5] = ["class", "role", "tabindex", "aria-label", MARKER];

/// Elements whose content makes no sense without them.
const WITH_CONTENT: [&str; 14] = [
    "script", "style", "iframe", "textarea", "title", "xmp", "noembed", "noframes", "noscript", "svg",
    "math", "object", "template", "select",
];

/// The attributes of its own that an element may have; `None` if it is not
/// allowed at all.
pub(super) fn attributes_of(element: &str) -> Option<&'static [&'static str]> {
    let place = ELEMENTS.binary_search_by(|(name, _)| (*name).cmp(element)).ok()?;
    Some(ELEMENTS[place].1)
}

/// Whether any allowed element may have this attribute.
pub(super) fn is_allowed_everywhere(attribute: &str) -> bool {
    EVERYWHERE.contains(&attribute)
}

/// Whether an element is left out with all that is in it.
pub(super) fn is_left_out_whole(element: &str) -> bool {
    WITH_CONTENT.contains(&element)
}

/// Whether an element has no content and no closing tag.
pub(super) fn is_void(element: &str) -> bool {
    matches!(element, "br" | "col" | "hr" | "img" | "wbr")
}

/// Whether an element begins a line of its own.
pub(super) fn is_block(element: &str) -> bool {
    matches!(
        element,
        "address"
            | "blockquote"
            | "caption"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "figcaption"
            | "figure"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "li"
            | "ol"
            | "p"
            | "pre"
            | "summary"
            | "table"
            | "tr"
            | "ul"
    )
}

/// Whether browsers close an element by themselves, so that counting its
/// opening tags says nothing about nesting.
pub(super) fn closes_by_itself(element: &str) -> bool {
    matches!(
        element,
        "p" | "li"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "thead"
            | "tbody"
            | "tfoot"
            | "colgroup"
            | "rp"
            | "rt"
    )
}

/// The sanitiser: what authors may write and what polder writes itself.
pub(super) static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let own = ["aside", "input", "section"];
    let tags: HashSet<&str> = ELEMENTS.iter().map(|(name, _)| *name).chain(own).collect();
    let mut attributes: HashMap<&str, HashSet<&str>> =
        ELEMENTS.iter().map(|(name, own)| (*name, own.iter().copied().collect())).collect();
    attributes.insert("input", HashSet::from(["type", "disabled", "checked"]));
    attributes.entry("a").or_default().insert("href");
    let mut sanitiser = Builder::empty();
    sanitiser
        .tags(tags)
        .tag_attributes(attributes)
        .generic_attributes(EVERYWHERE.into_iter().chain(OWN_EVERYWHERE).collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(None);
    sanitiser
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_harmless() {
        assert!(ELEMENTS.is_sorted_by_key(|(name, _)| *name));
        for unsafe_element in ["script", "style", "iframe", "form", "svg", "object", "embed", "base", "link"]
        {
            assert_eq!(attributes_of(unsafe_element), None);
        }
        assert!(ELEMENTS.iter().all(|(_, own)| own.iter().all(|name| !name.starts_with("on"))));
    }
}
