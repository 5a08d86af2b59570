//! The three questionnaires (问卷) with their factors' weights, as data. The weights are J.D. Power's published ones for
//! China, which add to 101 by rounding; they are normalised over what each respondent answered, so only ratios count.

use crate::{
    model::{
        rows::{AnswerRow, At},
        values::AnswerKind,
    },
    terms::touchpoint::SurveyItem::{self, *},
};

pub struct Questionnaire {
    pub kind: AnswerKind,
    pub weights: &'static [(SurveyItem, f64)],
}

pub const QUESTIONNAIRES: [Questionnaire; 3] = [
    Questionnaire {
        kind: AnswerKind::Buyer,
        weights: &[
            (Online, 18.0),
            (BeforeVisit, 9.0),
            (Reception, 14.0),
            (Showroom, 13.0),
            (TestDrive, 10.0),
            (Deal, 17.0),
            (Delivery, 20.0),
        ],
    },
    Questionnaire {
        kind: AnswerKind::Defeated,
        weights: &[
            (Online, 25.0),
            (BeforeVisit, 22.0),
            (Reception, 23.0),
            (Showroom, 15.0),
            (TestDrive, 7.0),
            (Bargaining, 9.0),
        ],
    },
    Questionnaire {
        kind: AnswerKind::Service,
        weights: &[
            (ServiceQuality, 24.0),
            (Facility, 21.0),
            (ServiceHandover, 21.0),
            (ServiceAdviser, 18.0),
            (ServiceStart, 17.0),
        ],
    },
];

/// Of one item, 0–1000.
pub fn factor_score(row: At<AnswerRow>, item: SurveyItem) -> Option<f64> {
    row.item(item).map(|score| f64::from(score) * 100.0)
}

/// The respondent's own weighted score, 0–1000; `None` where no item of the questionnaire is scored.
pub fn own_index(row: At<AnswerRow>) -> Option<f64> {
    let kind = row.kind()?;
    let weights = QUESTIONNAIRES.iter().find(|one| one.kind == kind)?.weights;
    let scored = weights.iter().filter_map(|(item, weight)| Some((factor_score(row, *item)?, weight)));
    let (sum, whole) = scored.fold((0.0, 0.0), |(sum, whole), (score, weight)| (sum + score * weight, whole + weight));
    (whole > 0.0).then(|| sum / whole)
}

/// A promoter is 100, a detractor −100: the mean is the net promoter score, and its variance p₊ + p₋ − (p₊ − p₋)².
pub fn promoter_score(row: At<AnswerRow>) -> Option<f64> {
    row.recommend().map(|score| match score {
        9.. => 100.0,
        7..=8 => 0.0,
        _ => -100.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::row::alone;

    fn index(kind: AnswerKind, scores: &[(SurveyItem, u8)]) -> Option<f64> {
        let mut row = AnswerRow { kind: Some(kind), ..AnswerRow::default() };
        scores.iter().for_each(|(item, score)| row.items[*item as usize] = Some(*score));
        own_index(At::new(alone(&row).row(0).unwrap()))
    }

    #[test]
    fn an_item_left_out_shifts_its_weight_to_the_others() {
        let both = index(AnswerKind::Service, &[(ServiceQuality, 10), (ServiceAdviser, 6)]);
        assert_eq!(both, Some((1000.0 * 24.0 + 600.0 * 18.0) / 42.0));
        assert_eq!(index(AnswerKind::Service, &[(Facility, 7)]), Some(700.0));
    }

    #[test]
    fn items_of_another_questionnaire_do_not_count() {
        assert_eq!(index(AnswerKind::Service, &[(Delivery, 1)]), None);
    }

    #[test]
    fn every_item_is_asked_somewhere() {
        let asked =
            |item: usize| QUESTIONNAIRES.iter().flat_map(|one| one.weights).any(|(asked, _)| *asked as usize == item);
        assert!((0..crate::model::rows::ITEMS).all(asked));
    }
}
