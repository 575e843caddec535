//! The numbered steps of the schema.

use keji_store::Migration;

/// All steps, in order.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        name: "ground_and_records",
        sql: include_str!("../migrations/0001_ground_and_records.sql"),
    },
    Migration { version: 2, name: "accounts", sql: include_str!("../migrations/0002_accounts.sql") },
    Migration { version: 3, name: "ground", sql: include_str!("../migrations/0003_ground.sql") },
    Migration { version: 4, name: "observation", sql: include_str!("../migrations/0004_observation.sql") },
    Migration { version: 5, name: "lessons", sql: include_str!("../migrations/0005_lessons.sql") },
    Migration { version: 6, name: "lessons_more", sql: include_str!("../migrations/0006_lessons_more.sql") },
    Migration { version: 7, name: "visits_at_once", sql: include_str!("../migrations/0007_visits_at_once.sql") },
];
