//! What has to change when an article gets another address: its file, an
//! alias for the old address, and what refers to it.

use serde::Serialize;

use super::edit::{Change, NewValue, Refused, front_matter, with_changes};
use crate::config::FieldKind;
use crate::model::{Entry, EntryId, Model, Reference, Target, Value};
use crate::parse::{Link, LinkKind};
use crate::table::{Node, NodeValue};

/// What is to change.
#[derive(Debug, Clone, Serialize)]
pub struct Plan {
    /// The file, or the folder of an article with images.
    pub from: String,
    /// Where that goes.
    pub to: String,
    /// The file of the article afterwards.
    pub path: String,
    /// The old address, as an alias writes it.
    pub old_address: String,
    /// The new one.
    pub new_address: String,
    /// The articles that refer to it.
    pub referrers: Vec<Referrer>,
    /// The article's own text afterwards.
    #[serde(skip)]
    pub text: String,
}

/// An article that refers to the one that is renamed.
#[derive(Debug, Clone, Serialize)]
pub struct Referrer {
    /// Its file.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The labels of the fields by which it refers.
    pub fields: Vec<String>,
    /// How many links in its text change.
    pub links: usize,
    /// Links that nobody but its writer can change.
    pub by_hand: Vec<String>,
    /// Its text as it was when the plan was made.
    #[serde(skip)]
    pub before: String,
    /// Its text afterwards.
    #[serde(skip)]
    pub text: String,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPlan {
    /// Only articles and pages have an address of their own.
    NotAnArticle,
    /// The name cannot be an address.
    BadSlug,
    /// The address is taken.
    Taken,
    /// This file changed since the site was built.
    Changed(String),
    /// The file cannot be changed safely.
    Refused(Refused),
}

/// Plans to give an article another slug. `read` gives a file's text.
///
/// # Errors
/// When that cannot be.
pub fn plan(
    model: &Model,
    id: EntryId,
    slug: &str,
    alias: bool,
    read: &dyn Fn(&Entry) -> Option<String>,
) -> Result<Plan, NoPlan> {
    let entry = model.entry(id);
    let (Some((folder, _)), false) =
        (entry.route.trim_end_matches('/').rsplit_once('/').or(Some(("", ""))), entry.slug.is_empty())
    else {
        return Err(NoPlan::NotAnArticle);
    };
    if !crate::load::is_slug(slug) {
        return Err(NoPlan::BadSlug);
    }
    let route = if folder.is_empty() { format!("{slug}/") } else { format!("{folder}/{slug}/") };
    if model.entries.iter().any(|other| other.route == route) {
        return Err(NoPlan::Taken);
    }
    let text = read(entry).ok_or_else(|| NoPlan::Changed(entry.path.clone()))?;
    let (from, to, path) = files(entry, &text, slug).ok_or(NoPlan::NotAnArticle)?;
    let old_address = format!("/{}", entry.route);
    let new_address = format!("/{route}");
    let own = referring(model, id, id, text, slug)?;
    let text = own.map_or_else(|text| text, |own| own.text);
    let text = with_new_address(&text, slug, &old_address, &new_address, alias).map_err(NoPlan::Refused)?;
    let mut referrers = Vec::new();
    for other in model.entry_ids().filter(|other| *other != id && refers(model.entry(*other), id)) {
        let of = model.entry(other);
        let text = read(of).ok_or_else(|| NoPlan::Changed(of.path.clone()))?;
        referrers.extend(referring(model, other, id, text, slug)?.ok());
    }
    Ok(Plan { from, to, path, old_address, new_address, referrers, text })
}

/// What moves where, and the article's file afterwards. An article whose
/// front matter gives its slug stays where it is.
fn files(entry: &Entry, text: &str, slug: &str) -> Option<(String, String, String)> {
    let path = entry.path.clone();
    if has_slug(text) {
        return Some((path.clone(), path.clone(), path));
    }
    let (folder, name) = path.rsplit_once('/')?;
    if name == "index.md" {
        let (above, _) = folder.rsplit_once('/')?;
        let to = format!("{above}/{slug}");
        return Some((folder.to_owned(), to.clone(), format!("{to}/index.md")));
    }
    let to = format!("{folder}/{slug}.md");
    Some((path.clone(), to.clone(), to))
}

fn has_slug(text: &str) -> bool {
    front_matter(text)
        .is_some_and(|(_, table)| table.get("slug").is_some_and(|entry| !entry.value.is_blank()))
}

fn with_new_address(text: &str, slug: &str, old: &str, new: &str, alias: bool) -> Result<String, Refused> {
    let (_, table) = front_matter(text).ok_or(Refused::Unreadable)?;
    let mut changes = Vec::new();
    if has_slug(text) {
        changes.push(Change { key: "slug".to_owned(), value: Some(NewValue::Text(slug.to_owned())) });
    }
    let before: Vec<String> = match table.get("aliases").map(|entry| &entry.value.value) {
        Some(NodeValue::Array(items)) => items.iter().filter_map(text_of).collect(),
        _ => Vec::new(),
    };
    // Who gets an old address back must not be sent on from it.
    let is_new = |address: &String| address.trim_matches('/') == new.trim_matches('/');
    let mut aliases: Vec<String> = before.iter().filter(|address| !is_new(address)).cloned().collect();
    if alias && !aliases.iter().any(|address| address.trim_matches('/') == old.trim_matches('/')) {
        aliases.push(old.to_owned());
    }
    if aliases != before {
        let items = aliases.into_iter().map(NewValue::Text).collect();
        changes.push(Change { key: "aliases".to_owned(), value: Some(NewValue::List(items)) });
    }
    with_changes(text, &changes, &["title", "description", "date", "aliases"])
}

fn text_of(node: &Node) -> Option<String> {
    match &node.value {
        NodeValue::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// Whether an entry refers to another, in a field or in its text.
fn refers(entry: &Entry, to: EntryId) -> bool {
    let is_it = |reference: &Reference| *reference == Reference::Entry(to);
    entry.fields.iter().any(|field| matches!(&field.value, Value::Reference(all) if all.iter().any(is_it)))
        || entry.targets.iter().any(|target| matches!(target, Target::Entry(id, _) if *id == to))
}

/// The text of `from` once what it refers to has another slug; the text
/// itself where nothing in it changes.
fn referring(
    model: &Model,
    from: EntryId,
    to: EntryId,
    text: String,
    slug: &str,
) -> Result<Result<Referrer, String>, NoPlan> {
    let (entry, old) = (model.entry(from), &model.entry(to).slug);
    let (after, links, by_hand) = with_links(entry, to, &text, old, slug);
    let (changes, fields) = field_changes(model, entry, to, &text, old, slug);
    let after = with_changes(&after, &changes, &[]).map_err(NoPlan::Refused)?;
    if after == text && by_hand.is_empty() {
        return Ok(Err(text));
    }
    Ok(Ok(Referrer {
        path: entry.path.clone(),
        title: entry.title.clone(),
        fields,
        links,
        by_hand,
        before: text,
        text: after,
    }))
}

/// The text with its links changed, from the last to the first.
fn with_links(entry: &Entry, to: EntryId, text: &str, old: &str, new: &str) -> (String, usize, Vec<String>) {
    let (mut after, mut count, mut by_hand) = (text.to_owned(), 0, Vec::new());
    let links = entry.body.links.iter().zip(&entry.targets);
    let mut links: Vec<&Link> = links
        .filter(|(link, target)| {
            matches!(target, Target::Entry(id, _) if *id == to) && !link.address.starts_with('#')
        })
        .map(|(link, _)| link)
        .collect();
    links.sort_by_key(|link| std::cmp::Reverse(link.range.start));
    for link in links {
        let place = after.get(link.range.clone()).and_then(|written| {
            let at = written.find(&link.address)?;
            let only = link.kind == LinkKind::Wiki || written.rfind(&link.address) == Some(at);
            let start = link.range.start + at;
            only.then(|| start..start + link.address.len())
        });
        match place.zip(other_address(link, old, new)) {
            Some((place, address)) => {
                after.replace_range(place, &address);
                count += 1;
            }
            None => by_hand.push(link.address.clone()),
        }
    }
    (after, count, by_hand)
}

/// An address whose last part names the article, with the new name.
fn other_address(link: &Link, old: &str, new: &str) -> Option<String> {
    let cut = link.address.find(if link.kind == LinkKind::Wiki { &['#'][..] } else { &['#', '?'][..] });
    let (path, rest) = link.address.split_at(cut.unwrap_or(link.address.len()));
    let whole = path.trim_end();
    let below = whole.trim_end_matches('/');
    let below = ["/index.md", "/index.html"].iter().find_map(|end| below.strip_suffix(end)).unwrap_or(below);
    let tail = &path[below.len()..];
    let start = below.rfind('/').map_or(0, |slash| slash + 1);
    let name = &below[start..];
    let name = if name == old {
        new.to_owned()
    } else if name.strip_suffix(".md") == Some(old) {
        format!("{new}.md")
    } else {
        return None;
    };
    Some(format!("{}{name}{tail}{rest}", &below[..start]))
}

/// The fields that name the article, with its new slug, and their labels.
fn field_changes(
    model: &Model,
    entry: &Entry,
    to: EntryId,
    text: &str,
    old: &str,
    new: &str,
) -> (Vec<Change>, Vec<String>) {
    let (Some(collection), Some(home)) = (entry.collection(), model.entry(to).collection()) else {
        return (Vec::new(), Vec::new());
    };
    let Some((_, table)) = front_matter(text) else { return (Vec::new(), Vec::new()) };
    let (mut changes, mut labels) = (Vec::new(), Vec::new());
    for field in &model.config.collection(collection).fields {
        let Some(found) = table.get(&field.name).filter(|_| field.kind == FieldKind::Reference(home)) else {
            continue;
        };
        let renamed = |node: &Node| {
            text_of(node).map(|slug| NewValue::Text(if slug.trim() == old { new.to_owned() } else { slug }))
        };
        let names = |node: &Node| text_of(node).is_some_and(|slug| slug.trim() == old);
        let value = match &found.value.value {
            NodeValue::Array(items) if items.iter().any(names) => {
                items.iter().map(renamed).collect::<Option<Vec<_>>>().map(NewValue::List)
            }
            _ if names(&found.value) => renamed(&found.value),
            _ => continue,
        };
        if let Some(value) = value {
            changes.push(Change { key: field.name.clone(), value: Some(value) });
            labels.push(field.label.clone());
        }
    }
    (changes, labels)
}

#[cfg(test)]
mod tests {
    use super::other_address;
    use crate::parse::{Link, LinkKind};

    fn renamed(kind: LinkKind, address: &str) -> Option<String> {
        let link = Link { kind, address: address.into(), title: None, text: String::new(), range: 0..0 };
        other_address(&link, "regie", "sturing")
    }

    #[test]
    fn addresses_in_every_form() {
        for (before, after) in [
            ("/themas/regie/", "/themas/sturing/"),
            ("/themas/regie#rollen", "/themas/sturing#rollen"),
            ("../themas/regie.md?x#y", "../themas/sturing.md?x#y"),
            ("regie.md", "sturing.md"),
            ("regie/index.md", "sturing/index.md"),
            ("/regie/regie/index.html", "/regie/sturing/index.html"),
        ] {
            assert_eq!(renamed(LinkKind::Link, before).as_deref(), Some(after));
        }
        assert_eq!(renamed(LinkKind::Wiki, "themas/regie#a").as_deref(), Some("themas/sturing#a"));
        assert_eq!(renamed(LinkKind::Wiki, "regie").as_deref(), Some("sturing"));
        assert_eq!(renamed(LinkKind::Link, "/oud-adres/"), None);
    }
}
