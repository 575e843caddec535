//! The one door: reading on a connection that cannot write, writing in one transaction with its change log.

use crate::{
    act::{Act, ActSummary},
    capture::Pen,
    chain,
    clock::Clock,
    error::{Result, StoreError},
    ids::{Ids, uuid_v7},
    open::{Place, Site},
};
use chrono::{DateTime, FixedOffset};
use rusqlite::{Connection, OptionalExtension, params};
use std::{
    ops::Deref,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// An open store. Cheap to share behind an `Arc`; one writer at a time.
pub struct Store {
    pub(crate) writer: Mutex<Connection>,
    /// `None` for a store in memory, whose one connection serves both.
    pub(crate) reader: Option<Mutex<Connection>>,
    pub(crate) pen: Pen,
    pub(crate) site: Site,
    /// Millisecond and running number of the newest record identifier: identifiers order as they were made.
    pub(crate) newest_id: Mutex<(u64, u16)>,
    /// `None` in memory. Stands last: the lock is given back after the connections are closed.
    pub(crate) place: Option<Place>,
}

/// Read access: statements on it cannot write.
pub struct Read<'a> {
    connection: &'a Connection,
}

/// Write access inside one transaction; reads see what it has written.
pub struct Tx<'a> {
    read: Read<'a>,
    now: DateTime<FixedOffset>,
    ids: &'a dyn Ids,
    newest_id: &'a Mutex<(u64, u16)>,
    act: String,
}

