//! The rules that the shipped questionnaire keeps.

use std::collections::{BTreeSet, HashSet};

use rstest::rstest;
use undercurrent::testing::domain::{Answer, Cause, Item, Questionnaire, Response, Token, score};

use super::built_in;

/// Every run of five words of the article, as a hash (FNV-1a, 64 bits); its words are not here.
const ARTICLE: &str = include_str!("article-runs.txt");

/// The nine causes: id, short name, the article's heading.
const CAUSES: [(&str, &str, &str); 9] = [
    ("bad-leads", "Lead mismatch", "Marketeers generate bad leads"),
    ("forced-it", "System burden", "Marketeers force IT on Sales"),
    ("wasted-resources", "Disputed spend", "Marketeers waste resources"),
    ("strategy-people", "Strategy clash", "Marketeers try [to] pose as 'strategy people'"),
    ("driving-sales", "Who drives Sales", "Marketeers feel they're 'driving Sales'"),
    ("deliverables", "Goals apart", "Marketeers are goaled on deliverables"),
    ("selling-easy", "Selling unseen", "Marketeers think selling is easy"),
    ("eliminating-sales", "Sales bypassed", "Marketeers want to eliminate Sales"),
    ("looking-down", "Lack of respect", "Marketeers try to look down upon everybody else, especially Sales"),
];

fn words(text: &str) -> Vec<String> {
    let plain = text.to_lowercase().replace('&', " and ").replace(['\'', '\u{2019}'], "");
    plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn statements(questionnaire: &Questionnaire) -> Vec<&Item> {
    questionnaire.causes().iter().flat_map(|cause| &cause.items).collect()
}

/// Every text that is ours or retells the article: all but the headings and the source's title.
fn own_texts(questionnaire: &Questionnaire) -> Vec<&str> {
    let head = questionnaire.head();
    let mut texts = vec![head.title.as_str(), &head.intro, &head.closing];
    texts.extend(head.guess_stem.as_deref());
    texts.extend(head.words.iter().flat_map(|word| [word.term.as_str(), &word.text]));
    texts.extend(head.tensions.iter().map(|tension| tension.text.as_str()));
    texts.extend(questionnaire.causes().iter().flat_map(texts_of));
    texts
}

fn texts_of(cause: &Cause) -> Vec<&str> {
    let mut texts = vec![cause.name.as_str(), &cause.situation, &cause.remedy, &cause.first_step];
    texts.extend(
        [&cause.experience, &cause.experience_note, &cause.care, &cause.guess]
            .into_iter()
            .flatten()
            .map(String::as_str),
    );
    texts.extend(cause.prompts.iter().map(String::as_str));
    texts.extend(cause.items.iter().map(|item| item.text.as_str()));
    texts.extend(cause.items.iter().filter_map(|item| item.hint.as_deref()));
    texts
}

#[test]
fn there_are_the_nine_causes_of_the_article_in_its_order() {
    let questionnaire = built_in();
    let causes =
        questionnaire.causes().iter().map(|cause| (cause.id.as_str(), cause.name.as_str(), cause.heading.as_str()));
    assert_eq!(causes.collect::<Vec<_>>(), CAUSES);
    assert_eq!(questionnaire.head().source.title, "Sales Vs Marketing");
    assert_eq!(questionnaire.head().source.date.to_string(), "2019-09-22");
}

#[test]
fn each_cause_has_two_statements_of_either_key_in_turn() {
    for cause in built_in().causes() {
        let keys: Vec<bool> = cause.items.iter().map(|item| item.reverse).collect();
        assert_eq!(keys, [false, true, false, true], "{}", cause.id);
    }
    assert_eq!(built_in().len(), 36);
}

#[test]
fn the_short_form_asks_each_cause_once_and_of_trouble() {
    for cause in built_in().causes() {
        let pulse: Vec<&Item> = cause.items.iter().filter(|item| item.pulse).collect();
        assert!(pulse.len() == 1 && !pulse[0].reverse, "{}", cause.id);
    }
}

#[test]
fn all_statements_share_one_scale_of_five_from_never_to_always() {
    let questionnaire = built_in();
    let [scale] = questionnaire.scales()[..] else { panic!("one scale") };
    let labels: Vec<&str> = scale.points.iter().map(|point| point.label.as_str()).collect();
    assert_eq!(labels, ["Almost never", "Rarely", "Sometimes", "Often", "Almost always"]);
    assert_eq!((scale.lowest(), scale.highest()), (1, 5));
    assert_eq!(scale.na, "Does not apply, or I cannot say");
}

#[test]
fn statements_are_short() {
    let questionnaire = built_in();
    let lengths: Vec<usize> = statements(&questionnaire).iter().map(|item| words(&item.text).len()).collect();
    assert!(lengths.iter().all(|&length| length <= 14), "{lengths:?}");
    assert!(lengths.iter().sum::<usize>() <= 11 * lengths.len(), "{lengths:?}");
    assert!(statements(&questionnaire).iter().all(|item| item.text.chars().count() <= 81));
}

#[rstest]
#[case::absolutes(
    "always never all every everybody everyone everything nobody none nothing only just any entirely completely"
)]
#[case::negations("not no nor without hardly cannot neither nobody none nothing nowhere lack lacks fail fails")]
#[case::hedges(
    "often usually mostly sometimes rarely seldom generally normally typically frequently occasionally regularly"
)]
#[case::double_thoughts("and or but because while although")]
#[case::sides_taken("we us our ours you your yours i my me them their theirs")]
#[case::blunt_words("marketeer marketeers")]
fn statements_keep_clear_of(#[case] words_to_avoid: &str) {
    // Their own work is the one use of "their": it belongs to the salespeople of the same statement.
    let allowed = [("drive-fit", "their")];
    for item in statements(&built_in()) {
        for word in words(&item.text).iter().filter(|word| words_to_avoid.split(' ').any(|avoid| avoid == *word)) {
            assert!(allowed.contains(&(item.id.as_str(), word)), "{}: {word}", item.id);
        }
    }
}

