//! The shell: the only code that names Tauri. It opens the window, carries calls to the domain, and lends it dialogs,
//! viewers and paths.

mod crash;
mod dialogs;
mod logging;
mod paths;
mod rpc;

use keji_domain::{
    office::{Office, SampleClock},
    running::Running,
};
use keji_store::{RandomIds, SystemClock};
use std::{process::ExitCode, sync::Arc, thread, time::Duration};
use tauri::{Manager, RunEvent};

pub use dialogs::{Dialogs, FilePicker, SystemPicker};

/// Reads users' files in a process of its own: `keji --worker`.
pub fn worker() -> ExitCode {
    let limit = keji_intake::worker::MEMORY_LIMIT;
    match keji_intake::worker::run(std::io::stdin().lock(), std::io::stdout().lock(), limit) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Opens the window and runs until it is closed. `picker` asks the user for files.
pub fn run(picker: Arc<dyn FilePicker>) -> ExitCode {
    let homes = match paths::homes() {
        Ok(homes) => homes,
        Err(error) => {
            eprintln!("keji: {error}");
            return ExitCode::FAILURE;
        }
    };
    logging::start(&homes.logs);
    crash::report_into(&homes.logs);
    let office = Office::new(
        homes.schools,
        Arc::new(Dialogs::new(picker)),
        Arc::new(SystemClock),
        Arc::new(RandomIds),
        SampleClock::Running,
    );
    office.open_any();
    let office = Arc::new(office);
    keep(&office);
    let built = tauri::Builder::default()
        .manage(rpc::Desk { office, running: Running::default() })
        .invoke_handler(tauri::generate_handler![rpc::rpc, rpc::cancel])
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            tracing::info!("the window opens");
            app.run(|app, event| {
                if let RunEvent::Exit = event {
                    // The store is closed before the process ends, so that nothing of it lies in a side file.
                    app.state::<rpc::Desk>().office.close();
                    tracing::info!("the window closed");
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the window cannot be opened");
            eprintln!("keji: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Looks every minute whether a backup is due, for as long as the window is open.
fn keep(office: &Arc<Office>) {
    let office = Arc::downgrade(office);
    let kept = thread::Builder::new().name("keeping".into()).spawn(move || {
        loop {
            thread::sleep(Duration::from_mins(1));
            match office.upgrade() {
                Some(office) => office.tick(),
                None => return,
            }
        }
    });
    if kept.is_err() {
        tracing::warn!("hourly backups could not be started");
    }
}
