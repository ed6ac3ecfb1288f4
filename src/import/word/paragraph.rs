//! Paragraphs, and what is within their lines.

use super::body::{chosen_alternative, is_prompt};
use super::fields::{Field, link_of};
use super::numbering::{Item, Kind, ListPlace};
use super::parts::Target;
use super::reader::Reader;
use super::styles::{CharacterFormat, Styles, indent, outline_level};
use crate::import::document::{Address, Inline, Side, Style};
use crate::import::links::{Usable, usable};
use crate::import::note::NoteKind;
use crate::import::roles::Role;
use crate::import::xml::{Element, Space};

/// What a paragraph says of itself, with what its style says.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphProperties {
    pub(super) role: Role,
    pub(super) list: Option<ListPlace>,
    style: Option<String>,
    pub(super) indent: Option<i64>,
    /// What runs look like that say nothing themselves.
    pub(super) format: CharacterFormat,
    pub(super) end_is_deleted: bool,
    pub(super) border_below: bool,
    pub(super) side: Side,
}

impl ParagraphProperties {
    pub(super) fn read(paragraph: &Element, styles: &Styles) -> Self {
        let properties = paragraph.child("pPr");
        let id = properties.and_then(|properties| properties.value_of("pStyle"));
        let style = styles.paragraph(id);
        let direct_level = properties.and_then(outline_level);
        let role = match (style.role, direct_level) {
            (Role::Body | Role::ListParagraph, Some(level)) => Role::Heading(level),
            (role, _) => role,
        };
        let direct_list = properties.and_then(ListPlace::read);
        let list = match (direct_list, style.list) {
            (Some(direct), Some(of_style)) => Some(ListPlace {
                list: direct.list.or(of_style.list),
                level: direct.level.or(of_style.level),
            }),
            (direct, of_style) => direct.or(of_style),
        };
        let mark = properties.and_then(|properties| properties.child("rPr"));
        // Headings and the like are bold by their style: that says nothing.
        let format = if role == Role::Body || role == Role::ListParagraph {
            style.format
        } else {
            CharacterFormat { hidden: style.format.hidden, ..CharacterFormat::default() }
        };
        Self {
            role,
            list,
            style: id.map(str::to_owned),
            indent: properties.and_then(indent).or(style.indent),
            format,
            end_is_deleted: mark.is_some_and(|mark| mark.child("del").is_some()),
            border_below: properties
                .and_then(|properties| properties.child("pBdr"))
                .is_some_and(|border| border.child("bottom").is_some()),
            side: match properties.and_then(|properties| properties.value_of("jc")) {
                Some("center") => Side::Centre,
                Some("right" | "end") => Side::End,
                _ => Side::Start,
            },
        }
    }
}

impl Reader<'_, '_> {
    /// The item of a list that a paragraph is.
    pub(super) fn item_of(&mut self, properties: &ParagraphProperties) -> Option<Item> {
        let place = properties.list.as_ref()?;
        let list = place.list.as_deref().filter(|list| *list != "0")?;
        let of_style =
            || properties.style.as_deref().and_then(|style| self.numbering.level_of_style(list, style));
        let level = place.level.or_else(of_style).unwrap_or(0);
        let (item, kind) = self.numbering.count(list, level)?;
        match kind {
            Kind::None => None,
            Kind::Letter => {
                if matches!(properties.role, Role::Body | Role::ListParagraph) {
                    self.report.add(NoteKind::LetteredList);
                }
                Some(item)
            }
            Kind::Bullet | Kind::Number => Some(item),
        }
    }

    /// The inlines of a paragraph.
    pub(super) fn line_of(&mut self, element: &Element, properties: &ParagraphProperties) -> Vec<Inline> {
        let mut line = Line { content: Vec::new(), format: properties.format, link: Vec::new(), tabs: false };
        self.inlines(element, &mut line);
        if line.tabs {
            self.report.add(NoteKind::Tabs);
        }
        line.content
    }

    /// The inlines of an element that is no paragraph.
    pub(super) fn line(&mut self, element: &Element) -> Vec<Inline> {
        self.line_of(element, &ParagraphProperties::default())
    }