#[test]
fn no_statement_turns_a_word_into_its_opposite() {
    for item in statements(&built_in()) {
        assert!(!item.text.contains("n't"), "{}", item.id);
        assert!(words(&item.text).iter().all(|word| !word.starts_with("un") && !word.ends_with("less")), "{}", item.id);
    }
}

#[test]
fn they_are_the_buyers_and_nobody_else() {
    let questionnaire = built_in();
    let they = statements(&questionnaire).into_iter().filter(|item| words(&item.text).contains(&"they".to_owned()));
    assert_eq!(they.map(|item| item.id.as_str()).collect::<Vec<_>>(), ["spend-seen"]);
}

#[test]
fn each_pass_asks_each_cause_once_and_ends_with_the_touchiest() {
    let questionnaire = built_in();
    let asked: Vec<&Item> = questionnaire.asked().collect();
    for pass in asked.chunks(9) {
        let kinds: HashSet<&str> = pass.iter().filter_map(|item| item.id.as_str().split('-').next()).collect();
        assert_eq!(kinds.len(), 9);
        assert!(pass[8].id.as_str().starts_with("respect-"));
    }
}

#[test]
fn half_way_every_cause_has_a_statement_of_either_key() {
    let questionnaire = built_in();
    let asked: Vec<&Item> = questionnaire.asked().take(18).collect();
    for cause in questionnaire.causes() {
        let keys: Vec<bool> = asked.iter().filter(|item| cause.items.contains(item)).map(|item| item.reverse).collect();
        assert!(keys.len() == 2 && keys[0] != keys[1], "{}", cause.id);
    }
}

#[test]
fn keys_come_in_runs_of_one_to_three_that_follow_no_pattern() {
    let questionnaire = built_in();
    let keys: Vec<bool> = questionnaire.asked().map(|item| item.reverse).collect();
    let runs: Vec<usize> = keys.chunk_by(|one, next| one == next).map(<[bool]>::len).collect();
    assert!(runs.iter().all(|run| (1..=3).contains(run)), "{runs:?}");
    assert_eq!(runs.iter().collect::<BTreeSet<_>>().len(), 3, "{runs:?}");
}

#[test]
fn care_stands_by_the_remedies_that_touch_jobs_money_lines_pay_or_hiring() {
    let questionnaire = built_in();
    let with_care = questionnaire.causes().iter().enumerate().filter(|(_, cause)| cause.care.is_some());
    assert_eq!(with_care.map(|(at, _)| at + 1).collect::<Vec<_>>(), [1, 3, 5, 6, 9]);
}

#[test]
fn nothing_is_made_up_where_the_article_breaks_off() {
    let questionnaire = built_in();
    for (at, cause) in questionnaire.causes().iter().enumerate() {
        assert_eq!(cause.experience.is_none(), at == 3, "{}", cause.id);
        assert_eq!(cause.experience_note.is_some(), at == 3, "{}", cause.id);
    }
    assert_eq!(questionnaire.causes()[3].experience_note.as_deref(), Some("The article breaks off here."));
}

#[test]
fn each_cause_has_two_questions_for_a_talk() {
    for cause in built_in().causes() {
        assert_eq!(cause.prompts.len(), 2, "{}", cause.id);
        assert!(cause.prompts.iter().all(|prompt| prompt.ends_with('?')), "{}", cause.id);
    }
}

#[test]
fn outside_the_headings_no_five_words_in_a_row_are_the_articles() {
    let article: HashSet<u64> = ARTICLE.lines().map(|line| u64::from_str_radix(line, 16).unwrap()).collect();
    assert!(article.len() > 600);
    for text in own_texts(&built_in()) {
        for run in words(text).windows(5) {
            assert!(!article.contains(&hash(&run.join(" "))), "{run:?} in {text:?}");
        }
    }
}

