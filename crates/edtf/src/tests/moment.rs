use super::*;
use chrono::NaiveDate;

#[test]
fn known_days_have_their_known_count() {
    assert_eq!(at("1970-01-01"), Moment(0));
    assert_eq!(at("2000-03-01"), Moment(951_868_800));
    assert_eq!(at("1969-12-31"), Moment(-86_400));
    assert_eq!(at("0-01-01"), Moment(-62_167_219_200));
}

#[test]
fn days_that_do_not_exist_are_none() {
    for (year, month, day) in [(2023, 2, 29), (1900, 2, 29), (2023, 13, 1), (2023, 0, 1), (2023, 4, 0)] {
        assert_eq!(Moment::from_ymd(year, month, day), None);
    }
    assert!(Moment::from_ymd(-4, 2, 29).is_some());
}

#[test]
fn far_years_saturate() {
    for (year, moment) in [(i64::MAX, Moment(i64::MAX)), (i64::MIN, Moment(i64::MIN))] {
        assert_eq!(Moment::year_start(year), moment);
        assert_eq!(Moment::month_start(year, year), moment);
        assert_eq!(Moment::from_ymd(year, 12, 31), Moment::from_ymd(year, 12, 1).map(|m| m.plus_days(30)));
        assert_eq!(moment.to_naive(), None);
        assert!((1..=12).contains(&moment.ymd().1));
    }
    assert!(Moment::year_start(290_000_000_000) < Moment(i64::MAX));
}

proptest! {
    #[test]
    fn moments_agree_with_chrono(year in -200_000..200_000_i32, ordinal in 1..=365_u32) {
        let day = NaiveDate::from_yo_opt(year, ordinal).unwrap();
        let (month, date) = {
            use chrono::Datelike;
            (u8::try_from(day.month()).unwrap(), u8::try_from(day.day()).unwrap())
        };
        let moment = Moment::from_ymd(i64::from(year), month, date).unwrap();
        prop_assert_eq!(moment.to_naive(), day.and_hms_opt(0, 0, 0));
        prop_assert_eq!(Moment::from_naive(moment.to_naive().unwrap()), moment);
        prop_assert_eq!(moment.ymd(), (i64::from(year), month, date));
    }

    #[test]
    fn a_day_taken_apart_and_put_together_is_the_same_day(seconds in any::<i64>()) {
        let (year, month, day) = Moment(seconds).ymd();
        if year.abs() <= 290_000_000_000 {
            let start = Moment::from_ymd(year, month, day).unwrap();
            prop_assert!(start <= Moment(seconds) && Moment(seconds) < start.plus_days(1));
        }
    }
}
