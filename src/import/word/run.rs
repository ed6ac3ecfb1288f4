//! Runs: text of one look.

use super::body::chosen_alternative;
use super::paragraph::Line;
use super::reader::{NoteSort, Reader, visible_text};
use super::styles::CharacterFormat;
use super::symbols;
use crate::import::document::{Inline, Script, Style, is_blank, one_line};
use crate::import::note::NoteKind;
use crate::import::xml::Element;

impl Reader<'_, '_> {
    pub(super) fn run(&mut self, run: &Element, line: &mut Line) {
        let properties = run.child("rPr");
        let style = properties.and_then(|properties| properties.value_of("rStyle"));
        let format = CharacterFormat::read(properties).or(self.styles.characters(style)).or(line.format);
        if format.hidden == Some(true) {
            self.hidden(run);
            return;
        }
        let in_link = !line.link.is_empty() || self.fields.iter().any(|field| field.link.is_some());
        let has_text = run.child("t").is_some_and(|text| !text.text().trim().is_empty());
        if has_text && !in_link && format.underline == Some(true) {
            self.report.add_text(NoteKind::Underline, one_line(&visible_text(run)));
        }
        if has_text && format.highlight == Some(true) {
            self.report.add_text(NoteKind::Highlight, one_line(&visible_text(run)));
        }
        let style = Style {
            bold: format.bold == Some(true),
            italic: format.italic == Some(true),
            strike: format.strike == Some(true),
            code: format.code == Some(true),
            script: match (format.raised, format.lowered) {
                (Some(true), _) => Script::Superscript,
                (_, Some(true)) => Script::Subscript,
                _ => Script::Normal,
            },
        };
        let font = properties.and_then(|properties| properties.child("rFonts"));
        let font = font.and_then(|font| font.attribute("ascii").or_else(|| font.attribute("hAnsi")));
        self.run_content(run, style, font.filter(|font| symbols::is_symbol_font(font)), line);
    }

    /// Fields go on in hidden text; what it says is told.
    fn hidden(&mut self, run: &Element) {
        for mark in run.elements() {
            match mark.name.as_str() {
                "fldChar" => self.field_mark(mark),
                "instrText" => self.instruction(&mark.text()),
                _ => {}
            }
        }
        let text = one_line(&visible_text(run));
        if !text.is_empty() {
            self.report.add_text(NoteKind::HiddenText, text);
        }
    }

    fn run_content(&mut self, run: &Element, style: Style, font: Option<&str>, line: &mut Line) {
        for child in run.elements() {
            match child.name.as_str() {
                "t" => self.text(&child.text(), style, font, line),
                "delText" => {
                    let text = one_line(&child.text());
                    self.report.add_text(NoteKind::Deletion, text);
                }
                "tab" | "ptab" => {
                    line.tabs |= !is_blank(&line.content);
                    self.push_text(" ", style, line);
                }
                "br" if matches!(child.attribute("type"), Some("page" | "column")) => {
                    self.push_text(" ", style, line);
                }
                "br" | "cr" => {
                    self.seen(" ");
                    self.push(Inline::Break, line);
                }
                "noBreakHyphen" => self.push_text("\u{2011}", style, line),
                // Where a word may be cut is for the browser to know.
                "softHyphen"
                | "lastRenderedPageBreak"
                | "rPr"
                | "footnoteRef"
                | "endnoteRef"
                | "annotationRef"
                | "separator"
                | "continuationSeparator"
                | "commentReference" => {}
                "sym" => self.symbol(child, style, line),
                "footnoteReference" => self.note_reference(NoteSort::Foot, child, line),
                "endnoteReference" => self.note_reference(NoteSort::End, child, line),
                "fldChar" => self.field_mark(child),
                "instrText" | "delInstrText" => self.instruction(&child.text()),
                "drawing" | "pict" | "object" => self.drawing(child, line),
                "AlternateContent" => {
                    if let Some(chosen) = chosen_alternative(child) {
                        self.run_content(chosen, style, font, line);
                    }
                }
                "ruby" => {
                    for name in ["rubyBase", "rt"] {
                        if let Some(part) = child.child(name) {
                            self.inlines(part, line);
                        }
                    }
                }
                _ => self.run_content(child, style, font, line),
            }
        }
    }

    fn instruction(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut().filter(|field| !field.result) {
            field.instruction.push_str(text);
        }
    }

    fn text(&mut self, text: &str, style: Style, font: Option<&str>, line: &mut Line) {
        let text: String = text.chars().filter(|c| *c != '\u{ad}').collect();
        let Some(font) = font else {
            self.push_text(&text, style, line);
            return;
        };
        let shown: String = text
            .chars()
            .map(|c| match symbols::character(font, u32::from(c)) {
                Some(shown) => shown,
                None if ('\u{f000}'..='\u{f0ff}').contains(&c) => self.unknown_symbol(font, u32::from(c)),
                None => c,
            })
            .collect();
        self.push_text(&shown, style, line);
    }

    fn symbol(&mut self, element: &Element, style: Style, line: &mut Line) {
        let font = element.attribute("font").unwrap_or_default();
        let code = element.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or(0);
        let shown = match symbols::character(font, code) {
            Some(shown) => shown,
            None if symbols::is_symbol_font(font) => self.unknown_symbol(font, code),
            None => char::from_u32(code).filter(|c| !c.is_control()).unwrap_or('\u{fffd}'),
        };
        self.push_text(shown.encode_utf8(&mut [0; 4]), style, line);
    }

    fn unknown_symbol(&mut self, font: &str, code: u32) -> char {
        self.report.add_text(NoteKind::UnknownSymbol, format!("{font} {code:04X}"));
        '\u{fffd}'
    }

    fn note_reference(&mut self, sort: NoteSort, element: &Element, line: &mut Line) {
        if let Some(id) = element.attribute("id") {
            let note = self.note(sort, id);
            self.push(Inline::Note(note), line);
        }
    }
}
