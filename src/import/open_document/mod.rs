//! stub
use super::document::Document;
use super::note::Report;
use super::package::Package;
use super::refusal::Refusal;
pub(super) fn read(_u: Package<'_>, _r: &mut Report) -> Result<Document, Refusal> {
    Err(Refusal::Unknown)
}