    pub(super) fn inlines(&mut self, element: &Element, line: &mut Line) {
        for child in element.elements() {
            match (child.space, child.name.as_str()) {
                (Space::Math, "oMath") => {
                    let text = child.text();
                    self.report.add_text(NoteKind::Formula, text.clone());
                    self.push_text(&text, Style::default(), line);
                }
                (_, "r") => self.run(child, line),
                (_, "hyperlink") => self.hyperlink(child, line),
                (_, "fldSimple") => {
                    let link = child.attribute("instr").and_then(link_of);
                    let pushed = self.open_link(link, line);
                    self.inlines(child, line);
                    if pushed {
                        line.link.pop();
                    }
                }
                (_, "ins") => {
                    self.report.add(NoteKind::Insertion);
                    self.inlines(child, line);
                }
                (_, "del" | "moveFrom") => self.deleted(child),
                (_, "bookmarkStart") => {
                    if let Some(name) = child.attribute("name").filter(|name| *name != "_GoBack") {
                        line.content.push(Inline::Anchor(name.to_owned()));
                    }
                }
                (_, "commentRangeStart" | "commentRangeEnd") => self.comment_mark(child),
                (_, "sdt") if is_prompt(child) => {
                    if let Some(content) = child.child("sdtContent") {
                        self.prompt(content);
                    }
                }
                (_, "AlternateContent") => {
                    if let Some(chosen) = chosen_alternative(child) {
                        self.inlines(chosen, line);
                    }
                }
                (_, "pPr" | "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr") => {}
                _ => self.inlines(child, line),
            }
        }
    }

    fn hyperlink(&mut self, element: &Element, line: &mut Line) {
        let target = element.attribute("id").and_then(|id| self.relations.target(id));
        let anchor = element.attribute("anchor").filter(|anchor| !anchor.is_empty());
        let link = match (target, anchor) {
            (Some(Target::External(url)), Some(anchor)) if !url.contains('#') => {
                Some(Address::Url(format!("{url}#{anchor}")))
            }
            (Some(Target::External(url)), _) => Some(Address::Url(url.clone())),
            (_, Some(anchor)) => Some(Address::Anchor(anchor.to_owned())),
            (_, None) => None,
        };
        let pushed = self.open_link(link, line);
        self.inlines(element, line);
        if pushed {
            line.link.pop();
        }
    }

    /// Begins a link, if it is one that a page can hold.
    fn open_link(&mut self, link: Option<Address>, line: &mut Line) -> bool {
        let Some(link) = link.and_then(|link| self.usable_link(link)) else { return false };
        line.link.push(link);
        true
    }

    fn usable_link(&mut self, link: Address) -> Option<Address> {
        match link {
            Address::Url(url) => match usable(&url) {
                Usable::Yes(url) => Some(Address::Url(url)),
                Usable::No => {
                    self.report.add_text(NoteKind::UnusableLink, url);
                    None
                }
            },
            anchor => Some(anchor),
        }
    }

    /// The begin, middle or end of a field.
    pub(super) fn field_mark(&mut self, element: &Element) {
        match element.attribute("fldCharType") {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                let link = self.fields.last().and_then(|field| link_of(&field.instruction));
                let link = link.and_then(|link| self.usable_link(link));
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                    field.link = link;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// Adds something within a line, inside the link that is open.
    pub(super) fn push(&mut self, inline: Inline, line: &mut Line) {
        let of_field = || self.fields.iter().rev().find_map(|field| field.link.clone());
        let link = line.link.last().cloned().or_else(of_field);
        let Some(address) = link.filter(|_| !matches!(inline, Inline::Note(_) | Inline::Anchor(_))) else {
            line.push(inline);
            return;
        };
        match line.content.last_mut() {
            Some(Inline::Link { address: open, content }) if *open == address => push_merged(content, inline),
            _ => line.content.push(Inline::Link { address, content: vec![inline] }),
        }
    }

    pub(super) fn push_text(&mut self, text: &str, style: Style, line: &mut Line) {
        if !text.is_empty() {
            self.seen(text);
            self.push(Inline::Text(text.to_owned(), style), line);
        }
    }
}

/// A line that is being read.
pub(super) struct Line {
    pub(super) content: Vec<Inline>,
    /// What runs look like that say nothing themselves.
    pub(super) format: CharacterFormat,
    /// The links that are open, inside each other.
    pub(super) link: Vec<Address>,
    /// Whether there are tabs between its words.
    pub(super) tabs: bool,
}

impl Line {
    fn push(&mut self, inline: Inline) {
        push_merged(&mut self.content, inline);
    }
}

/// Adds an inline; text of the same style becomes one.
fn push_merged(content: &mut Vec<Inline>, inline: Inline) {
    if let (Some(Inline::Text(before, before_style)), Inline::Text(text, style)) =
        (content.last_mut(), &inline)
        && before_style == style
    {
        before.push_str(text);
        return;
    }
    content.push(inline);
}
