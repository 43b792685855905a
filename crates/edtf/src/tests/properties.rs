use super::*;

proptest! {
    #[test]
    fn any_text_is_read_or_refused_without_panic(text in any::<String>()) {
        read_or_refused(&text);
    }

    #[test]
    fn any_text_of_edtf_characters_is_read_or_refused_without_panic(
        text in "[0-9XYTZ?~%/:.+ \\[{ESucs'\u{2013}-]{0,40}",
    ) {
        read_or_refused(&text);
    }

    #[test]
    fn any_damaged_date_is_read_or_refused_without_panic(
        date in any_edtf(), at in any::<prop::sample::Index>(), other in any::<char>(),
    ) {
        let mut text: Vec<char> = date.as_str().chars().collect();
        let at = at.index(text.len());
        text[at] = other;
        read_or_refused(&text.iter().collect::<String>());
        text.remove(at);
        read_or_refused(&text.iter().collect::<String>());
    }

    #[test]
    fn a_date_is_printed_back_byte_for_byte(date in any_edtf()) {
        let again = edtf(date.as_str());
        prop_assert_eq!(again.parts(), date.parts());
        prop_assert_eq!(again.to_string(), date.as_str());
    }

    #[test]
    fn certainly_in_a_window_implies_possibly_in_it(date in any_edtf(), window in any_window()) {
        prop_assert!(!date.certainly_in(&window) || date.possibly_in(&window));
        if date.certainly_in(&window) {
            prop_assert!(window.encloses(&date.bounds().possible()));
        }
    }

    #[test]
    fn certain_time_is_possible_time(date in any_edtf()) {
        let bounds = date.bounds();
        prop_assert!(!bounds.possible().is_empty());
        if let Some(certain) = bounds.certain() {
            prop_assert!(!certain.is_empty());
            prop_assert!(bounds.possible().encloses(&certain));
        }
    }

    #[test]
    fn bounds_are_in_order(date in any_edtf()) {
        let bounds = date.bounds();
        let ordered = |one: Option<Moment>, other: Option<Moment>| {
            one.zip(other).is_none_or(|(one, other)| one <= other)
        };
        prop_assert!(ordered(bounds.earliest_start, bounds.latest_start));
        prop_assert!(ordered(bounds.earliest_end, bounds.latest_end));
        prop_assert!(ordered(bounds.earliest_start, bounds.earliest_end));
        prop_assert!(ordered(bounds.latest_start, bounds.latest_end));
    }

    #[test]
    fn a_wider_window_loses_no_date(date in any_edtf(), inner in any_window(), outer in any_window()) {
        if outer.encloses(&inner) {
            prop_assert!(!date.certainly_in(&inner) || date.certainly_in(&outer));
            prop_assert!(!date.possibly_in(&inner) || date.possibly_in(&outer));
        }
    }

    #[test]
    fn of_a_set_the_certain_are_among_the_possible_and_these_among_all(
        dates in prop::collection::vec(any_edtf(), 0..40), window in any_window(),
    ) {
        let which = |test: &dyn Fn(&Edtf) -> bool| -> Vec<usize> {
            (0..dates.len()).filter(|&index| test(&dates[index])).collect()
        };
        let certainly = which(&|date| date.certainly_in(&window));
        let possibly = which(&|date| date.possibly_in(&window));
        let all = which(&|date| date.possibly_in(&Span::ALL));
        prop_assert!(certainly.iter().all(|index| possibly.contains(index)));
        prop_assert!(possibly.iter().all(|index| all.contains(index)));
        prop_assert_eq!(all.len(), dates.len());
    }
}

/// Either printed back as written, or refused with advice that can be followed.
fn read_or_refused(text: &str) {
    match Edtf::parse(text) {
        Ok(date) => assert_eq!(date.as_str(), text),
        Err(error) => {
            let advice = match error.fix {
                Fix::Rewrite(one) | Fix::Example(one) => vec![one],
                Fix::Either(one, other) => vec![one, other],
            };
            for text in advice {
                assert_eq!(edtf(&text).as_str(), text);
            }
        }
    }
}