impl Store {
    /// Runs `f` on a connection that cannot write.
    ///
    /// # Errors
    /// Whatever `f` returns, or the engine's refusal.
    pub fn read<T, E: From<StoreError>>(
        &self,
        f: impl FnOnce(&Read<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        if let Some(reader) = &self.reader {
            let connection = locked(reader);
            // One snapshot for all statements of `f`.
            let snapshot = connection.unchecked_transaction().map_err(StoreError::from)?;
            let result = f(&Read { connection: &connection });
            snapshot.finish().map_err(StoreError::from)?;
            result
        } else {
            let connection = locked(&self.writer);
            connection.execute_batch("PRAGMA query_only=ON").map_err(StoreError::from)?;
            let result = f(&Read { connection: &connection });
            connection.execute_batch("PRAGMA query_only=OFF").map_err(StoreError::from)?;
            result
        }
    }

    /// Runs `f` in one transaction under one act; returns its value and the act's id.
    /// Nothing is written when `f` fails.
    ///
    /// # Errors
    /// Whatever `f` returns, or the engine's refusal (`DiskFull` among them).
    pub fn write<T, E: From<StoreError>>(
        &self,
        act: Act<'_>,
        f: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<(T, String), E> {
        self.write_undoing(act, None, f)
    }

    /// A write that may remove records physically: the purge. Only its own transaction may.
    pub(crate) fn write_purging<T>(&self, act: Act<'_>, f: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<(T, String)> {
        self.write_undoing(act, None, |tx| {
            let purging = |purging| self.pen.lock().unwrap_or_else(PoisonError::into_inner).purging = purging;
            purging(true);
            let done = f(tx);
            purging(false);
            done
        })
    }

    pub(crate) fn write_undoing<T, E: From<StoreError>>(
        &self,
        act: Act<'_>,
        undoes: Option<&str>,
        f: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<(T, String), E> {
        let mut connection = locked(&self.writer);
        let transaction =
            connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(StoreError::from)?;
        let now = self.site.clock.now();
        let (act_id, is_new) = self.begin(&transaction, act, undoes, now)?;
        let tx = Tx {
            read: Read { connection: &transaction },
            now,
            ids: &*self.site.ids,
            newest_id: &self.newest_id,
            act: act_id,
        };
        let result = f(&tx);
        let leaves = {
            let mut pen = self.pen.lock().unwrap_or_else(PoisonError::into_inner);
            pen.act = None;
            std::mem::take(&mut pen.leaves)
        };
        let value = result?;
        let act_id = tx.act;
        if is_new || !leaves.is_empty() {
            chain::add_link(&transaction, &act_id, &now.to_rfc3339(), &leaves)?;
        }
        transaction.commit().map_err(StoreError::from)?;
        Ok((value, act_id))
    }

    /// The store's clock.
    pub fn clock(&self) -> &dyn Clock {
        &*self.site.clock
    }

    /// Folder of the store's files; `None` in memory.
    pub fn folder(&self) -> Option<&std::path::Path> {
        self.place.as_ref().map(|place| place.files.folder.as_path())
    }

    /// Newest acts first.
    ///
    /// # Errors
    /// The engine's refusal.
    pub fn acts(&self, most: u32) -> Result<Vec<ActSummary>> {
        self.read(|read| {
            let mut statement = read.prepare_cached(
                "SELECT a.id, a.op, a.actor, a.at, a.undoes,
                   (SELECT count(*) FROM change c WHERE c.act_id = a.id) AS changes
                 FROM act a ORDER BY a.clock DESC LIMIT ?1",
            )?;
            let rows = statement.query_map([most], |row| {
                Ok(ActSummary {
                    id: row.get("id")?,
                    op: row.get("op")?,
                    actor: row.get("actor")?,
                    at: row.get("at")?,
                    undoes: row.get("undoes")?,
                    changes: row.get("changes")?,
                })
            })?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Opens the act of a write: a new one (true), or the one of the same sitting when it may go on.
    fn begin(
        &self,
        connection: &Connection,
        act: Act<'_>,
        undoes: Option<&str>,
        now: DateTime<FixedOffset>,
    ) -> Result<(String, bool)> {
        let mut pen = self.pen.lock().unwrap_or_else(PoisonError::into_inner);
        pen.leaves.clear();
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        if millis > pen.millis {
            pen.millis = millis;
            pen.counter = 0;
        }
        if let Some(sitting) = act.sitting
            && may_go_on(connection, sitting, act)?
        {
            pen.act = Some(sitting.to_owned());
            return Ok((sitting.to_owned(), false));
        }
        let free = match act.sitting {
            Some(sitting) => !exists(connection, sitting)?,
            None => false,
        };
        let id = match act.sitting {
            Some(sitting) if free => sitting.to_owned(),
            _ => uuid_v7(millis, &self.site.ids.random()?),
        };
        let stamp = pen.stamp();
        connection
            .prepare_cached(
                "INSERT INTO act (id, op, actor, site, clock, at, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![id, act.op, act.actor, pen.site, stamp, now.to_rfc3339(), undoes])?;
        pen.act = Some(id.clone());
        Ok((id, true))
    }
}

impl Deref for Read<'_> {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        self.connection
    }
}

impl<'a> Deref for Tx<'a> {
    type Target = Read<'a>;
    fn deref(&self) -> &Read<'a> {
        &self.read
    }
}

impl Tx<'_> {
    /// The moment of this write, the same for all of it.
    pub fn now(&self) -> DateTime<FixedOffset> {
        self.now
    }

    /// The same moment as RFC 3339 text, as stored.
    pub fn now_text(&self) -> String {
        self.now.to_rfc3339()
    }

    /// A new record identifier.
    ///
    /// # Errors
    /// The system's source of randomness failed.
    pub fn new_id(&self) -> Result<String> {
        let millis = u64::try_from(self.now.timestamp_millis()).unwrap_or_default();
        let mut newest = self.newest_id.lock().unwrap_or_else(PoisonError::into_inner);
        *newest = match *newest {
            (last, number) if millis <= last && number < 0x0fff => (last, number + 1),
            (last, _) if millis <= last => (last + 1, 0),
            _ => (millis, 0),
        };
        let (millis, number) = *newest;
        let mut bytes = self.ids.random()?;
        // The twelve bits behind the time order what is made within one millisecond.
        bytes[..2].copy_from_slice(&number.to_be_bytes());
        Ok(uuid_v7(millis, &bytes))
    }

    /// Identifier of the act under which this transaction is logged.
    pub fn act(&self) -> &str {
        &self.act
    }
}

fn locked(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

fn exists(connection: &Connection, act: &str) -> Result<bool> {
    Ok(connection.query_row("SELECT 1 AS one FROM act WHERE id = ?1", [act], |_| Ok(())).optional()?.is_some())
}

/// A sitting may go on when it is the same actor's same operation and no later act touched its records.
fn may_go_on(connection: &Connection, sitting: &str, act: Act<'_>) -> Result<bool> {
    let same = connection
        .query_row(
            "SELECT 1 AS one FROM act WHERE id = ?1 AND op = ?2 AND actor = ?3",
            params![sitting, act.op, act.actor],
            |_| Ok(()),
        )
        .optional()?
        .is_some();
    if !same {
        return Ok(false);
    }
    let touched_since = connection
        .query_row(
            "SELECT 1 AS one FROM change mine JOIN change later
               ON later.record_table = mine.record_table AND later.record_id = mine.record_id
             WHERE mine.act_id = ?1 AND later.act_id <> ?1
               AND later.id > (SELECT max(id) FROM change WHERE act_id = ?1) LIMIT 1",
            [sitting],
            |_| Ok(()),
        )
        .optional()?
        .is_some();
    Ok(!touched_since)
}
