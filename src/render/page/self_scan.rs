//! The self-scan: the entries of a collection as statements to score.

use super::Composed;
use super::list::collection_head;
use crate::config::CollectionId;
use crate::model::EntryId;
use crate::render::body::Html;
use crate::render::context::{ScanGroup, ScanQuestion, SelfScanPage};
use crate::render::groups;
use crate::render::plan::list_route;
use crate::render::renderer::{Renderer, text_in_role};

pub(super) fn page(renderer: &Renderer, id: CollectionId) -> Composed {
    let found = &renderer.model.collections[id.0];
    let context = SelfScanPage {
        page: collection_head(renderer, "self_scan", id, &list_route(&renderer.model, id)),
        body: Html::of(renderer, found.index),
        groups: statement_groups(renderer, &found.entries),
        total: found.entries.len(),
    };
    Composed::new("self_scan.html", context)
}

/// The statements under their headings, which stand in the order in which
/// they first occur.
fn statement_groups(renderer: &Renderer, entries: &[EntryId]) -> Vec<ScanGroup> {
    let mut groups: Vec<ScanGroup> = Vec::new();
    for id in entries {
        let title = text_in_role(&renderer.model, renderer.model.entry(*id), "statement_group");
        let place = groups.iter().position(|group| group.title == title).unwrap_or_else(|| {
            groups.push(ScanGroup { title, questions: Vec::new() });
            groups.len() - 1
        });
        groups[place].questions.push(question(renderer, *id));
    }
    // Numbers follow what readers see.
    let questions = groups.iter_mut().flat_map(|group| &mut group.questions);
    questions.enumerate().for_each(|(place, question)| question.number = place + 1);
    groups
}

fn question(renderer: &Renderer, id: EntryId) -> ScanQuestion {
    let entry = renderer.model.entry(id);
    let text = |role| text_in_role(&renderer.model, entry, role);
    ScanQuestion {
        number: 0,
        slug: entry.slug.clone(),
        title: entry.title.clone(),
        url: renderer.url(&entry.route),
        statement: text("statement"),
        description: entry.description.clone(),
        low: text("answer_low"),
        high: text("answer_high"),
        help: groups::helping(renderer, id),
    }
}
