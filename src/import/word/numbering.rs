//! The lists of a Word document: `numbering.xml` says how each list counts,
//! a paragraph says which list and level it belongs to.

use std::collections::BTreeMap;

use crate::import::xml::Element;

/// The most levels a list has in Word.
const LEVELS: usize = 9;

/// Which list and level a paragraph belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListPlace {
    /// The id of the list; `0` takes a paragraph out of any list.
    pub(super) list: Option<String>,
    /// From 0.
    pub(super) level: Option<usize>,
}

impl ListPlace {
    /// Reads `w:numPr` of paragraph properties.
    pub(super) fn read(properties: &Element) -> Option<Self> {
        let place = properties.child("numPr")?;
        Some(Self {
            list: place.value_of("numId").map(str::to_owned),
            level: place.value_of("ilvl").and_then(|level| level.parse().ok()),
        })
    }
}

/// How a level of a list counts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Level {
    kind: Kind,
    start: u64,
    /// Whether it goes on when a higher level counts.
    never_restarts: bool,
    indent: Option<i64>,
    /// The style of paragraphs that belong to it.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self { kind: Kind::Bullet, start: 1, never_restarts: false, indent: None, style: None }
    }
}

/// The mark of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A sign.
    Bullet,
    /// 1, 2, 3.
    Number,
    /// Letters, Roman numbers and the like.
    Letter,
    /// No mark at all.
    None,
}

/// A list that paragraphs name.
#[derive(Debug, Clone, Default)]
struct Instance {
    definition: String,
    /// Levels that it has otherwise, and the numbers they begin with.
    levels: BTreeMap<usize, Level>,
    starts: BTreeMap<usize, u64>,
}

/// All lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<String, Vec<Level>>,
    instances: BTreeMap<String, Instance>,
    counters: BTreeMap<String, [Option<u64>; LEVELS]>,
    /// Lists whose own first number was used.
    started: Vec<(String, usize)>,
}

/// An item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) struct Item {
    /// From 0.
    pub(in crate::import) level: usize,
    /// Its number; `None` for a bullet.
    pub(in crate::import) number: Option<u64>,
    /// How far its text stands from the margin.
    pub(in crate::import) indent: Option<i64>,
}

impl Numbering {
    /// Reads `numbering.xml`; `style_lists` are the lists that numbering
    /// styles name, for a definition can point to such a style.
    pub(super) fn read(root: Option<&Element>, style_list: impl Fn(&str) -> Option<String>) -> Self {
        let Some(root) = root else { return Self::default() };
        let mut numbering = Self::default();
        let mut links = Vec::new();
        for definition in root.elements().filter(|element| element.is_word("abstractNum")) {
            let Some(id) = definition.attribute("abstractNumId") else { continue };
            let mut levels = vec![Level::default(); LEVELS];
            for level in definition.elements().filter(|element| element.is_word("lvl")) {
                if let Some(place) = place_of(level).and_then(|place| levels.get_mut(place)) {
                    *place = read_level(level);
                }
            }
            if let Some(style) = definition.value_of("numStyleLink") {
                links.push((id.to_owned(), style.to_owned()));
            }
            numbering.definitions.insert(id.to_owned(), levels);
        }
        for list in root.elements().filter(|element| element.is_word("num")) {
            let (Some(id), Some(definition)) = (list.attribute("numId"), list.value_of("abstractNumId"))
            else {
                continue;
            };
            let mut instance = Instance { definition: definition.to_owned(), ..Instance::default() };
            for over in list.elements().filter(|element| element.is_word("lvlOverride")) {
                let Some(place) = place_of(over) else { continue };
                if let Some(start) = over.value_of("startOverride").and_then(|start| start.parse().ok()) {
                    instance.starts.insert(place, start);
                }
                if let Some(level) = over.child("lvl") {
                    instance.levels.insert(place, read_level(level));
                }
            }
            numbering.instances.insert(id.to_owned(), instance);
        }
        for (id, style) in links {
            let target = style_list(&style).and_then(|list| numbering.instances.get(&list));
            let levels = target.and_then(|target| numbering.definitions.get(&target.definition)).cloned();
            if let Some(levels) = levels {
                numbering.definitions.insert(id, levels);
            }
        }
        numbering
    }

    /// The level of a list that belongs to a paragraph style.
    pub(super) fn level_of_style(&self, list: &str, style: &str) -> Option<usize> {
        let instance = self.instances.get(list)?;
        let levels = self.definitions.get(&instance.definition)?;
        levels.iter().position(|level| level.style.as_deref() == Some(style))
    }

    /// Counts a paragraph of a list; `None` if there is no such list.
    pub(super) fn count(&mut self, list: &str, level: usize) -> Option<(Item, Kind)> {
        let instance = self.instances.get(list)?;
        let level = level.min(LEVELS - 1);
        let definition = self.definitions.get(&instance.definition)?;
        let counting = instance.levels.get(&level).or_else(|| definition.get(level))?.clone();
        let counters = self.counters.entry(instance.definition.clone()).or_default();
        let key = (list.to_owned(), level);
        let own_start = instance.starts.get(&level).filter(|_| !self.started.contains(&key));
        let number = match (own_start, counters[level]) {
            (Some(start), _) => *start,
            (None, Some(before)) => before.saturating_add(1),
            (None, None) => counting.start,
        };
        if own_start.is_some() {
            self.started.push(key);
        }
        counters[level] = Some(number);
        for (deeper, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let below = instance.levels.get(&deeper).or_else(|| definition.get(deeper));
            if !below.is_some_and(|below| below.never_restarts) {
                *counter = None;
            }
        }
        let counted = matches!(counting.kind, Kind::Number | Kind::Letter);
        let item = Item { level, number: counted.then_some(number), indent: counting.indent };
        Some((item, counting.kind))
    }
}

fn place_of(level: &Element) -> Option<usize> {
    level.attribute("ilvl")?.parse().ok().filter(|place| *place < LEVELS)
}

fn read_level(level: &Element) -> Level {
    let kind = match level.value_of("numFmt") {
        Some("bullet") => Kind::Bullet,
        Some("none") => Kind::None,
        None | Some("decimal" | "decimalZero" | "ordinal") => Kind::Number,
        Some(_) => Kind::Letter,
    };
    Level {
        kind,
        start: level.value_of("start").and_then(|start| start.parse().ok()).unwrap_or(1),
        never_restarts: level.value_of("lvlRestart") == Some("0"),
        indent: level.child("pPr").and_then(super::styles::indent),
        style: level.value_of("pStyle").map(str::to_owned),
    }
}
