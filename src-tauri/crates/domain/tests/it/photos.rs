//! Photos on a sheet: made small, seen and written with it, kept, counted, purged.

use crate::support::{Desk, TODAY, id, text, with};
use base64::{Engine, engine::general_purpose::STANDARD};
use keji_domain::access::{Reach, Role, Session};
use serde_json::{Value, json};
use std::io::Cursor;

/// A photo as a camera writes it, of its own grey.
pub(crate) fn taken(grey: u8, width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(width, height, image::Rgb([grey, grey, grey]));
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// The same as the page sends it.
pub(crate) fn dropped(grey: u8) -> String {
    STANDARD.encode(taken(grey, 320, 240))
}

struct Staff {
    desk: Desk,
    teacher: String,
    observer: String,
}

/// A sheet 1 of the observer on the teacher's lesson, with an opinion and without a process.
fn staff() -> Staff {
    let desk = Desk::term();
    let staff = Staff {
        teacher: desk.teacher("何静", "数学", &["任课教师"]),
        observer: desk.teacher("唐文斌", "语文", &["副校长"]),
        desk,
    };
    staff.desk.ok("observation_save", staff.sheet());
    staff
}

impl Staff {
    fn sheet(&self) -> Value {
        json!({
            "id": id(1), "sitting": id(1001), "date": TODAY, "period": 2, "teacher_id": self.teacher,
            "observer_id": self.observer, "subject": "数学", "topic": "一元一次方程", "lesson_kind": "推门课",
            "strengths": "问题链有梯度。"
        })
    }

    fn add(&self, number: u32, kind: &str) -> String {
        let grey = u8::try_from(number % 200).unwrap();
        let photo = json!({ "id": id(number), "sheet_id": id(1), "kind": kind, "data": dropped(grey) });
        self.desk.act("photo_add", photo)
    }

    fn photos(&self) -> Vec<String> {
        let sheet = self.desk.ok("observation_get", json!({ "id": id(1) }));
        sheet["photos"].as_array().unwrap().iter().map(|photo| text(photo, "/id")).collect()
    }

    fn refused(&self, fields: Value) -> &'static str {
        let photo = json!({ "id": id(999), "sheet_id": id(1), "kind": "other", "data": dropped(9) });
        self.desk.refusal("photo_add", with(&photo, fields))
    }
}

#[test]
fn a_photo_from_a_file_is_kept_small_and_shown() {
    let staff = staff();
    let file = staff.desk.own().join("DCIM0001.JPG");
    std::fs::write(&file, taken(90, 2400, 1600)).unwrap();
    let handle = staff.desk.office().keep_path(file).unwrap();
    let photo =
        json!({ "id": id(51), "sheet_id": id(1), "kind": "blackboard", "caption": " 主板书 ", "handle": handle });
    staff.desk.ok("photo_add", photo);
    let sheet = staff.desk.ok("observation_get", json!({ "id": id(1) }));
    let photo = &sheet["photos"][0];
    assert_eq!((&photo["kind"], &photo["caption"]), (&json!("blackboard"), &json!("主板书")));
    assert_eq!((&photo["width"], &photo["height"]), (&json!(1600), &json!(1067)));
    let picture = text(&staff.desk.ok("photo_get", json!({ "id": id(51) })), "/jpeg");
    let bytes = STANDARD.decode(picture).unwrap();
    assert_eq!(json!(bytes.len()), photo["size"]);
    assert_eq!(image::load_from_memory(&bytes).unwrap().width(), 1600);
    assert_eq!(staff.desk.store().check().unwrap(), []);
}

