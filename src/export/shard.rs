//! One shard of words: forms with the words they are forms of, and for each
//! word its pages. See `search-index/FORMAT.md`, "Word shards".

use rustc_hash::FxHashMap;

use crate::index::postings::WordList;

/// A shard as it is put together.
#[derive(Debug, Default)]
pub struct Shard<'a> {
    forms: Vec<(&'a str, usize, bool, bool)>,
    lists: Vec<&'a WordList>,
    locals: FxHashMap<u32, usize>,
}

impl<'a> Shard<'a> {
    /// Adds a form, in order, with the group that it is a form of, whether it
    /// can be a part of a compound, and whether it is a title or name.
    pub fn push(&mut self, form: &'a str, group: u32, part: bool, named: bool, list: &'a WordList) {
        let next = self.locals.len();
        let local = *self.locals.entry(group).or_insert(next);
        if local == next {
            self.lists.push(list);
        }
        self.forms.push((form, local, part, named));
    }

    /// The bytes, before compression, with the words' pages or without.
    pub fn encode(&self, pages: bool) -> Vec<u8> {
        let mut bytes = Vec::new();
        varint(&mut bytes, self.forms.len());
        varint(&mut bytes, self.locals.len());
        encode_forms(&mut bytes, self.forms.iter().map(|(form, ..)| *form));
        let mut count = 0;
        for &(_, local, part, named) in &self.forms {
            let back = count - local.min(count);
            count = count.max(local + 1);
            varint(&mut bytes, back << 2 | usize::from(named) << 1 | usize::from(part));
        }
        bytes.extend(self.lists.iter().map(|list| list.idf));
        if !pages {
            return bytes;
        }
        for list in &self.lists {
            varint(&mut bytes, list.hits.len());
        }
        for list in &self.lists {
            let mut next = 0;
            for hit in &list.hits {
                varint(&mut bytes, (hit.page() - next) as usize);
                next = hit.page() + 1;
            }
        }
        for list in &self.lists {
            bytes.extend(list.hits.iter().map(|hit| hit.level_and_title()));
        }
        bytes
    }
}

/// Sorted forms, each as what differs from the form before.
pub fn encode_forms<'a>(bytes: &mut Vec<u8>, forms: impl Iterator<Item = &'a str>) {
    let (mut shared, mut own, mut text) = (Vec::new(), Vec::new(), String::new());
    let mut previous = "";
    for form in forms {
        let common = form.chars().zip(previous.chars()).take_while(|(a, b)| a == b).count();
        let rest: String = form.chars().skip(common).collect();
        shared.push(common as u8);
        own.push(rest.chars().count() as u8);
        text.push_str(&rest);
        previous = form;
    }
    bytes.extend(shared);
    bytes.extend(own);
    varint(bytes, text.len());
    bytes.extend(text.bytes());
}

/// Seven bits a byte, lowest first; the eighth says that more follow.
pub fn varint(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 128 {
        bytes.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::postings::Hit;

    #[test]
    fn encodes_as_the_format_says() {
        let list = WordList { idf: 9, hits: vec![Hit::new(3, 31, 1), Hit::new(200, 2, 0)] };
        let mut shard = Shard::default();
        shard.push("regie", 7, true, true, &list);
        shard.push("regisseur", 8, false, false, &list);
        shard.push("regisseurs", 8, false, true, &list);
        let mut expected = vec![3, 2, 0, 4, 9, 5, 5, 1, 11];
        expected.extend(b"regiesseurs");
        expected.extend([3, 0, 6, 9, 9, 2, 2, 3, 196, 1, 3, 196, 1, 63, 2, 63, 2]);
        assert_eq!(shard.encode(true), expected);
    }
}
