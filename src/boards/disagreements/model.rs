//! What there is to show of a disagreement, without a pixel.

use crate::boards::BoardArrangement;
use crate::boards::sheet::SortKey;
use crate::boards::who;
use crate::context::ViewCtx;
use km0_core::dataset::Ix;
use km0_core::model::{Cite, Field, Id, Kind, Record, Value};
use km0_core::named_enum;

named_enum! {
    /// In which order disagreements stand.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub(super) enum CaseOrder {
        /// By the time of what they are about.
        #[default]
        Time = "time",
        Name = "name",
    }

    /// All of them, in this order.
    pub(super) ALL;
    /// The name in settings.
    pub(super) slug;
}

impl CaseOrder {
    pub(super) fn of(arrangement: &BoardArrangement) -> Self {
        Self::ALL.into_iter().find(|order| order.slug() == arrangement.by).unwrap_or_default()
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Time => "disagreements-by-time",
            Self::Name => "disagreements-by-name",
        }
    }
}

/// One disagreement.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Case {
    pub(super) ix: Ix,
    pub(super) name: String,
    /// The records that it is about, by name.
    pub(super) about: Vec<(Id, String)>,
    pub(super) claims: Vec<DisagreementSide>,
    /// What was decided and why; empty where nothing was.
    pub(super) finding: String,
    /// What else a reader must know.
    pub(super) note: String,
}

/// What one side says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DisagreementSide {
    /// Who says it.
    pub(super) who: String,
    pub(super) text: String,
    pub(super) cites: Vec<Cite>,
}

/// The disagreements that match, in order.
pub(super) fn cases(ctx: &ViewCtx<'_>, order: CaseOrder) -> Vec<Case> {
    let mut found: Vec<(SortKey, Case)> = ctx
        .matching(Kind::Discrepancy)
        .map(|(ix, record)| (key(ctx, ix, record, order), case(ctx, ix, record)))
        .collect();
    found.sort_by(|a, b| a.0.compare(&b.0));
    found.into_iter().map(|(_, case)| case).collect()
}

fn key(ctx: &ViewCtx<'_>, ix: Ix, record: &Record, order: CaseOrder) -> SortKey {
    match order {
        CaseOrder::Name => SortKey::name(ctx.name(record)),
        CaseOrder::Time => {
            let own = SortKey::date(ctx, ix);
            let about = record.about.iter().filter_map(|id| ctx.dataset.ix(id)).map(|about| SortKey::date(ctx, about));
            std::iter::once(own).chain(about).min_by(SortKey::compare).unwrap_or(SortKey::Nothing)
        }
    }
}

fn case(ctx: &ViewCtx<'_>, ix: Ix, record: &Record) -> Case {
    let lang = ctx.words.lang();
    let claims = match record.get(Field::Claims) {
        Some(Value::Claims(list)) => list.as_slice(),
        _ => &[],
    };
    let side = |claim: &km0_core::model::parts::Claim| DisagreementSide {
        who: who::sources(ctx, &claim.cite),
        text: claim.text.get(lang).to_owned(),
        cites: claim.cite.to_vec(),
    };
    let named = |id: &Id| ctx.dataset.by_id(id).map(|about| (Id::clone(id), ctx.name(about).to_owned()));
    Case {
        ix,
        name: ctx.name(record).to_owned(),
        about: record.about.iter().filter_map(named).collect(),
        claims: claims.iter().map(side).collect(),
        finding: record.text(Field::Finding).map(|text| text.get(lang).to_owned()).unwrap_or_default(),
        note: record.note.get(lang).to_owned(),
    }
}