#[test]
fn the_headings_are_the_articles_own() {
    let article: HashSet<u64> = ARTICLE.lines().map(|line| u64::from_str_radix(line, 16).unwrap()).collect();
    // The fourth lacks a "to" in the article, which is put in.
    for (at, cause) in built_in().causes().iter().enumerate().filter(|(at, _)| *at != 3) {
        let heading = words(&cause.heading);
        assert!(heading.windows(5).all(|run| article.contains(&hash(&run.join(" ")))), "{}: {heading:?}", at + 1);
    }
}

fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What the article claims, in the words that carry it here.
#[rstest]
#[case(1, "situation", &["nobody has qualified", "could not be qualified at all"])]
#[case(1, "experience", &["Sales complains", "make the matter personal", "blame", "sales team's skill at selling"])]
#[case(1, "remedy", &["Dismiss", "cannot steadily bring leads", "the sales team can sell to", "skills it has today"])]
#[case(2, "situation", &["Marketers expect Sales to fill the customer system (CRM)", "exhaustive"])]
#[case(2, "experience", &["Sales knows", "most of this data", "no help in selling more"])]
#[case(2, "remedy", &["Change the IT that Sales uses", "in each case", "more time for selling"])]
#[case(3, "situation", &["tend to spend", "brochures, adverts and exhibitions", "missed when they are absent", "no mark when they are there"])]
#[case(3, "experience", &["The more Marketing's activities cost", "less", "discounts to customers"])]
#[case(3, "remedy", &["sales team draw up the budget", "all of Marketing's activities"])]
#[case(4, "situation", &["think of themselves as strategists", "steer whatever the company does"])]
#[case(4, "remedy", &["Review", "activities", "measured", "followed while they run", "acted upon"])]
#[case(5, "situation", &["selling as just one part", "overblown strategic campaign"])]
#[case(5, "experience", &["Sales knows Marketing to be a service to the sales team and no more", "behaviour annoys"])]
#[case(5, "remedy", &["Make it known that Marketing supports Sales", "Marketing report to the sales function"])]
#[case(6, "situation", &["pay", "enquiries, brochures and adverts", "even if none of it leads to one sale"])]
#[case(6, "experience", &["Salespeople who make no sales are not paid"])]
#[case(6, "remedy", &["Set goals", "pay it", "Sales manages to earn", "revenue", "profit", "leads that Marketing brought"])]
#[case(7, "situation", &["good demand", "selling becomes a formality", "taking orders"])]
#[case(7, "experience", &["Most promotion creates no demand", "between businesses", "mostly pass over adverts and printed material"])]
#[case(7, "remedy", &["sales calls", "about five days a month", "learn how hard selling is"])]
#[case(8, "situation", &["Business schools", "a few honourable ones excepted", "marketing done well", "sales force is no longer needed"])]
#[case(8, "experience", &["no doing without a sales rep", "between businesses", "unless", "fitted once and then forgotten"])]
#[case(8, "remedy", &["objectives of Marketing", "help Sales", "not to take its place"])]
#[case(9, "situation", &["business degrees", "think themselves better than salespeople", "need no degree to sell"])]
#[case(9, "experience", &["a business degree is worth nothing", "unless good field experience"])]
#[case(9, "remedy", &["MBA", "first work in Sales for six months or more", "only then be let into Marketing"])]
fn every_claim_of_the_article_is_told(#[case] number: usize, #[case] field: &str, #[case] claims: &[&str]) {
    let questionnaire = built_in();
    let cause = &questionnaire.causes()[number - 1];
    let text = match field {
        "situation" => cause.situation.as_str(),
        "experience" => cause.experience.as_deref().unwrap(),
        _ => &cause.remedy,
    };
    for claim in claims {
        assert!(text.contains(claim), "{claim:?} is not in {text:?}");
    }
}

#[test]
fn the_places_where_the_article_pulls_against_itself_are_named() {
    let questionnaire = built_in();
    let pairs =
        questionnaire.head().tensions.iter().map(|tension| tension.causes.iter().map(ToString::to_string).collect());
    let pairs: Vec<Vec<String>> = pairs.collect();
    assert_eq!(
        pairs,
        [["strategy-people", "deliverables"], ["forced-it", "deliverables"], ["wasted-resources", "driving-sales"]]
    );
}

#[test]
fn the_worst_answers_score_100_in_every_cause_and_the_best_0() {
    let questionnaire = built_in();
    for (worst, wanted) in [(true, 100.0), (false, 0.0)] {
        let mut response = Response::new(Token::new(1), questionnaire.head().sides[0].id.clone());
        for item in questionnaire.asked() {
            let value = if worst == item.reverse { item.scale.lowest() } else { item.scale.highest() };
            response.answers.insert(item.id.clone(), Answer::Value(value));
        }
        for cause in questionnaire.causes() {
            let points = score(&cause.items, &response).severity.unwrap().points();
            assert!((points - wanted).abs() < 1e-9, "{}: {points}", cause.id);
        }
    }
}
