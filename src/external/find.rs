//! Documents → the addresses of other sites that they link to.

use url::Url;

use crate::config::{Config, FieldKind};
use crate::diagnostics::Span;
use crate::load::Place;
use crate::parse::{Document, LinkKind};
use crate::table::{Node, NodeValue};

/// A link to another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalLink {
    /// The address as written.
    pub address: String,
    /// The address as a server is asked for it: without `#…`, in the form
    /// that all ways of writing it have in common.
    pub asked: String,
    /// Where it stands.
    pub span: Span,
}

impl ExternalLink {
    /// Another address, with the `#…` of this one where it has none.
    pub fn with_fragment(&self, to: &str) -> String {
        match self.address.split_once('#') {
            Some((_, fragment)) if !to.contains('#') => format!("{to}#{fragment}"),
            _ => to.to_owned(),
        }
    }
}

/// Every link to another site, in the order of files and places.
pub fn find(config: &Config, documents: &[Document]) -> Vec<ExternalLink> {
    documents.iter().flat_map(|document| in_document(config, document)).collect()
}

fn in_document(config: &Config, document: &Document) -> Vec<ExternalLink> {
    let source = &document.file.source;
    let link = |address: &str, range: std::ops::Range<usize>| {
        let asked = asked(address)?;
        Some(ExternalLink { address: address.to_owned(), asked, span: source.span(range) })
    };
    let in_fields = url_values(config, document).into_iter().filter_map(|(text, node)| {
        // Within the quotes, as links in a text are shown.
        let written = source.text().get(node.range.clone())?;
        let start = node.range.start + written.find(text)?;
        link(text, start..start + text.len())
    });
    let texts = document.body.links.iter().filter(|found| found.kind == LinkKind::Link);
    let in_text = texts.filter_map(|found| link(found.address.trim(), found.range.clone()));
    in_fields.chain(in_text).collect()
}

/// The values of the fields of type `url`.
fn url_values<'d>(config: &Config, document: &'d Document) -> Vec<(&'d str, &'d Node)> {
    let Place::Article(collection) = document.file.place else { return Vec::new() };
    let fields = config.collection(collection).fields.iter().filter(|field| field.kind == FieldKind::Url);
    let nodes = fields.filter_map(|field| document.front_matter.get(&field.name));
    let nodes = nodes.flat_map(|entry| match &entry.value.value {
        NodeValue::Array(items) => items.iter().collect(),
        _ => vec![&entry.value],
    });
    let text = |node: &'d Node| match &node.value {
        NodeValue::Text(text) => Some((text.trim(), node)),
        _ => None,
    };
    nodes.filter_map(text).collect()
}

/// The form in which an address is asked for; `None` if it is none of another
/// site. What cannot be read as an address stays as it is, to be refused.
fn asked(address: &str) -> Option<String> {
    let address = if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() };
    let lower = address.to_ascii_lowercase();
    if !lower.starts_with("https://") && !lower.starts_with("http://") {
        return None;
    }
    let Ok(mut url) = Url::parse(&address) else { return Some(address) };
    url.set_fragment(None);
    Some(url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_is_asked_for_once_however_it_is_written() {
        let form = |address| asked(address).unwrap_or_default();
        assert_eq!(form("https://Example.org"), "https://example.org/");
        assert_eq!(form("//example.org/a#deel"), "https://example.org/a");
        assert_eq!(form("https://example.org/coöperatie"), "https://example.org/co%C3%B6peratie");
        assert_eq!(form("https://"), "https://");
        for other in ["mailto:a@example.org", "/themas/", "#deel", "tel:0800"] {
            assert_eq!(asked(other), None);
        }
    }
}
