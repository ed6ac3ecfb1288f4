//! Where the links and images of a text lead, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::addresses::Addresses;
use super::reading::Reading;
use super::{EntryId, Route, State, Target, route};
use crate::config::Config;
use crate::diagnostics::{Diagnostic, Problem, StaleKind, nearest};
use crate::load::{Attachment, CONTENT_FOLDER, Place};
use crate::parse::{Link, LinkKind};

/// The characters of a file's name that an address writes otherwise.
const IN_PATH: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'`').add(b'\\');

/// What links are resolved against.
pub(super) struct LinkResolver<'a> {
    pub(super) config: &'a Config,
    pub(super) readings: &'a [Reading],
    /// The entry of each reading that is published.
    pub(super) entries: &'a [Option<EntryId>],
    /// The address of each reading.
    pub(super) routes: &'a [String],
    pub(super) addresses: &'a Addresses,
    /// Path of a file under the root → the reading.
    pub(super) by_path: &'a BTreeMap<&'a str, usize>,
    /// Slug → the readings that have it, articles and pages.
    pub(super) by_slug: &'a BTreeMap<&'a str, Vec<usize>>,
    /// Path under the root → the file.
    pub(super) attachments: &'a BTreeMap<&'a str, &'a Attachment>,
    /// Addresses of lists without a text of their own.
    pub(super) lists: &'a BTreeSet<Route>,
}

/// Where one link leads, which file it uses, and what is wrong with it.
pub(super) struct Resolved {
    pub(super) target: Target,
    /// The path of the attachment it needs, if any.
    pub(super) uses: Option<String>,
    pub(super) problem: Option<Problem>,
}

impl Resolved {
    fn to(target: Target) -> Self {
        Self { target, uses: None, problem: None }
    }

    fn wrong(problem: Problem) -> Self {
        Self { target: Target::Nothing { title: None }, uses: None, problem: Some(problem) }
    }
}

