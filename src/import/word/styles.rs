//! The styles of a Word document.
//!
//! A style is known by its name, or else by the style that it is based on, or
//! by its outline level.

use std::collections::BTreeMap;

use super::numbering::ListPlace;
use crate::import::roles::{Role, is_code_font, is_code_style, role_of};
use crate::import::xml::Element;

/// What a style or direct formatting says of characters; `None` where it says
/// nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct CharacterFormat {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) strike: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) underline: Option<bool>,
    pub(super) highlight: Option<bool>,
    pub(super) code: Option<bool>,
    pub(super) raised: Option<bool>,
    pub(super) lowered: Option<bool>,
}

impl CharacterFormat {
    /// What `self` says, and `other` where it says nothing.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            strike: self.strike.or(other.strike),
            hidden: self.hidden.or(other.hidden),
            underline: self.underline.or(other.underline),
            highlight: self.highlight.or(other.highlight),
            code: self.code.or(other.code),
            raised: self.raised.or(other.raised),
            lowered: self.lowered.or(other.lowered),
        }
    }

    /// Reads `w:rPr`.
    pub(super) fn read(properties: Option<&Element>) -> Self {
        let Some(properties) = properties else { return Self::default() };
        let on = |name: &str| properties.child(name).map(is_on);
        let vertical = properties.value_of("vertAlign");
        Self {
            bold: on("b"),
            italic: on("i"),
            strike: on("strike").or_else(|| on("dstrike")),
            hidden: on("vanish"),
            underline: properties.value_of("u").map(|kind| kind != "none"),
            highlight: properties.value_of("highlight").map(|colour| colour != "none"),
            code: properties.child("rFonts").and_then(|fonts| fonts.attribute("ascii")).map(is_code_font),
            raised: vertical.map(|place| place == "superscript"),
            lowered: vertical.map(|place| place == "subscript"),
        }
    }
}

/// Whether a switch is on: it is, unless it says that it is off.
pub(super) fn is_on(switch: &Element) -> bool {
    !matches!(switch.attribute("val"), Some("0" | "false" | "off" | "none"))
}

/// A style with all that it takes from those it is based on.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) role: Role,
    pub(super) format: CharacterFormat,
    pub(super) list: Option<ListPlace>,
    /// Distance from the margin, in twentieths of a point.
    pub(super) indent: Option<i64>,
}

/// The styles of a document by their id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    default_paragraph: Option<String>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(root: Option<&Element>) -> Self {
        let Some(root) = root else { return Self::default() };
        let elements: BTreeMap<&str, &Element> = root
            .elements()
            .filter(|element| element.is_word("style"))
            .filter_map(|style| Some((style.attribute("styleId")?, style)))
            .collect();
        let by_id = elements.keys().map(|id| ((*id).to_owned(), resolved(id, &elements))).collect();
        let default_paragraph = elements.iter().find(|(_, style)| {
            style.attribute("type") == Some("paragraph")
                && style.attribute("default").is_some_and(|on| on != "0")
        });
        Self { by_id, default_paragraph: default_paragraph.map(|(id, _)| (*id).to_owned()) }
    }

    /// The style of this id; the default one of paragraphs where there is no
    /// such style.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Style {
        let id = id.filter(|id| self.by_id.contains_key(*id)).or(self.default_paragraph.as_deref());
        id.and_then(|id| self.by_id.get(id)).cloned().unwrap_or_default()
    }

    /// What a style says of characters.
    pub(super) fn characters(&self, id: Option<&str>) -> CharacterFormat {
        id.and_then(|id| self.by_id.get(id)).map(|style| style.format).unwrap_or_default()
    }
}

/// More styles based on each other than this are a circle.
const MOST_BASES: usize = 32;

fn resolved(id: &str, elements: &BTreeMap<&str, &Element>) -> Style {
    let mut style = Style::default();
    let mut level = None;
    let mut next = Some(id);
    for _ in 0..MOST_BASES {
        let Some(element) = next.and_then(|id| elements.get(id)) else { break };
        let name = element.value_of("name").unwrap_or_default();
        let properties = element.child("pPr");
        if style.role == Role::Body && level.is_none() {
            style.role = role_of(name);
            level = properties.and_then(outline_level);
        }
        let list = properties.and_then(ListPlace::read);
        style.list = style
            .list
            .or_else(|| list.map(|list| ListPlace { level: list.level.or(list_depth(name)), ..list }));
        style.indent = style.indent.or_else(|| properties.and_then(indent));
        let own = CharacterFormat::read(element.child("rPr"));
        let own = CharacterFormat { code: own.code.or_else(|| is_code_style(name).then_some(true)), ..own };
        style.format = style.format.or(own);
        next = element.value_of("basedOn");
    }
    if let (Role::Body, Some(level)) = (style.role, level) {
        style.role = Role::Heading(level);
    }
    style
}

/// The level of `w:outlineLvl`, from 1; 9 in the file is running text.
pub(super) fn outline_level(properties: &Element) -> Option<u8> {
    let level: u8 = properties.value_of("outlineLvl")?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// The distance from the margin.
pub(super) fn indent(properties: &Element) -> Option<i64> {
    let indent = properties.child("ind")?;
    indent.attribute("left").or_else(|| indent.attribute("start"))?.parse().ok()
}

/// The level of the styles that Word has for the levels of lists, each with a
/// list of its own: `List Bullet 2` is an item below one of `List Bullet`.
fn list_depth(name: &str) -> Option<usize> {
    let name = name.to_lowercase();
    let lists =
        ["list bullet ", "list number ", "lijst opsom.teken ", "lijstopsom.teken ", "lijstnummering "];
    let number = lists.iter().find_map(|list| name.strip_prefix(list))?;
    number.parse::<usize>().ok().filter(|number| (2..=5).contains(number)).map(|number| number - 1)
}
