//! The command line: what it prints where, and its exit codes.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::Value;

use crate::program::{code, command, km0, printed, stderr, stdout};

const TASKS: [&str; 10] = ["check", "open", "list", "show", "stats", "diff", "export", "render", "completions", "man"];

#[test]
fn help_tells_of_every_command_and_every_command_has_examples() {
    let help = printed(&["--help"]);
    for task in TASKS {
        assert!(help.contains(&format!("\n  {task} ")), "{task}");
        let own = printed(&[task, "--help"]);
        assert!(own.contains("Examples:\n  km0 "), "{task}: {own}");
    }
    assert!(help.contains("Exit codes:"));
}

#[test]
fn what_is_typed_wrong_ends_with_two_and_says_what_to_do() {
    let cases: [(&[&str], &str); 22] = [
        (&["render", "-o", "x.jpg"], "written as .png, .svg or .pdf, not as .jpg"),
        (&["render", "-o", "x.png", "-f", "svg"], "contradict each other"),
        (&["open", "no-such-record"], "no record has the id"),
        (&["open", "km0://gate/ta-lung"], "km0://record/ID"),
        (&["km0://record/no-such-record"], "no record has the id"),
        (&["list", "--sort", "size"], "possible values: best, date, name, kind, id, file"),
        (&["export", "-f", "json", "--columns", "people"], "--columns people goes with csv"),
        (&["list", "--query", "kind:agrement"], "Use one of meeting"),
        (&["list", "--query", "\"open"], "never closed"),
        (&["list", "--query", "after:yesterday"], "after"),
        (&["export", "-f", "odt"], "possible values: csv, xlsx, docx, html, markdown, geojson"),
        (&["export"], "--format"),
        (&["list", "--lang", "fr"], "possible values: vi, en, zh"),
        (&["show"], "<ID>"),
        (&["show", "no-such-record"], "no record has the id"),
        (&["list", "--data", "no/such/folder"], "no such file or folder: no/such/folder"),
        (&["no-such-command"], "see km0 --help: no-such-command"),
        (&["seeds", "list"], "use --data PATH"),
        (&["check", "seeds", "--data", "seeds"], "cannot be used with"),
        (&["render", "-o", "x.png", "--size", "9"], "1440x900"),
        (&["render", "-o", "x.png", "--from", "2023", "--to", "2021"], "--from must lie before"),
        (&["render", "-o", "x.png", "--select", "huu-nghy"], "no record has the id"),
    ];
    for (args, hint) in cases {
        let output = km0(args);
        assert_eq!(code(&output), 2, "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(hint), "{args:?}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{args:?}");
    }
}

#[test]
fn an_id_that_is_nearly_right_gets_a_hint() {
    let output = km0(&["show", "huu"]);
    assert!(stderr(&output).contains("did you mean huu-nghi,"), "{}", stderr(&output));
}

#[test]
fn a_query_may_begin_by_leaving_out() {
    let all = printed(&["list"]).lines().count();
    let gates = printed(&["list", "-q", "kind:gate"]).lines().count();
    assert_eq!(printed(&["list", "--query", "-kind:gate"]).lines().count(), all - gates);
    assert_eq!(printed(&["list", "-q", "-kind:gate"]).lines().count(), all - gates);
}

#[test]
fn a_term_that_names_nothing_is_told_beside_an_empty_list() {
    let output = km0(&["list", "-q", "gate:no-such-gate"]);
    assert_eq!(code(&output), 0);
    assert_eq!(stdout(&output), "");
    assert!(stderr(&output).contains("note: gate:no-such-gate names nothing in this dataset"));
    assert!(stderr(&output).contains("0 of "));
}

#[test]
fn what_is_reached_through_a_merger_is_told_by_list_and_export() {
    let line = "note: Tuyên Quang includes Hà Giang, merged into it on 2025-07-01";
    for args in [&["list", "-q", "place:tuyen-quang"][..], &["export", "-f", "csv", "-q", "place:tuyen-quang"]] {
        let run = km0(args);
        assert!(stderr(&run).lines().any(|told| told == line), "{args:?}: {}", stderr(&run));
        assert!(!stdout(&run).contains("note:"));
    }
    assert!(!stderr(&km0(&["list", "-q", "place:lang-son"])).contains("merged into"));
}

#[test]
fn a_list_has_a_line_a_record_and_its_columns_line_up() {
    let output = km0(&["list", "-q", "kind:gate"]);
    let text = stdout(&output);
    assert!(text.lines().any(|line| line.starts_with("huu-nghi ") && line.ends_with("Hữu Nghị")));
    let column = |line: &str| line.find(" gate ").unwrap();
    let first = column(text.lines().next().unwrap());
    assert!(text.lines().all(|line| column(line) == first));
    let count = format!("{} of ", text.lines().count());
    assert!(stderr(&output).starts_with(&count), "{}", stderr(&output));
}

#[test]
fn a_table_that_a_program_reads_has_headings_when_it_asks_for_them() {
    let rows = printed(&["list", "-q", "kind:gate"]);
    let headed = printed(&["list", "-q", "kind:gate", "--headings", "--lang", "vi"]);
    let (head, rest) = headed.split_once('\n').unwrap();
    assert_eq!(head.split_whitespace().collect::<Vec<_>>().join(" "), "Mã Loại mục Thời gian Tên");
    assert_eq!(rest.lines().count(), rows.lines().count());
    let column = |line: &str, word: &str| line.split(word).next().unwrap().chars().count();
    let gate = rest.lines().find(|line| line.starts_with("huu-nghi ")).unwrap();
    assert_eq!(column(head, "Tên"), column(gate, "Hữu Nghị"), "a heading stands above its column");
    assert!(printed(&["list", "-q", "kind:gate", "--format", "csv"]).starts_with("id,kind,date,name\r\n"));
    assert_eq!(code(&km0(&["list", "--headings", "--json"])), 2);
}

#[test]
fn a_list_as_json_is_an_array_of_the_same_records() {
    let args = ["list", "-q", "topic:trade kind:meeting"];
    let ids: Vec<String> = printed(&args).lines().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
    let json: Value = serde_json::from_str(&printed(&[&args[..], &["--json"]].concat())).unwrap();
    let listed: Vec<&str> = json.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(listed, ids);
    assert!(json[0]["name"]["vi"].is_string() && json[0]["kind"] == "meeting");
    assert_eq!(printed(&["list", "-q", "gate:no-such-gate", "--json"]), "[]\n");
}

fn ids(args: &[&str]) -> Vec<String> {
    printed(&[&["list", "--format", "ids"], args].concat()).lines().map(str::to_owned).collect()
}

#[test]
fn a_list_has_the_best_first_where_there_are_words_else_the_earliest() {
    assert_eq!(ids(&["-q", "huu nghi"])[0], "huu-nghi");
    assert_ne!(ids(&["-q", "huu nghi", "--sort", "date"])[0], "huu-nghi");
    let dates = printed(&["list", "-q", "kind:meeting", "--format", "csv", "--columns", "date"]);
    let years: Vec<&str> = dates.lines().skip(1).filter(|date| date.len() == 10 && !date.contains('/')).collect();
    assert!(years.is_sorted() && years.len() > 50, "{years:?}");
    let mut by_id = ids(&["--sort", "id"]);
    assert!(by_id.is_sorted());
    let mut of_file = ids(&["--sort", "file"]);
    assert!(!of_file.is_sorted());
    by_id.sort();
    of_file.sort();
    assert_eq!(by_id, of_file, "an order takes nothing away");
}

#[test]
fn a_list_has_the_columns_that_are_asked_for() {
    let csv = printed(&["list", "-q", "id:ta-lung", "--format", "csv", "--columns", "id,name,place,when"]);
    assert_eq!(csv.lines().next().unwrap(), "id,name,place,when");
    assert!(csv.lines().nth(1).unwrap().starts_with("ta-lung,Tà Lùng,"), "{csv}");
    let json: Value =
        serde_json::from_str(&printed(&["list", "-q", "id:ta-lung", "--json", "--columns", "id,kind"])).unwrap();
    assert_eq!(json, serde_json::json!([{ "id": "ta-lung", "kind": "gate" }]));
    let whole: Value = serde_json::from_str(&printed(&["list", "-q", "id:ta-lung", "--json"])).unwrap();
    assert!(whole[0]["at"]["lat"].is_number() && whole[0]["cite"].is_array(), "{whole}");
}

#[test]
fn messages_are_in_the_language_that_is_asked_for() {
    let told = |lang: &str| stderr(&km0(&["list", "-q", "gate:no-such-gate", "--lang", lang]));
    assert!(told("vi").contains("ghi chú: bộ dữ liệu không có mục nào ứng với gate:no-such-gate"), "{}", told("vi"));
    assert!(told("zh").contains("注: 数据集中没有与 gate:no-such-gate 对应的内容"), "{}", told("zh"));
    let refused = stderr(&km0(&["show", "no-such-record", "--lang", "vi"]));
    assert!(refused.starts_with("lỗi: không có bản ghi nào mang mã"), "{refused}");
    // also where what was typed can't be read
    for (args, vi, zh) in [
        (&["export", "-f", "odt"][..], "“odt” không phải là giá trị của", "“odt”不是"),
        (&["export"], "còn thiếu: --format <FORMAT>", "缺少：--format <FORMAT>"),
        (&["list", "--qerry", "x"], "ở đây không có tùy chọn --qerry", "此处没有选项 --qerry"),
        (&["list", "--json", "--format", "csv"], "không dùng", "不能与"),
        (&["render", "-o", "x.png", "--size", "9"], "không phải là giá trị của", "不是"),
        (&["list", "--sort"], "cần một giá trị", "需要一个值"),
    ] {
        for (lang, said, word) in [("vi", vi, "lỗi: "), ("zh", zh, "错误: ")] {
            let output = km0(&[&["--lang", lang], args].concat());
            assert_eq!(code(&output), 2, "{args:?}");
            let told = stderr(&output);
            assert!(told.starts_with(word) && told.contains(said) && told.contains("km0 --help"), "{told}");
        }
    }
}

#[test]
fn a_picture_is_made_without_a_word_of_the_graphics_driver() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.png");
    let mut command = command(&["render", "--size", "320x240", "-o", path.to_str().unwrap()]);
    command.env_remove("XDG_RUNTIME_DIR").env_remove("WAYLAND_DISPLAY").env_remove("NODEVICE_SELECT");
    let output = command.output().unwrap();
    assert_eq!(stderr(&output), format!("wrote {}\n", path.display()));
    assert!(path.is_file());
}

