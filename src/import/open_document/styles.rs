//! The styles of an OpenDocument text.

use std::collections::BTreeMap;

use crate::import::document::{Script, Side, Style};
use crate::import::roles::{Role, is_code_font, is_code_style, role_of};
use crate::import::xml::Element;

/// What a style says, with all that it takes from those above it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) role: Role,
    pub(super) style: Style,
    pub(super) underline: bool,
    pub(super) highlight: bool,
    pub(super) hidden: bool,
    pub(super) side: Side,
}

/// How a level of a list counts: the first number, or bullets.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Level {
    pub(super) start: Option<u64>,
    pub(super) letters: bool,
}

/// All styles, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    looks: BTreeMap<(String, String), Look>,
    lists: BTreeMap<String, BTreeMap<usize, Level>>,
}

impl Styles {
    /// Reads the styles of both parts.
    pub(super) fn read(styles: Option<&Element>, content: &Element) -> Self {
        let roots = || styles.into_iter().chain([content]);
        let mut elements: BTreeMap<(String, String), &Element> = BTreeMap::new();
        let mut all = Self::default();
        for style in roots().flat_map(|root| root.descendants("style")) {
            if let (Some(family), Some(name)) = (style.attribute("family"), style.attribute("name")) {
                elements.insert((family.to_owned(), name.to_owned()), style);
            }
        }
        for list in roots().flat_map(|root| root.descendants("list-style")) {
            if let Some(name) = list.attribute("name") {
                all.lists.insert(name.to_owned(), levels(list));
            }
        }
        let looks: BTreeMap<_, _> = elements.keys().map(|key| (key.clone(), look(key, &elements))).collect();
        all.looks = looks;
        all
    }

    /// What a style of a family says.
    pub(super) fn look(&self, family: &str, name: Option<&str>) -> Look {
        let key = name.map(|name| (family.to_owned(), name.to_owned()));
        key.and_then(|key| self.looks.get(&key)).copied().unwrap_or_default()
    }

    /// How a level of a list counts, from 1.
    pub(super) fn level(&self, list: &str, level: usize) -> Level {
        self.lists.get(list).and_then(|levels| levels.get(&level)).copied().unwrap_or_default()
    }
}

/// More styles above each other than this are a circle.
const MOST_PARENTS: usize = 32;

fn look(key: &(String, String), elements: &BTreeMap<(String, String), &Element>) -> Look {
    let mut found = Look::default();
    let mut next = Some(key.clone());
    let mut known = Known::default();
    for depth in 0..MOST_PARENTS {
        let Some(element) = next.as_ref().and_then(|key| elements.get(key)) else { break };
        let name =
            element.attribute("display-name").or_else(|| element.attribute("name")).unwrap_or_default();
        let name = name.replace("_20_", " ");
        if found.role == Role::Body {
            found.role = role_of(&name);
        }
        // What a named style says of all its text is no stress on any of it,
        // unless it is a style of words.
        let own = depth == 0 || key.0 == "text";
        if own && let Some(properties) = element.child("text-properties") {
            known.read(properties, &mut found);
        }
        found.style.code |= is_code_style(&name);
        if let Some(align) = element.child("paragraph-properties").and_then(|own| own.attribute("text-align"))
            && found.side == Side::Start
        {
            found.side = match align {
                "end" | "right" => Side::End,
                "center" => Side::Centre,
                _ => Side::Start,
            };
        }
        let family = key.0.clone();
        next = element.attribute("parent-style-name").map(|parent| (family, parent.to_owned()));
    }
    found
}

/// What nearer styles said already.
#[derive(Default)]
struct Known {
    weight: bool,
    slant: bool,
    line: bool,
    place: bool,
    under: bool,
    back: bool,
}

impl Known {
    fn read(&mut self, properties: &Element, look: &mut Look) {
        if let Some(weight) = properties.attribute("font-weight").filter(|_| !self.weight) {
            self.weight = true;
            look.style.bold = weight == "bold" || weight.parse().is_ok_and(|weight: u32| weight >= 600);
        }
        if let Some(slant) = properties.attribute("font-style").filter(|_| !self.slant) {
            self.slant = true;
            look.style.italic = slant == "italic" || slant == "oblique";
        }
        if let Some(line) = properties.attribute("text-line-through-style").filter(|_| !self.line) {
            self.line = true;
            look.style.strike = line != "none";
        }
        if let Some(line) = properties.attribute("text-underline-style").filter(|_| !self.under) {
            self.under = true;
            look.underline = line != "none";
        }
        if let Some(colour) = properties.attribute("background-color").filter(|_| !self.back) {
            self.back = true;
            look.highlight = colour != "transparent";
        }
        if let Some(place) = properties.attribute("text-position").filter(|_| !self.place) {
            self.place = true;
            let raised = place.split(' ').next().unwrap_or_default();
            look.style.script = match raised {
                "super" => Script::Superscript,
                "sub" => Script::Subscript,
                height if height.starts_with('-') => Script::Subscript,
                "0%" | "" => Script::Normal,
                _ => Script::Superscript,
            };
        }
        look.hidden |= properties.attribute("display") == Some("none");
        look.style.code |= properties.attribute("font-name").is_some_and(is_code_font);
    }
}

fn levels(list: &Element) -> BTreeMap<usize, Level> {
    let mut levels = BTreeMap::new();
    for level in list.elements() {
        let Some(number) = level.attribute("level").and_then(|number| number.parse().ok()) else { continue };
        let format = level.attribute("num-format").unwrap_or_default();
        let counts = level.name == "list-level-style-number" && !format.is_empty();
        let start = level.attribute("start-value").and_then(|start| start.parse().ok()).unwrap_or(1);
        levels.insert(number, Level { start: counts.then_some(start), letters: counts && format != "1" });
    }
    levels
}
