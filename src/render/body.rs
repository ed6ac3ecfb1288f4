//! A text's HTML, with its links and images filled in and its terms and
//! abbreviations explained.

use std::ops::Range;

use super::html::{push_address, push_attribute, push_escaped, safe_address};
use super::renderer::Renderer;
use super::terms::{Explained, Terms};
use super::value::Printer;
use crate::diagnostics::Diagnostic;
use crate::images::copy_route;
use crate::model::{Entry, EntryId, Model, Target};
use crate::parse::{Hole, HoleKind, Link, Prose};
use crate::site::Fingerprint;

/// The text of an entry, which is written when its page is made; or none.
#[derive(Debug, Clone)]
pub struct Html {
    entry: Option<EntryId>,
    print: Fingerprint,
}

impl Html {
    /// The text of this entry.
    pub(super) fn of(renderer: &Renderer, id: Option<EntryId>) -> Self {
        let print = id.map_or(Fingerprint::default(), |id| print(renderer, renderer.model.entry(id)));
        Self { entry: id, print }
    }

    /// The fingerprint of what it is written from.
    pub(super) fn print(&self) -> &Fingerprint {
        &self.print
    }

    /// The HTML; empty if there is no text.
    pub(super) fn write(&self, renderer: &Renderer) -> Result<String, Vec<Diagnostic>> {
        let Some(id) = self.entry else { return Ok(String::new()) };
        let entry = renderer.model.entry(id);
        Ok(html(id, &*entry.text.read()?, &renderer.model, &renderer.terms))
    }
}

/// What [`html`] reads: the file, where its links lead, the terms.
fn print(renderer: &Renderer, entry: &Entry) -> Fingerprint {
    let mut print = Printer::default();
    print.print(&entry.hash);
    print.print(renderer.terms.print());
    for target in &entry.targets {
        match target {
            Target::Entry(id, anchor) => {
                let to = renderer.model.entry(*id);
                print.number(1);
                print.text(&to.route);
                print.text(&to.title);
                print.number(usize::from(anchor.is_some()));
                print.text(anchor.as_deref().unwrap_or_default());
            }
            Target::Route(route) => {
                print.number(2);
                print.text(route);
            }
            Target::Anchor(anchor) => {
                print.number(3);
                print.text(anchor);
            }
            Target::External(address) => {
                print.number(4);
                print.text(address);
            }
            Target::Image { route, size, copies } => {
                print.number(5);
                print.text(route);
                let (width, height) =
                    size.map_or((0, 0), |(width, height)| (width as usize, height as usize));
                print.number(width);
                print.number(height);
                print.number(copies.len());
                copies.iter().for_each(|width| print.number(*width as usize));
            }
            Target::Nothing { title } => {
                print.number(6);
                print.text(title.as_deref().unwrap_or_default());
            }
        }
    }
    print.finish()
}

/// The HTML of an entry's text, for a page of the site.
pub(super) fn html(id: EntryId, text: &Prose, model: &Model, terms: &Terms) -> String {
    let entry = model.entry(id);
    let html = text.html.as_str();
    let mut writer = Writer {
        html,
        ranges: &text.running_text,
        headings: heading_starts(html),
        terms,
        page: id,
        explained: Explained::default(),
        at: 0,
        out: String::with_capacity(html.len() + html.len() / 4),
    };
    for hole in &text.holes {
        writer.copy_to(hole.at as usize);
        fill(&mut writer.out, hole, entry, model);
    }
    writer.copy_to(html.len());
    writer.out
}

struct Writer<'a> {
    html: &'a str,
    /// The running text that lies ahead.
    ranges: &'a [Range<u32>],
    /// The headings that lie ahead, in reverse.
    headings: Vec<usize>,
    terms: &'a Terms,
    page: EntryId,
    explained: Explained,
    at: usize,
    out: String,
}

