//! From contexts to what the engine reads, and what tells one page's context
//! from another's.
//!
//! The engine could read contexts through serde, but then every page would
//! pay anew for what many of them show, such as the cards of a list. Here a
//! value that is [`Shared`] is made once. And everything that can be shown can
//! be put into a [`Fingerprint`], field by field as the engine gets it: two
//! contexts of one template with one fingerprint are one page, so a build
//! that knows the fingerprint of a page need not make it again.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use tera::Value;

use super::body::Html;
use super::renderer::Renderer;
use crate::diagnostics::Diagnostic;
use crate::site::Fingerprint;

/// What a template can show.
pub trait Shown {
    /// It, as the engine reads it.
    fn value(&self, scribe: &mut Scribe<'_>) -> Value;

    /// Puts all of it into a fingerprint.
    fn feed(&self, print: &mut Printer);
}

/// Writes what contexts only name: the texts of entries.
pub struct Scribe<'r> {
    renderer: Option<&'r Renderer>,
    /// Why a text could not be written.
    pub(super) faults: Vec<Diagnostic>,
}

impl<'r> Scribe<'r> {
    /// One for a page.
    pub(super) fn new(renderer: &'r Renderer) -> Self {
        Self { renderer: Some(renderer), faults: Vec::new() }
    }

    /// One for what holds no texts.
    pub(super) fn of_no_texts() -> Self {
        Self { renderer: None, faults: Vec::new() }
    }

    fn html(&mut self, html: &Html) -> Value {
        let Some(renderer) = self.renderer else { return Value::none() };
        match html.write(renderer) {
            Ok(html) if html.trim().is_empty() => Value::none(),
            Ok(html) => Value::safe_string(&html),
            Err(faults) => {
                self.faults.extend(faults);
                Value::none()
            }
        }
    }
}

/// Takes a fingerprint: everything with its length before it, so that no two
/// contexts run into the same bytes. All bytes are hashed in one go, which takes
/// a quarter of the time that many small pieces take.
#[derive(Default)]
pub struct Printer(Vec<u8>);

impl Printer {
    /// One more text.
    pub fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend(text.as_bytes());
    }

    /// One more number.
    pub fn number(&mut self, number: usize) {
        self.0.extend((number as u64).to_le_bytes());
    }

    /// One more fingerprint.
    pub fn print(&mut self, print: &Fingerprint) {
        self.0.extend(print);
    }

    /// The fingerprint of all of it.
    pub fn finish(&self) -> Fingerprint {
        *blake3::hash(&self.0).as_bytes()
    }
}

/// What stands on many pages: its value and its fingerprint are made once.
#[derive(Debug)]
pub struct Shared<T>(Arc<Inner<T>>);

#[derive(Debug)]
struct Inner<T> {
    shown: T,
    value: OnceLock<Value>,
    print: OnceLock<Fingerprint>,
}

impl<T: Shown> Shared<T> {
    /// Shares it. It holds no texts of entries.
    pub fn new(shown: T) -> Self {
        Self(Arc::new(Inner { shown, value: OnceLock::new(), print: OnceLock::new() }))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.shown
    }
}

impl<T: Shown> Shown for Shared<T> {
    fn value(&self, _: &mut Scribe<'_>) -> Value {
        self.0.value.get_or_init(|| self.0.shown.value(&mut Scribe::of_no_texts())).clone()
    }

    fn feed(&self, print: &mut Printer) {
        print.print(self.0.print.get_or_init(|| {
            let mut own = Printer::default();
            self.0.shown.feed(&mut own);
            own.finish()
        }));
    }
}

impl Shown for Html {
    fn value(&self, scribe: &mut Scribe<'_>) -> Value {
        scribe.html(self)
    }

    fn feed(&self, print: &mut Printer) {
        print.print(self.print());
    }
}

impl Shown for String {
    fn value(&self, _: &mut Scribe<'_>) -> Value {
        Value::normal_string(self)
    }

    fn feed(&self, print: &mut Printer) {
        print.text(self);
    }
}

impl Shown for &'static str {
    fn value(&self, _: &mut Scribe<'_>) -> Value {
        Value::normal_string(self)
    }

    fn feed(&self, print: &mut Printer) {
        print.text(self);
    }
}

impl Shown for bool {
    fn value(&self, _: &mut Scribe<'_>) -> Value {
        Value::from(*self)
    }

    fn feed(&self, print: &mut Printer) {
        print.number(usize::from(*self));
    }
}

impl Shown for usize {
    fn value(&self, _: &mut Scribe<'_>) -> Value {
        Value::from(*self)
    }

    fn feed(&self, print: &mut Printer) {
        print.number(*self);
    }
}

impl<T: Shown> Shown for Option<T> {
    fn value(&self, scribe: &mut Scribe<'_>) -> Value {
        self.as_ref().map_or_else(Value::none, |shown| shown.value(scribe))
    }

    fn feed(&self, print: &mut Printer) {
        print.number(usize::from(self.is_some()));
        if let Some(shown) = self {
            shown.feed(print);
        }
    }
}

impl<T: Shown> Shown for Vec<T> {
    fn value(&self, scribe: &mut Scribe<'_>) -> Value {
        Value::from(self.iter().map(|shown| shown.value(scribe)).collect::<Vec<Value>>())
    }

    fn feed(&self, print: &mut Printer) {
        print.number(self.len());
        self.iter().for_each(|shown| shown.feed(print));
    }
}

/// Declares structs that templates can show; each field is one of its fields
/// there. Fields are always there: what is absent is `none`.
macro_rules! shown {
    ($($(#[$doc:meta])* pub struct $name:ident {
        $($(#[$field_doc:meta])* pub $field:ident: $kind:ty,)*
    })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone)]
            pub struct $name { $($(#[$field_doc])* pub $field: $kind,)* }

            impl $crate::render::value::Shown for $name {
                fn value(&self, scribe: &mut $crate::render::value::Scribe<'_>) -> tera::Value {
                    let mut map = tera::Map::with_capacity([$(stringify!($field)),*].len());
                    $(map.insert(tera::value::Key::Str(stringify!($field)), self.$field.value(scribe));)*
                    tera::Value::from(map)
                }

                fn feed(&self, print: &mut $crate::render::value::Printer) {
                    $(self.$field.feed(print);)*
                }
            }
        )*
    };
}

pub(super) use shown;