impl LinkResolver<'_> {
    /// Resolves all links of a reading.
    pub(super) fn resolve_all(&self, from: usize) -> (Vec<Resolved>, Vec<Diagnostic>) {
        let reading = &self.readings[from];
        let resolved: Vec<Resolved> =
            reading.document.body.links.iter().map(|link| self.resolve(from, link)).collect();
        let source = &reading.document.file.source;
        let diagnostics = resolved
            .iter()
            .zip(&reading.document.body.links)
            .filter_map(|(resolved, link)| {
                Some(Diagnostic::new(resolved.problem.clone()?, source.span(link.range.clone())))
            })
            .collect();
        (resolved, diagnostics)
    }

    fn resolve(&self, from: usize, link: &Link) -> Resolved {
        let address = link.address.trim();
        if link.kind == LinkKind::Wiki {
            return self.wiki(from, address);
        }
        if let Some(scheme) = scheme_of(address) {
            return match scheme.as_str() {
                _ if link.kind == LinkKind::Image => missing_image(address, None),
                "http" | "https" | "mailto" | "tel" => Resolved::to(Target::External(address.to_owned())),
                _ => Resolved::wrong(Problem::UnsafeLink { address: address.to_owned() }),
            };
        }
        if address.starts_with("//") {
            return match link.kind {
                LinkKind::Image => missing_image(address, None),
                _ => Resolved::to(Target::External(format!("https:{address}"))),
            };
        }
        let (path, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
        let (query, anchor) =
            rest.split_once('#').map_or((rest, None), |(query, anchor)| (query, Some(anchor)));
        let anchor = anchor.filter(|anchor| !anchor.is_empty()).map(decoded);
        if path.is_empty() && query.is_empty() {
            return self.anchor_of(from, anchor, address, true);
        }
        let path = decoded(path);
        let inside = match path.strip_prefix('/') {
            Some(path) => {
                normal_path("", self.without_base(path)).map(|path| format!("{CONTENT_FOLDER}/{path}"))
            }
            None => normal_path(&self.readings[from].document.file.folder, &path),
        };
        let Some(inside) = inside.filter(|path| path.starts_with(CONTENT_FOLDER)) else {
            return self.nothing_at(link, address, &path);
        };
        if link.kind == LinkKind::Image {
            return self.image(&inside, address);
        }
        self.page(from, link, &inside, query, anchor)
    }

    /// A path that already begins with the base's folder, as people paste it.
    fn without_base<'p>(&self, path: &'p str) -> &'p str {
        let base = self.config.base_url.path().trim_start_matches('/');
        if base.is_empty() { path } else { path.strip_prefix(base).unwrap_or(path) }
    }

    /// A link to a page or file; `inside` is its path under the root.
    fn page(&self, from: usize, link: &Link, inside: &str, query: &str, anchor: Option<String>) -> Resolved {
        if let Some(&to) = self.by_path.get(inside.trim_end_matches('/')) {
            return self.anchor_of(to, anchor, &link.address, to == from);
        }
        if let Some(attachment) = self.attachments.get(inside) {
            let target = Target::Route(file_link(&attachment.path));
            return Resolved { target, uses: Some(attachment.path.clone()), problem: None };
        }
        let below = inside.strip_prefix(CONTENT_FOLDER).unwrap_or(inside).trim_matches('/');
        let below = below.strip_suffix("index.html").unwrap_or(below).trim_end_matches('/');
        let page = if below.is_empty() { String::new() } else { format!("{below}/") };
        if let Some(to) = self.addresses.document_at(&page) {
            return self.anchor_of(to, anchor, &link.address, to == from);
        }
        let is_list = page.is_empty() || self.lists.contains(&page) || self.lists.contains(below);
        if is_list {
            let route = if self.lists.contains(below) { below.to_owned() } else { page };
            return match anchor {
                Some(anchor) => Resolved::wrong(Problem::DeadAnchor {
                    page: format!("/{route}"),
                    anchor,
                    nearest: None,
                    anchors: Vec::new(),
                }),
                None => Resolved::to(Target::Route(format!("{route}{query}"))),
            };
        }
        self.nothing_at(link, &link.address, &decoded(&link.address))
    }

    /// A link to a document, with the anchor checked.
    fn anchor_of(&self, to: usize, anchor: Option<String>, address: &str, same_page: bool) -> Resolved {
        let reading = &self.readings[to];
        let Some(entry) = self.entries[to] else {
            return unpublished(reading);
        };
        let anchors = &reading.document.body.anchors;
        let Some(anchor) = anchor else {
            let is_top = same_page && address.starts_with('#');
            return Resolved::to(if is_top {
                Target::Anchor(String::new())
            } else {
                Target::Entry(entry, None)
            });
        };
        if anchors.contains(&anchor) {
            let own = same_page && address.starts_with('#');
            return Resolved::to(if own {
                Target::Anchor(anchor)
            } else {
                Target::Entry(entry, Some(anchor))
            });
        }
        Resolved::wrong(Problem::DeadAnchor {
            page: format!("/{}", self.routes[to]),
            nearest: nearest(&anchor, anchors.iter().map(String::as_str)).map(str::to_owned),
            anchor,
            anchors: anchors.clone(),
        })
    }

    /// `[[slug]]` or `[[collection/slug]]`: the article of that slug, in the
    /// same collection first.
    fn wiki(&self, from: usize, address: &str) -> Resolved {
        let (name, anchor) =
            address.split_once('#').map_or((address, None), |(name, anchor)| (name, Some(anchor)));
        let (name, anchor) =
            (name.trim(), anchor.map(|anchor| anchor.trim().to_owned()).filter(|a| !a.is_empty()));
        let found = match name.rsplit_once('/') {
            None if name.is_empty() => return self.anchor_of(from, anchor, address, true),
            None => self.by_slug.get(name).map_or(&[][..], Vec::as_slice).to_vec(),
            Some(_) => {
                let route = format!("{}/", name.trim_matches('/'));
                self.addresses.document_at(&route).into_iter().collect()
            }
        };
        let home = self.readings[from].document.file.place;
        let same = found.iter().filter(|&&to| self.readings[to].document.file.place == home).count() == 1;
        let choice = match found.as_slice() {
            [only] => Some(*only),
            several if same && matches!(home, Place::Article(_)) => {
                several.iter().copied().find(|&to| self.readings[to].document.file.place == home)
            }
            _ => None,
        };
        match choice {
            Some(to) => self.anchor_of(to, anchor, address, to == from),
            None if found.is_empty() => Resolved::wrong(Problem::DeadLink {
                address: address.to_owned(),
                nearest: self.nearest_slug(name),
            }),
            None => Resolved::wrong(Problem::AmbiguousLink {
                slug: name.to_owned(),
                choices: found.iter().map(|&to| self.routes[to].trim_end_matches('/').to_owned()).collect(),
            }),
        }
    }

    fn nearest_slug(&self, name: &str) -> Option<String> {
        if name.contains('/') {
            let routes = self.routes.iter().map(|route| route.trim_end_matches('/'));
            return nearest(name, routes).map(str::to_owned);
        }
        nearest(name, self.by_slug.keys().copied()).map(str::to_owned)
    }

    fn image(&self, inside: &str, address: &str) -> Resolved {
        match self.attachments.get(inside) {
            Some(attachment) => Resolved {
                target: Target::Image { route: file_link(&attachment.path), size: None, copies: Vec::new() },
                uses: Some(attachment.path.clone()),
                problem: None,
            },
            None => {
                let folder = inside.rsplit_once('/').map_or("", |(folder, _)| folder);
                let beside = self.attachments.range(folder..).map(|(path, _)| *path);
                let names = beside
                    .take_while(|path| path.starts_with(folder))
                    .filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'));
                let name = inside.rsplit('/').next().unwrap_or(inside);
                missing_image(address, nearest(name, names))
            }
        }
    }

    /// A link to a page that does not exist, with the page it may have meant
    /// in the same form: a path of a file or an address.
    fn nothing_at(&self, link: &Link, address: &str, path: &str) -> Resolved {
        if link.kind == LinkKind::Image {
            return missing_image(address, None);
        }
        let near = if path.ends_with(".md") {
            let name = path.rsplit('/').next().unwrap_or(path);
            let names = self.by_path.keys().filter_map(|path| path.rsplit('/').next());
            nearest(name, names).and_then(|name| {
                self.by_path.keys().find(|path| path.ends_with(&format!("/{name}"))).map(|path| {
                    let below = path.strip_prefix(CONTENT_FOLDER).unwrap_or(path);
                    below.trim_end_matches(".md").to_owned() + "/"
                })
            })
        } else {
            let wanted = path.trim_matches('/');
            let pages = self.addresses.all().map(|route| route.trim_end_matches('/'));
            let lists = self.lists.iter().map(|route| route.trim_end_matches('/'));
            nearest(wanted, pages.chain(lists)).map(|route| format!("/{route}/"))
        };
        Resolved::wrong(Problem::DeadLink { address: address.to_owned(), nearest: near })
    }
}

