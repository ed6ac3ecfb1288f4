//! The parts of a Word document that belong to its text.

use std::collections::BTreeMap;

use crate::import::package::{Package, resolve};
use crate::import::refusal::Refusal;
use crate::import::xml::{self, Element};

/// Where a relationship leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A part of the package.
    Part(String),
    /// Anything outside it.
    External(String),
}

/// The relationships of one part, by id, with the last word of their kind.
#[derive(Debug, Clone, Default)]
pub(super) struct Relations {
    by_id: BTreeMap<String, (String, Target)>,
}

impl Relations {
    /// Where an id leads.
    pub(super) fn target(&self, id: &str) -> Option<&Target> {
        self.by_id.get(id).map(|(_, target)| target)
    }

    /// The parts of a kind.
    fn of_kind(&self, kind: &str) -> impl Iterator<Item = &str> {
        self.by_id.values().filter(move |(known, _)| known == kind).filter_map(|(_, target)| match target {
            Target::Part(name) => Some(name.as_str()),
            Target::External(_) => None,
        })
    }
}

/// A Word document with its parts parsed.
pub(super) struct Parts<'a> {
    pub(super) package: Package<'a>,
    pub(super) main: Element,
    pub(super) relations: Relations,
    pub(super) styles: Option<Element>,
    pub(super) numbering: Option<Element>,
    /// Footnotes and endnotes with the relationships of their parts.
    pub(super) footnotes: Option<(Element, Relations)>,
    pub(super) endnotes: Option<(Element, Relations)>,
    pub(super) comments: Option<Element>,
    /// Headers and footers.
    pub(super) margins: Vec<Element>,
    pub(super) properties: Option<Element>,
}

impl<'a> Parts<'a> {
    /// Opens the parts. Only the text itself has to be there: what is missing
    /// or broken otherwise is told from what refers to it.
    pub(super) fn open(mut package: Package<'a>) -> Result<Self, Refusal> {
        let name = main_part(&mut package)?.unwrap_or_else(|| "word/document.xml".to_owned());
        let main = parsed(&mut package, &name)?.ok_or_else(|| Refusal::Broken { part: name.clone() })?;
        let relations = relations_of(&mut package, &name)?;
        let first = |kind: &str| relations.of_kind(kind).next().map(str::to_owned);
        let (styles, numbering, comments) = (first("styles"), first("numbering"), first("comments"));
        let (footnotes, endnotes) = (first("footnotes"), first("endnotes"));
        let margins: Vec<String> =
            relations.of_kind("header").chain(relations.of_kind("footer")).map(str::to_owned).collect();
        let mut part = |name: Option<String>| match name {
            Some(name) => parsed(&mut package, &name),
            None => Ok(None),
        };
        let (styles, numbering, comments) = (part(styles)?, part(numbering)?, part(comments)?);
        let margins = margins.into_iter().map(|name| part(Some(name))).collect::<Result<Vec<_>, _>>()?;
        let properties = part(Some("docProps/core.xml".to_owned()))?;
        let mut with_relations = |name: Option<String>| -> Result<_, Refusal> {
            let Some(name) = name else { return Ok(None) };
            let relations = relations_of(&mut package, &name)?;
            Ok(parsed(&mut package, &name)?.map(|part| (part, relations)))
        };
        let (footnotes, endnotes) = (with_relations(footnotes)?, with_relations(endnotes)?);
        Ok(Self {
            main,
            relations,
            styles,
            numbering,
            footnotes,
            endnotes,
            comments,
            margins: margins.into_iter().flatten().collect(),
            properties,
            package,
        })
    }
}

/// The name of the part that holds the text.
pub(super) fn main_part(package: &mut Package<'_>) -> Result<Option<String>, Refusal> {
    let relations = relations_of(package, "")?;
    Ok(relations.of_kind("officeDocument").next().map(str::to_owned))
}

fn parsed(package: &mut Package<'_>, name: &str) -> Result<Option<Element>, Refusal> {
    package.read(name)?.map(|bytes| xml::parse(&bytes, name)).transpose()
}

/// The relationships of a part; of the package itself for an empty name.
fn relations_of(package: &mut Package<'_>, part: &str) -> Result<Relations, Refusal> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    let mut relations = Relations::default();
    let Some(root) = parsed(package, &format!("{folder}{slash}_rels/{name}.rels"))? else {
        return Ok(relations);
    };
    for element in root.elements() {
        let (Some(id), Some(kind), Some(target)) =
            (element.attribute("Id"), element.attribute("Type"), element.attribute("Target"))
        else {
            continue;
        };
        let target = if element.attribute("TargetMode") == Some("External") {
            Some(Target::External(target.to_owned()))
        } else {
            resolve(folder, target).map(Target::Part)
        };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        if let Some(target) = target {
            relations.by_id.insert(id.to_owned(), (kind, target));
        }
    }
    Ok(relations)
}