#[cfg(unix)]
#[test]
fn a_link_is_never_replaced_by_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let [link, target] = ["link.json", "target.json"].map(|name| folder.path().join(name));
    std::os::unix::fs::symlink("target.json", &link).unwrap();
    let args = ["export", "-q", "id:ta-lung", "-f", "json", "-o", link.to_str().unwrap()];
    assert_eq!(code(&km0(&args)), 2, "a link that leads nowhere yet is there too");
    printed(&[&args[..], &["--force"]].concat());
    assert!(link.is_symlink() && target.is_file() && !target.is_symlink());
    printed(&[&args[..], &["--force"]].concat());
    assert!(link.is_symlink());
}

#[test]
fn a_record_is_shown_with_citations_links_and_what_refers_to_it() {
    let text = printed(&["show", "huu-nghi", "--lang", "en"]);
    assert!(text.starts_with("Border gate  huu-nghi\n"));
    assert!(text.contains("003#15"), "{text}");
    assert!(text.contains("lang-son (Lạng Sơn)"), "{text}");
    assert!(text.contains("refer to it"), "{text}");
    assert!(text.lines().take_while(|line| !line.contains("refer to it")).all(|line| line.chars().count() <= 100));
    let json: Value = serde_json::from_str(&printed(&["show", "huu-nghi", "--json"])).unwrap();
    assert_eq!(json["id"], "huu-nghi");
    assert!(!json["referred_to_by"].as_array().unwrap().is_empty());
}

