//! The tile map of the regions: one square of the same size for each, at
//! about the place it has in the country.

use super::context::{Card, MapStep, Tile, TileMap};
use super::value::Shared;
use crate::config::FieldId;
use crate::model::{Entry, Model, Value};

/// Most columns and rows: beyond these a tile is too small to hold a word.
const MOST_CELLS: usize = 40;
/// Most letters of a line in a tile.
const LETTERS: usize = 7;
/// How many shades tell few articles from many; what has none has no shade.
const SHADES: usize = 4;

/// The map, where the fields for column and row are bound and filled in.
/// `cards` are those of all entries.
pub(super) fn of(model: &Model, cards: &[Shared<Card>]) -> Option<TileMap> {
    let regions = model.role("regions")?;
    let field = |role: &str| model.config.roles.fields.get(role).map(|(_, field)| *field);
    let (column, row) = (field("tile_column")?, field("tile_row")?);
    let place = |entry: &Entry| Some((cell(entry, column)?, cell(entry, row)?));
    let placed: Vec<(usize, usize, &Shared<Card>)> = regions
        .entries
        .iter()
        .filter_map(|id| {
            let (column, row) = place(model.entry(*id))?;
            Some((column, row, cards.get(id.0 as usize)?))
        })
        .collect();
    let first_column = placed.iter().map(|(column, ..)| *column).min()?;
    let first_row = placed.iter().map(|(_, row, _)| *row).min()?;
    let most = placed.iter().map(|(.., card)| card.referrers).max()?;
    let mut tiles: Vec<Tile> = Vec::with_capacity(placed.len());
    for (column, row, card) in placed {
        let (column, row) = (column - first_column, row - first_row);
        // Of two regions in one cell only the first could be seen.
        if !tiles.iter().any(|tile| (tile.column, tile.row) == (column, row)) {
            let shade = shade(card.referrers, most);
            tiles.push(Tile { column, row, lines: lines(&card.title), shade, card: Shared::clone(card) });
        }
    }
    // The keyboard goes through the map as a reader does.
    tiles.sort_by_key(|tile| (tile.row, tile.column));
    Some(TileMap {
        columns: tiles.iter().map(|tile| tile.column + 1).max()?,
        rows: tiles.iter().map(|tile| tile.row + 1).max()?,
        steps: steps(&tiles, most),
        tiles,
    })
}

/// A column or row: a whole number that a map can have.
fn cell(entry: &Entry, field: FieldId) -> Option<usize> {
    let Some(Value::Number(numbers)) = entry.field(field) else { return None };
    let number = *numbers.first()?;
    (0..MOST_CELLS).find(|cell| *cell as f64 == number)
}

/// From 0 for none to [`SHADES`] for the most.
fn shade(articles: usize, most: usize) -> usize {
    (articles * SHADES).div_ceil(most.max(1))
}

/// What each shade means, for those that occur.
fn steps(tiles: &[Tile], most: usize) -> Vec<MapStep> {
    let step = |shade: usize| {
        let (from, to) = match shade {
            0 => (0, 0),
            _ => ((shade - 1) * most / SHADES + 1, shade * most / SHADES),
        };
        MapStep { shade, from, to }
    };
    let occurs = |shade: &usize| tiles.iter().any(|tile| tile.shade == *shade);
    (0..=SHADES).filter(occurs).map(step).collect()
}

/// A name in one or two lines that fit a tile. Small words are left out; of
/// three and more words only the last is written.
fn lines(title: &str) -> Vec<String> {
    let all = title.split(|c: char| c.is_whitespace() || c == '-' || c == '/');
    let words: Vec<&str> =
        all.filter(|word| word.chars().count() > 2 && !word.starts_with(char::is_lowercase)).collect();
    match words.as_slice() {
        [] => vec![short(title)],
        [word] => vec![short(word)],
        [first, last] => vec![short(first), short(last)],
        [before @ .., last] => {
            let initials = before.iter().filter_map(|word| word.chars().next()).collect::<String>();
            vec![short(&initials), short(last)]
        }
    }
}

fn short(word: &str) -> String {
    if word.chars().count() <= LETTERS {
        return word.to_owned();
    }
    let kept: String = word.chars().take(LETTERS - 1).collect();
    format!("{}.", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{lines, shade};

    #[test]
    fn names_fit_a_tile() {
        for (title, expected) in [
            ("Twente", vec!["Twente"]),
            ("Gorinchem", vec!["Gorinc."]),
            ("Zuid-Limburg", vec!["Zuid", "Limburg"]),
            ("Helmond-De Peel", vec!["Helmond", "Peel"]),
            ("Rijk van Nijmegen", vec!["Rijk", "Nijmeg."]),
            ("Zuid Kennemerland en IJmond", vec!["ZK", "IJmond"]),
            ("Zaanstreek/Waterland", vec!["Zaanst.", "Waterl."]),
            ("de ij", vec!["de ij"]),
            ("’s-Gravenhage en omgeving", vec!["Graven."]),
        ] {
            assert_eq!(lines(title), expected, "{title}");
        }
    }

    #[test]
    fn few_and_many_have_other_shades() {
        assert_eq!([0, 1, 5, 6, 10, 20].map(|articles| shade(articles, 20)), [0, 1, 1, 2, 2, 4]);
        assert_eq!(shade(0, 0), 0);
    }
}
