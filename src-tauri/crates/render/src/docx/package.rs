//! The parts of a .docx in one ZIP file.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::body::Body;
use super::section::footers;
use super::styles::{W, font_table, styles};
use super::xml::escape;
use crate::RenderError;
use crate::layout::document_title;
use crate::model::{Document, Stamp};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

pub(super) fn write(document: &Document, body: &Body) -> Result<Vec<u8>, RenderError> {
    let feet = footers(document);
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types(&feet, body)),
        ("_rels/.rels".to_owned(), package_relations()),
        ("docProps/core.xml".to_owned(), core(document)),
        ("docProps/app.xml".to_owned(), app()),
        ("word/document.xml".to_owned(), main(body)),
        ("word/_rels/document.xml.rels".to_owned(), relations(&feet, body)),
        ("word/styles.xml".to_owned(), styles(&document.page)),
        ("word/settings.xml".to_owned(), settings()),
        ("word/fontTable.xml".to_owned(), font_table()),
    ];
    for (name, _, xml) in feet {
        parts.push((format!("word/{name}"), xml));
    }
    for (index, xml) in body.charts.parts.iter().enumerate() {
        parts.push((format!("word/charts/chart{}.xml", index + 1), xml.clone()));
    }
    let photos = (1_usize..).zip(&body.pictures.parts);
    let media: Vec<(String, &[u8])> =
        photos.map(|(number, jpeg)| (format!("word/media/photo{number}.jpg"), jpeg.bytes())).collect();
    zip(&parts, &media, document.metadata.created).map_err(|error| RenderError::Layout(error.to_string()))
}

fn zip(parts: &[(String, String)], media: &[(String, &[u8])], stamp: Stamp) -> Result<Vec<u8>, zip::result::ZipError> {
    let year = u16::try_from(stamp.year).unwrap_or(1980);
    let time = DateTime::from_date_and_time(year, stamp.month, stamp.day, stamp.hour, stamp.minute, stamp.second)
        .unwrap_or(DateTime::DEFAULT);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(time)
        .unix_permissions(0o644);
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        file.start_file(name.as_str(), options)?;
        file.write_all(xml.as_bytes())?;
    }
    for (name, bytes) in media {
        // They are packed as tightly as they can be.
        file.start_file(name.as_str(), options.compression_method(CompressionMethod::Stored))?;
        file.write_all(bytes)?;
    }
    Ok(file.finish()?.into_inner())
}

fn content_types(feet: &[(String, String, String)], body: &Body) -> String {
    let part = |name: &str, kind: &str| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
    let mut xml = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    if !body.pictures.parts.is_empty() {
        xml += "<Default Extension=\"jpg\" ContentType=\"image/jpeg\"/>";
    }
    xml += &part("word/document.xml", &format!("{WORD_TYPE}.document.main+xml"));
    xml += &part("word/styles.xml", &format!("{WORD_TYPE}.styles+xml"));
    xml += &part("word/settings.xml", &format!("{WORD_TYPE}.settings+xml"));
    xml += &part("word/fontTable.xml", &format!("{WORD_TYPE}.fontTable+xml"));
    for (name, ..) in feet {
        xml += &part(&format!("word/{name}"), &format!("{WORD_TYPE}.footer+xml"));
    }
    for index in 1..=body.charts.parts.len() {
        xml += &part(
            &format!("word/charts/chart{index}.xml"),
            "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        );
    }
    xml += &part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    xml += &part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    xml + "</Types>"
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
}

fn package_relations() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{}{}{}</Relationships>",
        relation("rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml"),
        relation("rId2", &format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
        relation("rId3", &format!("{OFFICE}/extended-properties"), "docProps/app.xml"),
    )
}

fn relations(feet: &[(String, String, String)], body: &Body) -> String {
    let mut xml = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (id, kind) in [("rIdStyles", "styles"), ("rIdSettings", "settings"), ("rIdFonts", "fontTable")] {
        xml += &relation(id, &format!("{OFFICE}/{kind}"), &format!("{kind}.xml"));
    }
    for (name, id, _) in feet {
        xml += &relation(id, &format!("{OFFICE}/footer"), name);
    }
    for index in 1..=body.charts.parts.len() {
        xml += &relation(&format!("rIdChart{index}"), &format!("{OFFICE}/chart"), &format!("charts/chart{index}.xml"));
    }
    for index in 1..=body.pictures.parts.len() {
        xml += &relation(&format!("rIdPhoto{index}"), &format!("{OFFICE}/image"), &format!("media/photo{index}.jpg"));
    }
    xml + "</Relationships>"
}

fn main(body: &Body) -> String {
    format!(
        "{HEAD}<w:document {W} xmlns:r=\"{OFFICE}\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><w:body>{}</w:body></w:document>",
        body.xml
    )
}

fn settings() -> String {
    format!(
        "{HEAD}<w:settings {W}><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/><w:evenAndOddHeaders/>\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>"
    )
}

fn core(document: &Document) -> String {
    let metadata = &document.metadata;
    let moment = metadata.created.utc();
    let time = moment.iso().replace("+00:00", "Z");
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>{}</dc:creator><cp:keywords>{}</cp:keywords>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{time}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{time}</dcterms:modified><dc:language>zh-CN</dc:language></cp:coreProperties>",
        escape(&document_title(document)),
        escape(&metadata.subject),
        escape(&metadata.author),
        escape(&metadata.keywords.join(" ")),
    )
}

fn app() -> String {
    format!(
        "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>课迹</Application></Properties>"
    )
}