/// A link or reference to an entry that is not published now.
fn unpublished(reading: &Reading) -> Resolved {
    let problem = unpublished_problem(reading);
    let target = Target::Nothing { title: Some(reading.title.clone()) };
    Resolved { target, uses: None, problem }
}

/// The warning about a reference to an unpublished entry.
pub(super) fn unpublished_problem(reading: &Reading) -> Option<Problem> {
    let why = match reading.state {
        State::Published => return None,
        State::Draft => StaleKind::Draft,
        State::Scheduled(day) => StaleKind::Scheduled(day),
        State::Expired(day) => StaleKind::Expired(day),
    };
    Some(Problem::UnpublishedReference { title: reading.title.clone(), why })
}

fn missing_image(address: &str, near: Option<&str>) -> Resolved {
    Resolved::wrong(Problem::MissingImage { path: address.to_owned(), nearest: near.map(str::to_owned) })
}

/// The scheme of an address, in lower case. Control characters and spaces are
/// passed over, as browsers do when they read `java\tscript:`.
fn scheme_of(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once(':')?;
    let scheme: String = scheme.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let well_formed = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    well_formed.then(|| scheme.to_ascii_lowercase())
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// `path` read from `folder`, without `.` and `..`; `None` if it leads out.
fn normal_path(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The link to a file beside an article.
fn file_link(path: &str) -> String {
    let below = path.strip_prefix(CONTENT_FOLDER).unwrap_or(path).trim_start_matches('/');
    utf8_percent_encode(below, IN_PATH).to_string()
}

/// The addresses of lists and other pages of the site without a text of
/// their own, that a text may link to.
pub(super) fn list_routes(config: &Config) -> BTreeSet<Route> {
    let of_site = [
        route::search(&config.language),
        route::saved(&config.language),
        route::A_TO_Z,
        route::FEED,
        route::SITEMAP,
    ];
    let of_collections = config.collections.iter().flat_map(|collection| {
        let base = format!("{}/", collection.name);
        [format!("{base}{}", route::FEED), base]
    });
    of_site.into_iter().map(str::to_owned).chain(of_collections).collect()
}
