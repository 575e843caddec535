//! The schema's rules: strict tables, text keys, deletion as a field, duplicates allowed; and the log is complete.

use crate::support::Desk;
use keji_store::{Act, Read, StoreError, rusqlite::types::Value};

/// Tables that the store itself keeps.
const STORE_TABLES: [&str; 6] = ["meta", "migration", "act", "change", "chain", "purged"];

struct Column {
    name: String,
    kind: String,
    key: bool,
    required: bool,
}

#[test]
fn every_table_is_strict_with_a_text_key_and_deletion_as_a_field() {
    let desk = Desk::school();
    read(&desk, |read| {
        for table in tables(read) {
            let strict: bool = one(read, "SELECT strict AS v FROM pragma_table_list(?1) WHERE schema = 'main'", &table);
            assert!(strict, "{table} is not STRICT");
            let columns = columns(read, &table);
            let keys: Vec<&Column> = columns.iter().filter(|column| column.key).collect();
            assert_eq!(keys.len(), 1, "{table} has not one key");
            assert_eq!((keys[0].name.as_str(), keys[0].kind.as_str()), ("id", "TEXT"), "key of {table}");
            let deleted = columns.iter().find(|column| column.name == "deleted_at");
            assert!(deleted.is_some_and(|column| !column.required), "{table} cannot delete by a field");
        }
    });
}

#[test]
fn duplicates_are_findings_not_errors() {
    let desk = Desk::school();
    read(&desk, |read| {
        for table in tables(read) {
            let sql = "SELECT count(*) AS v FROM pragma_index_list(?1) WHERE \"unique\" AND origin <> 'pk'";
            assert_eq!(one::<i64>(read, sql, &table), 0, "{table} has a UNIQUE index");
            let sql = "SELECT count(*) AS v FROM pragma_foreign_key_list(?1)";
            assert_eq!(one::<i64>(read, sql, &table), 0, "a reference of {table} may not dangle");
        }
    });
}

#[test]
fn a_write_to_any_table_is_in_the_log() {
    let desk = Desk::school();
    let store = desk.store();
    let act = Act { op: "test", actor: "director", sitting: None };
    let (all, act) = store
        .write(act, |tx| {
            let all = tables(tx);
            for table in &all {
                let columns = columns(tx, table);
                let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
                let values: Vec<Value> = columns.iter().map(some).collect();
                let marks: Vec<String> = (1..=values.len()).map(|at| format!("?{at}")).collect();
                let sql = format!("INSERT INTO \"{table}\" ({}) VALUES ({})", names.join(","), marks.join(","));
                tx.execute(&sql, keji_store::rusqlite::params_from_iter(values))?;
                tx.execute(&format!("UPDATE \"{table}\" SET deleted_at = NULL WHERE id = 'x'"), [])?;
            }
            Ok::<_, StoreError>(all)
        })
        .unwrap();
    assert_eq!(store.check().unwrap(), []);
    read(&desk, |read| {
        for table in &all {
            let mut statement =
                read.prepare("SELECT field FROM change WHERE act_id = ?1 AND record_table = ?2").unwrap();
            let logged: Vec<String> =
                statement.query_map([&act, table], |row| row.get("field")).unwrap().map(Result::unwrap).collect();
            // The moment of the last save is the act's own.
            for column in columns(read, table).iter().filter(|column| column.name != "updated_at") {
                assert!(logged.contains(&column.name), "{table}.{} is not in the log", column.name);
            }
        }
    });
}

#[test]
fn nothing_is_written_outside_the_door_nor_deleted_in_it() {
    let desk = Desk::school();
    let store = desk.store();
    let by_reading = store.read(|read| Ok::<_, StoreError>(read.execute("UPDATE school SET name = 'x'", [])?));
    assert!(by_reading.is_err());
    let act = Act { op: "test", actor: "director", sitting: None };
    let deleting = store.write(act, |tx| Ok::<_, StoreError>(tx.execute("DELETE FROM school", [])?));
    assert!(deleting.is_err());
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn the_same_steps_make_the_same_records() {
    let dump = || Desk::term().store().dump().unwrap();
    assert_eq!(dump(), dump());
}

fn read(desk: &Desk, look: impl FnOnce(&Read<'_>)) {
    desk.store()
        .read(|read| {
            look(read);
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

fn tables(read: &Read<'_>) -> Vec<String> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name";
    let mut statement = read.prepare(sql).unwrap();
    let names = statement.query_map([], |row| row.get::<_, String>("name")).unwrap().map(Result::unwrap);
    let tables: Vec<String> = names.filter(|name| !STORE_TABLES.contains(&name.as_str())).collect();
    assert!(tables.len() > 20);
    tables
}

fn columns(read: &Read<'_>, table: &str) -> Vec<Column> {
    let sql = "SELECT name, type, pk, \"notnull\" AS required FROM pragma_table_info(?1) ORDER BY cid";
    let mut statement = read.prepare(sql).unwrap();
    let columns = statement.query_map([table], |row| {
        Ok(Column {
            name: row.get("name")?,
            kind: row.get("type")?,
            key: row.get::<_, i64>("pk")? > 0,
            required: row.get("required")?,
        })
    });
    columns.unwrap().map(Result::unwrap).collect()
}

fn some(column: &Column) -> Value {
    match column.kind.as_str() {
        "TEXT" => Value::Text("x".to_owned()),
        "INTEGER" => Value::Integer(1),
        "REAL" => Value::Real(1.5),
        "BLOB" => Value::Blob(vec![1, 2, 3]),
        other => panic!("a column of type {other}"),
    }
}

fn one<T: keji_store::rusqlite::types::FromSql>(read: &Read<'_>, sql: &str, table: &str) -> T {
    read.query_row(sql, [table], |row| row.get("v")).unwrap()
}