impl Writer<'_> {
    /// Copies up to byte `to`, running text with its terms explained.
    fn copy_to(&mut self, to: usize) {
        let to = self.html.floor_char_boundary(to);
        while self.at < to {
            while self.headings.pop_if(|heading| *heading <= self.at).is_some() {
                self.explained.forget();
            }
            while let [first, rest @ ..] = self.ranges
                && first.end as usize <= self.at
            {
                self.ranges = rest;
            }
            let stop = self.headings.last().map_or(to, |heading| to.min(*heading));
            let (start, end) = match self.ranges.first() {
                Some(range) => (range.start as usize, range.end as usize),
                None => (to, to),
            };
            if start > self.at {
                let end = self.html.floor_char_boundary(start.min(stop)).max(self.at + 1);
                let end = self.html.ceil_char_boundary(end);
                self.out.push_str(&self.html[self.at..end]);
                self.at = end;
            } else {
                let end = self.html.ceil_char_boundary(end.min(stop).max(self.at + 1));
                let part = (self.at, end);
                self.terms.write(&mut self.out, self.html, part, &mut self.explained, Some(self.page));
                self.at = end;
            }
        }
    }
}

/// Where headings begin, last first. A `<` in text is written `&lt;`, so this
/// finds tags only.
fn heading_starts(html: &str) -> Vec<usize> {
    let is_heading = |at: &usize| matches!(html.as_bytes().get(at + 2), Some(b'1'..=b'6'));
    let mut starts: Vec<usize> = html.match_indices("<h").map(|(at, _)| at).filter(is_heading).collect();
    starts.reverse();
    starts
}

fn fill(out: &mut String, hole: &Hole, entry: &Entry, model: &Model) {
    let place = hole.link as usize;
    let (Some(link), Some(target)) = (entry.body.links.get(place), entry.targets.get(place)) else { return };
    match hole.kind {
        HoleKind::LinkStart => link_start(out, link, target, model),
        HoleKind::LinkTitle => push_escaped(out, link_title(link, target, model)),
        HoleKind::LinkEnd if matches!(target, Target::Nothing { .. }) => {}
        HoleKind::LinkEnd => out.push_str("</a>"),
        HoleKind::Image => image(out, link, target, model),
    }
}

fn link_start(out: &mut String, link: &Link, target: &Target, model: &Model) {
    let base = &model.config.base_url;
    let address = match target {
        Target::Nothing { .. } => return,
        Target::Entry(id, None) => base.link(&model.entry(*id).route),
        Target::Entry(id, Some(anchor)) => format!("{}#{anchor}", base.link(&model.entry(*id).route)),
        Target::Route(route) | Target::Image { route, .. } => base.link(route),
        Target::Anchor(anchor) => format!("#{anchor}"),
        Target::External(address) => address.clone(),
    };
    out.push_str("<a");
    push_address(out, "href", &address);
    if matches!(target, Target::External(_)) && address.starts_with("http") {
        out.push_str(" rel=\"external noopener\"");
    }
    if let Some(title) = &link.title {
        push_attribute(out, "title", title);
    }
    out.push('>');
}

fn link_title<'a>(link: &'a Link, target: &'a Target, model: &'a Model) -> &'a str {
    match target {
        Target::Entry(id, _) => &model.entry(*id).title,
        Target::Nothing { title: Some(title) } => title,
        _ => &link.address,
    }
}

/// How wide an image is shown, for browsers that have not laid out the page
/// yet: the text column, or a small screen's width. A theme with another
/// column only has another copy fetched.
const SHOWN_WIDTH: &str = "(min-width: 42rem) 38rem, 100vw";

/// Width and height let the browser keep the place free while an image that
/// is further down is loaded later.
fn image(out: &mut String, link: &Link, target: &Target, model: &Model) {
    let Target::Image { route, size, copies } = target else {
        return push_escaped(out, &link.text);
    };
    out.push_str("<img");
    push_address(out, "src", &model.config.base_url.link(route));
    push_attribute(out, "alt", &link.text);
    if let Some((width, height)) = size {
        push_attribute(out, "width", &width.to_string());
        push_attribute(out, "height", &height.to_string());
        if !copies.is_empty() {
            let base = &model.config.base_url;
            let candidate = |route: &str, width| format!("{} {width}w", safe_address(&base.link(route)));
            let mut set: Vec<String> =
                copies.iter().map(|copy| candidate(&copy_route(route, *copy), *copy)).collect();
            set.push(candidate(route, *width));
            push_attribute(out, "srcset", &set.join(", "));
            push_attribute(out, "sizes", SHOWN_WIDTH);
        }
    }
    out.push_str(" loading=\"lazy\" decoding=\"async\">");
}