#[test]
fn photos_are_described_moved_deleted_and_brought_back() {
    let mut staff = staff();
    for number in [51, 52, 53] {
        staff.add(number, "blackboard");
    }
    assert_eq!(staff.photos(), [id(51), id(52), id(53)]);
    let said = json!({ "id": id(53), "kind": "other", "caption": "学生板演", "place": 1 });
    let moved = staff.desk.act("photo_save", said);
    assert_eq!(staff.photos(), [id(53), id(51), id(52)]);
    staff.desk.undo(&moved);
    assert_eq!(staff.photos(), [id(51), id(52), id(53)]);
    let gone = staff.desk.act("photo_delete", json!({ "id": id(52) }));
    assert_eq!(staff.desk.refusal("photo_get", json!({ "id": id(52) })), "not_found");
    assert_eq!(staff.photos(), [id(51), id(53)]);
    staff.desk.undo(&gone);
    let added = staff.add(54, "other");
    staff.desk.undo(&added);
    assert_eq!(staff.photos(), [id(51), id(52), id(53)]);
    let before = staff.desk.ok("photo_get", json!({ "id": id(52) }));
    staff.desk = staff.desk.reopened();
    assert_eq!(staff.desk.ok("photo_get", json!({ "id": id(52) })), before);
}

#[test]
fn a_repeated_call_is_one_photo() {
    let staff = staff();
    staff.add(51, "other");
    staff.add(51, "other");
    assert_eq!(staff.photos(), [id(51)]);
}

#[test]
fn a_page_written_by_hand_is_the_process() {
    let staff = staff();
    staff.desk.ok("observation_submit", json!({ "sheet": staff.sheet() }));
    let refusals = || staff.desk.ok("observation_get", json!({ "id": id(1) }))["refusals"].clone();
    let counts = || staff.desk.rows("observation_list")[0]["counts"].clone();
    assert_eq!((refusals(), counts()), (json!(["no_process"]), json!(false)));
    staff.add(51, "blackboard");
    assert_eq!(staff.desk.rows("observation_list")[0]["state"], "amended", "it is a change of what was handed in");
    assert_eq!(refusals(), json!(["no_process"]), "a blackboard tells nothing of the lesson's course");
    let added = staff.add(52, "page");
    assert_eq!((refusals(), counts()), (json!([]), json!(true)));
    staff.desk.undo(&added);
    assert_eq!((refusals(), counts()), (json!(["no_process"]), json!(false)));
}

#[test]
fn a_sheet_has_room_for_twelve() {
    let staff = staff();
    for number in 51..63 {
        staff.add(number, "other");
    }
    assert_eq!(staff.refused(json!({})), "photo_too_many");
    staff.desk.ok("photo_delete", json!({ "id": id(60) }));
    staff.add(63, "other");
}

#[test]
fn what_is_no_photo_is_refused() {
    let staff = staff();
    let data = |bytes: &[u8]| json!({ "data": STANDARD.encode(bytes) });
    assert_eq!(staff.refused(data(b"\0\0\0\x24ftypheic and more")), "photo_heic");
    assert_eq!(staff.refused(data(b"%PDF-1.7")), "photo_kind");
    assert_eq!(staff.refused(data(&taken(9, 60, 40)[..200])), "photo_damaged");
    assert_eq!(staff.refused(data(b"")), "photo_damaged");
    assert_eq!(staff.refused(json!({ "data": "no base64!" })), "bad_request");
    assert_eq!(staff.refused(json!({ "data": null })), "bad_request");
    assert_eq!(staff.refused(json!({ "data": null, "handle": "file-0" })), "unknown_handle");
    assert_eq!(staff.refused(json!({ "data": "A".repeat(46 << 20) })), "photo_too_large");
    assert_eq!(staff.refused(json!({ "sheet_id": id(2) })), "not_found");
    assert_eq!(staff.refused(json!({ "caption": "说".repeat(61) })), "field_too_long");
    assert_eq!(staff.photos(), [""; 0]);
}