#[test]
fn a_language_changes_names_and_nothing_else() {
    let args = ["list", "-q", "kind:topic", "--lang"];
    let in_language = |lang: &str| printed(&[&args[..], &[lang]].concat());
    let first = |text: String| -> Vec<String> {
        text.lines().map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
    };
    assert_ne!(in_language("vi"), in_language("en"));
    assert_eq!(first(in_language("vi")), first(in_language("en")));
    assert_eq!(printed(&["list", "-q", "kind:topic"]), in_language("vi"));
}

#[test]
fn data_opens_another_dataset_wherever_it_stands() {
    let bad = "tests/data/bad/bad-date.ron";
    for args in [["list", "--data", bad], ["--data", bad, "list"]] {
        let output = km0(&args);
        assert_eq!(code(&output), 1, "what could be listed is, and the errors are told");
        assert!(stdout(&output).starts_with("good "), "{}", stdout(&output));
        assert!(stderr(&output).contains("note: 1 error in the dataset; km0 check tells them all: tests/data"));
    }
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_program_quietly() {
    let mut child = command(&["export", "-f", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    drop(reader);
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 0);
    assert!(!stderr(&output).contains("error"), "{}", stderr(&output));
}

#[test]
fn completions_and_the_manual_know_every_command() {
    let scripts = ["bash", "zsh", "fish"].map(|shell| printed(&["completions", shell]));
    let page = printed(&["man"]);
    for task in TASKS {
        assert!(scripts.iter().all(|script| script.contains(task)), "{task}");
        assert!(page.contains(&format!(".SH \"KM0 {}\"", task.to_uppercase())), "{task}");
    }
}

/// What a command prints that reads this from a pipe, with its exit code.
fn piped(args: &[&str], input: &[u8]) -> (String, i32) {
    use std::io::Write;
    use std::process::Stdio;
    let mut child = crate::program::command(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // what refuses its arguments may be gone before it reads
    let _gone = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    (stdout(&output), code(&output))
}

#[test]
fn a_dataset_may_come_from_a_pipe() {
    let calendar =
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Họp\nDTSTART:20230425\nEND:VEVENT\nEND:VCALENDAR\n".as_bytes();
    let (told, code) = piped(&["check", "-"], calendar);
    assert!(told.contains("0 errors") && code == 0, "{told}");
    for args in [&["list", "-", "--columns", "date,name"][..], &["list", "--data", "-", "--columns", "date,name"]] {
        let (listed, code) = piped(args, calendar);
        assert!(listed.contains("2023-04-25  Họp") && code == 0, "{listed}");
    }
    let lines = "{\"name\": \"a\", \"date\": \"2023\"}\n";
    let (told, _) = piped(&["check", "-", "--from", "jsonl"], lines.as_bytes());
    assert!(told.contains("0 errors"), "{told}");
    let (told, code) = piped(&["check", "-", "--from", "csv"], "Tên\nA\n".as_bytes());
    assert!(told.contains("0 errors") && code == 0, "{told}");
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a.geojson");
    let (_, code) = piped(&["convert", "-", out.to_str().unwrap(), "--from", "ics"], calendar);
    assert!(code == 0 && std::fs::read_to_string(out).unwrap().contains("2023-04-25"));
    let (_, code) = piped(&["check", "-", "--from", "nonsense"], calendar);
    assert_eq!(code, 2);
}

#[test]
fn exit_codes_mean_the_same_in_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let good = path("good.csv", "Tên,Ngày\nA,2023\n");
    let bad = path("bad.csv", "Tên,Ngày\nA,2023\nB,soon\n");
    let out = folder.path().join("out.json").to_str().unwrap().to_owned();
    for (data, wanted) in [(good.as_str(), 0), (bad.as_str(), 1), ("no-such-file.csv", 2)] {
        for args in [
            vec!["check", data],
            vec!["list", data],
            vec!["list", "--data", data],
            vec!["stats", "--data", data],
            vec!["show", "a", "--data", data],
            vec!["export", "-f", "json", "--data", data],
            vec!["convert", data, &out, "--force"],
        ] {
            let output = km0(&args);
            assert_eq!(code(&output), wanted, "{args:?}: {}", stderr(&output));
        }
    }
}

#[test]
fn help_of_a_command_is_found_in_both_ways() {
    for command in ["check", "list", "convert", "render"] {
        let (one, two) = (km0(&["help", command]), km0(&[command, "--help"]));
        assert_eq!((stdout(&one), code(&one)), (stdout(&two), 0));
    }
    assert_eq!(stdout(&km0(&["help", "ls"])), stdout(&km0(&["list", "--help"])));
    assert_eq!(stdout(&km0(&["help"])), stdout(&km0(&["--help"])));
    assert_eq!(code(&km0(&["help", "nonsense"])), 2);
}

#[test]
fn problems_are_written_as_a_table_too() {
    let folder = tempfile::tempdir().unwrap();
    let (table, out) = (folder.path().join("a.csv"), folder.path().join("problems.csv"));
    std::fs::write(&table, "Tên,Ngày\nHọp,\"hôm nào, đó\"\n").unwrap();
    let [table, path] = [&table, &out].map(|path| path.to_str().unwrap());
    let first = km0(&["check", table, "--problems", path, "--lang", "vi"]);
    assert_eq!(code(&first), 1, "{}", stderr(&first));
    let written = std::fs::read_to_string(&out).unwrap();
    let row = written.lines().find(|line| line.contains("bad-date")).expect("the date is told");
    assert!(row.contains(",2,2,error,bad-date,") && row.contains("\"\"hôm nào, đó\"\""), "{row}");
    assert_eq!(code(&km0(&["check", table, "--problems", path])), 2, "a file is not replaced without a word");
    assert_eq!(code(&km0(&["check", table, "--problems", path, "--force"])), 1);
    let tabs = folder.path().join("problems.tsv");
    km0(&["check", table, "--problems", tabs.to_str().unwrap()]);
    assert!(std::fs::read_to_string(&tabs).unwrap().starts_with("file\tline\tcolumn"));
}

#[test]
fn one_list_of_several_is_read_where_it_is_named() {
    let text = r#"{"old":[{"title":"A","date":"2022"}],"new":[{"name":"B","when":"2023"},{"name":"C","when":"2024"}]}"#;
    let names = |args: &[&str]| {
        let (out, code) =
            piped(&[&["list", "-", "--from", "json", "--columns", "name"], args].concat(), text.as_bytes());
        (out.lines().map(|line| line.trim().to_owned()).filter(|line| line.len() == 1).collect::<Vec<_>>(), code)
    };
    assert_eq!(names(&[]), (vec!["B".to_owned(), "C".to_owned()], 0));
    assert_eq!(names(&["--sheet", "old"]), (vec!["A".to_owned()], 0));
    assert_eq!(names(&["--sheet", "other"]).1, 1, "a list that is not there is an error");
}

#[test]
fn what_is_wrong_with_a_value_is_said_in_the_language_that_is_asked_for() {
    for (args, said) in [
        (&["render", "-o", "x.png", "--size", "9", "--lang", "vi"][..], "viết chiều rộng và chiều cao"),
        (&["render", "-o", "x.png", "--scale", "9", "--lang", "zh"], "请写 0.5 到 4 之间的数"),
        (&["render", "-o", "x.png", "--from", "hôm qua", "--lang", "vi"], "không đọc được ngày “hôm qua”"),
        (&["check", "x", "--from", "odt", "--lang", "vi"], "viết một trong các định dạng"),
        (&["check", "x", "--encoding", "xyz", "--lang", "zh"], "xyz 不是已知的编码"),
        (&["help", "nosuch", "--lang", "vi"], "không có lệnh “nosuch”"),
        (&["check", "--force=yes", "--lang", "vi"], "--force không nhận giá trị: “yes”"),
    ] {
        let output = km0(args);
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(stderr(&output).contains(said), "{args:?}: {}", stderr(&output));
    }
}
