//! The table of themes by regions, and the list of one pair.

use super::{Composed, collection_step, head, list_page, place_in_list};
use crate::model::{EntryId, route};
use crate::render::context::{Link, MatrixCell, MatrixPage, MatrixRow, PairLink, PairPage};
use crate::render::matrix::{Matrix, Pair};
use crate::render::renderer::Renderer;

pub(super) fn page(renderer: &Renderer, matrix: &Matrix) -> Composed {
    let model = &renderer.model;
    let entries = |place: usize| &model.collections[place].entries;
    let (themes, regions) = (entries(matrix.themes.0), entries(matrix.regions.0));
    let cell = |theme: EntryId, region: EntryId| {
        let pair = matrix.pair(theme, region);
        MatrixCell {
            theme: model.entry(theme).title.clone(),
            total: pair.map_or(0, |pair| pair.entries.len()),
            url: pair.map(|pair| renderer.url(&pair.route)),
        }
    };
    let rows = regions.iter().map(|region| MatrixRow {
        region: renderer.card(*region),
        cells: themes.iter().map(|theme| cell(*theme, *region)).collect(),
    });
    let themes_link = &renderer.collections[matrix.themes.0];
    let mut page = head(renderer, "matrix", title(renderer, matrix), &matrix.route);
    page.collection = Some(themes_link.name.clone());
    page.role.clone_from(&themes_link.role);
    page.breadcrumb.push(collection_step(themes_link));
    let context = MatrixPage {
        page,
        themes: renderer.cards(themes),
        rows: rows.collect(),
        pairs: matrix.pairs.len(),
        cells: themes.len() * regions.len(),
    };
    Composed::new("matrix.html", context)
}

/// A page of the list of one pair.
pub(super) fn pair_page(renderer: &Renderer, matrix: &Matrix, pair: &Pair, number: usize) -> Composed {
    let (theme_card, region_card) = (renderer.card(pair.theme), renderer.card(pair.region));
    let list = list_page(renderer, &pair.route, &pair.entries, number);
    let here = route::list_page(&pair.route, number, &renderer.model.config.language);
    let mut page = head(renderer, "pair", format!("{} – {}", theme_card.title, region_card.title), &here);
    let themes = &renderer.collections[matrix.themes.0];
    page.collection = Some(themes.name.clone());
    page.role.clone_from(&themes.role);
    page.breadcrumb.push(collection_step(themes));
    let title = title(renderer, matrix);
    page.breadcrumb.push(Link { title, url: renderer.url(&matrix.route) });
    place_in_list(renderer, &mut page, &list.pager);
    let context =
        PairPage { page, theme_card, region_card, cards: renderer.cards(list.shown), pager: list.pager };
    Composed::new("pair.html", context)
}

/// The pairs that a theme or a region is in, each named by the other half.
pub(super) fn pairs_of(renderer: &Renderer, id: EntryId) -> Vec<PairLink> {
    let Some(matrix) = &renderer.matrix else { return Vec::new() };
    let link = |other: EntryId, pair: &Pair| PairLink {
        title: renderer.model.entry(other).title.clone(),
        url: renderer.url(&pair.route),
        total: pair.entries.len(),
    };
    let in_order = |place: usize| renderer.model.collections[place].entries.iter().copied();
    match renderer.model.entry(id).collection() {
        Some(collection) if collection == matrix.themes => in_order(matrix.regions.0)
            .filter_map(|region| matrix.pair(id, region).map(|pair| link(region, pair)))
            .collect(),
        Some(collection) if collection == matrix.regions => in_order(matrix.themes.0)
            .filter_map(|theme| matrix.pair(theme, id).map(|pair| link(theme, pair)))
            .collect(),
        _ => Vec::new(),
    }
}

fn title(renderer: &Renderer, matrix: &Matrix) -> String {
    let label = |place: usize| &renderer.collections[place].label_plural;
    let text = renderer.text("matrix_title").replace("{themes}", label(matrix.themes.0));
    text.replace("{regions}", &label(matrix.regions.0).to_lowercase())
}