#[test]
fn a_photo_is_seen_and_written_with_its_sheet() {
    let staff = staff();
    staff.add(51, "blackboard");
    let teacher = Session {
        role: Role::Teacher,
        reach: Reach::Teacher { teacher_id: staff.teacher.clone() },
        ..Session::built_in()
    };
    let code = |name: &str, request: Value| {
        staff.desk.call_as(&teacher, name, request).map_or_else(|error| error.code().to_owned(), |_| "done".to_owned())
    };
    let get = || code("photo_get", json!({ "id": id(51) }));
    assert_eq!(get(), "out_of_reach", "a draft is its observer's");
    staff.desk.ok("observation_submit", json!({ "sheet": staff.sheet() }));
    assert_eq!(get(), "done");
    let added = json!({ "id": id(52), "sheet_id": id(1), "kind": "other", "data": dropped(5) });
    assert_eq!(code("photo_add", added), "out_of_reach");
    assert_eq!(code("photo_save", json!({ "id": id(51), "kind": "other" })), "out_of_reach");
    assert_eq!(code("photo_delete", json!({ "id": id(51) })), "out_of_reach");
    staff.desk.ok("observation_delete", json!({ "id": id(1) }));
    assert_eq!(get(), "not_found");
}

#[test]
fn the_history_of_a_sheet_tells_of_its_photos_without_their_bytes() {
    let staff = staff();
    staff.add(51, "page");
    let history = staff.desk.ok("history_record", json!({ "kind": "observation", "id": id(1) }));
    let told = history.to_string();
    assert!(told.contains("添加照片") && told.contains("手写页"), "{told}");
    assert!(!told.contains("blake3"), "{told}");
}

#[test]
fn a_purge_takes_the_photos_of_a_deleted_sheet_along() {
    let staff = staff();
    staff.add(51, "page");
    staff.desk.ok("observation_delete", json!({ "id": id(1) }));
    staff.desk.ok("purge_run", json!({ "keys": ["deleted"], "backups": true }));
    let left = |sql: &str| -> i64 {
        staff
            .desk
            .store()
            .read(|read| -> keji_store::Result<i64> { Ok(read.query_row(sql, [], |row| row.get("n"))?) })
            .unwrap()
    };
    assert_eq!(left("SELECT count(*) AS n FROM photo"), 0);
    assert_eq!(left("SELECT count(*) AS n FROM change WHERE record_table = 'photo' AND value IS NOT NULL"), 0);
    assert_eq!(staff.desk.store().check().unwrap(), []);
}

#[test]
fn the_paper_of_a_lesson_shows_its_photos() {
    let staff = staff();
    staff.desk.ok("observation_submit", json!({ "sheet": staff.sheet() }));
    staff.add(51, "page");
    let caption = json!({ "id": id(51), "kind": "page", "caption": "第一页" });
    staff.desk.ok("photo_save", caption);
    let protected = |form: &str, format: &str, protection: &str| {
        let file = staff.desk.own().join(format!("听课记录.{format}"));
        let handle = staff.desk.office().keep_path(file.clone()).unwrap();
        let protection = json!({ "kind": protection });
        let request =
            json!({ "ids": [id(1)], "form": form, "format": format, "handle": handle, "protection": protection });
        staff.desk.ok("lesson_papers", request);
        std::fs::read(file).unwrap()
    };
    let written = |form: &str, format: &str| protected(form, format, "clear");
    let word = |form: &str| zip::ZipArchive::new(Cursor::new(written(form, "docx"))).unwrap();
    let mut record = word("record");
    let mut part = |name: &str| {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut record.by_name(name).unwrap(), &mut bytes).unwrap();
        bytes
    };
    let picture = text(&staff.desk.ok("photo_get", json!({ "id": id(51) })), "/jpeg");
    assert_eq!(STANDARD.encode(part("word/media/photo1.jpg")), picture);
    assert!(String::from_utf8(part("word/document.xml")).unwrap().contains("附图1　手写页　第一页"));
    assert!(written("record", "pdf").starts_with(b"%PDF"));
    assert!(word("slip").by_name("word/media/photo1.jpg").is_err(), "the slip for the teacher is one page of words");
    let mut coded = zip::ZipArchive::new(Cursor::new(protected("record", "docx", "coded"))).unwrap();
    assert!(coded.by_name("word/media/photo1.jpg").is_err(), "a page written by hand may name people");
    let mut main = String::new();
    std::io::Read::read_to_string(&mut coded.by_name("word/document.xml").unwrap(), &mut main).unwrap();
    assert!(main.contains("另有照片1张"), "{main}");
}
