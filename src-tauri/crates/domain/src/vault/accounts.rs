//! Accounts: who may open the school, and what as.

use super::{
    rows::{self, AccountRow},
    types::{Account, AccountInput, Accounts},
};
use crate::{
    access::{Reach, Role, Session},
    command::Call,
    error::{Code, Error, Result},
    roster::Names,
    school::SignedIn,
    slots, text,
    wire::{Acted, ById, Nothing, Saved},
};
use keji_store::{Act, Read, Slot, Store, StoreError, StoreFiles};
use std::collections::BTreeSet;

/// Label of the first account.
pub(crate) const FIRST_LABEL: &str = "教务主任";

/// All accounts.
pub(crate) fn list(call: &Call<'_>, _: Nothing) -> Result<Accounts> {
    let me = call.office.signed_in();
    let slots = match call.office.protected_school() {
        Ok((home, _)) => StoreFiles::new(home).look()?.slots,
        Err(_) => Vec::new(),
    };
    let mut holders = BTreeSet::new();
    let mut recovery_made_on = None;
    for slot in &slots {
        match slot {
            Slot::Passphrase { account, .. } => {
                holders.insert(account.as_str());
            }
            Slot::Recovery { made_on, .. } => recovery_made_on = made_on.parse().ok(),
            Slot::Open { .. } => {}
        }
    }
    let mine = me.account.map(|account| account.id);
    let (accounts, names) = call.read(|read| Ok((rows::accounts(read)?, Names::read(read)?)))?;
    let mut rows: Vec<Account> = accounts
        .into_iter()
        .map(|row| Account {
            has_passphrase: holders.contains(row.id.as_str()),
            me: mine.as_ref() == Some(&row.id),
            id: row.id,
            label: row.label,
            role: row.role,
            teacher: names.teacher(row.teacher_id.as_deref()),
            teacher_id: row.teacher_id,
            department_id: row.department_id,
            department: row.department,
        })
        .collect();
    rows.sort_by_key(|account| account.role);
    Ok(Accounts { rows, protected: me.protected, recovery_made_on })
}

/// Makes an account or changes one. The first one of a school comes with its first passphrase instead.
pub(crate) fn save(call: &Call<'_>, input: AccountInput) -> Result<Saved> {
    let (_, store) = call.office.protected_school()?;
    if let Some(passphrase) = &input.passphrase {
        slots::check_passphrase(passphrase)?;
    }
    let label = text::required("账号名称", &input.label, 20)?;
    let ((id, relabelled), act) = call.write("account_save", |tx| {
        let known = match &input.id {
            Some(id) => Some(rows::account(tx, id)?.ok_or_else(|| Error::rule(Code::NotFound))?),
            None => None,
        };
        let id = known.as_ref().map_or_else(|| tx.new_id().map_err(Error::from), |account| Ok(account.id.clone()))?;
        let row = checked(tx, id, label.clone(), &input)?;
        let relabelled = known.as_ref().is_some_and(|account| account.label != row.label);
        match known {
            Some(before) => {
                if before.role == Role::Director && row.role != Role::Director {
                    another_director(tx, &row.id)?;
                }
                rows::update_account(tx, &row)?;
            }
            None => rows::insert_account(tx, &row)?,
        }
        Ok((row.id, relabelled))
    })?;
    if relabelled {
        call.office.change_label(&id, Some(&label))?;
    }
    if let Some(passphrase) = &input.passphrase {
        call.office.change_slot(&id, passphrase)?;
        note(&store, "passphrase_reset", &call.session.actor)?;
    }
    call.office.refresh_session(&store)?;
    Ok(Saved { id, act })
}

/// Deletes an account. Its slot goes first: from then on its passphrase opens nothing.
pub(crate) fn delete(call: &Call<'_>, request: ById) -> Result<Acted> {
    call.read(|read| {
        let account = rows::account(read, &request.id)?.ok_or_else(|| Error::rule(Code::NotFound))?;
        if account.role == Role::Director { another_director(read, &account.id) } else { Ok(()) }
    })?;
    if call.office.signed_in().account.is_some_and(|account| account.id == request.id) {
        return Err(Error::rule(Code::OwnAccount));
    }
    call.office.change_label(&request.id, None)?;
    let ((), act) = call.write("account_delete", |tx| rows::delete_account(tx, &request.id))?;
    Ok(Acted { act })
}

/// Writes the first account, a director's; returns its identifier.
pub(crate) fn first(store: &Store, actor: &str, label: &str) -> Result<String> {
    let label = text::optional("账号名称", label, 20)?;
    let label = if label.is_empty() { FIRST_LABEL.to_owned() } else { label };
    let act = Act { op: "passphrase_first", actor, sitting: None };
    let (id, _) = store.write(act, |tx| -> Result<String> {
        let row = AccountRow {
            id: tx.new_id()?,
            label,
            role: Role::Director,
            teacher_id: None,
            department_id: None,
            department: String::new(),
        };
        rows::insert_account(tx, &row)?;
        Ok(row.id)
    })?;
    Ok(id)
}

/// Takes the first account back when its passphrase could not be set.
pub(crate) fn forget(store: &Store, actor: &str, id: &str) -> Result<()> {
    store.write(Act { op: "account_delete", actor, sitting: None }, |tx| rows::delete_account(tx, id))?;
    Ok(())
}

/// Label of a live account.
pub(crate) fn label(read: &Read<'_>, id: &str) -> Result<Option<String>> {
    Ok(rows::account(read, id)?.map(|account| account.label))
}

/// The session of a live account.
pub(crate) fn sign_in(read: &Read<'_>, id: &str) -> Result<Option<(Session, SignedIn)>> {
    Ok(rows::account(read, id)?.map(|account| {
        let reach = match (account.role, &account.department_id, &account.teacher_id) {
            (Role::Director | Role::Checker, ..) => Reach::School,
            (Role::DepartmentHead, Some(department_id), teacher_id) => {
                Reach::Department { department_id: department_id.clone(), teacher_id: teacher_id.clone() }
            }
            (Role::Teacher, _, Some(teacher_id)) => Reach::Teacher { teacher_id: teacher_id.clone() },
            _ => Reach::Nobody,
        };
        let signed_in = SignedIn {
            id: account.id.clone(),
            label: account.label,
            teacher_id: account.teacher_id,
            department_id: account.department_id,
        };
        (Session { actor: account.id, role: account.role, reach }, signed_in)
    }))
}

/// Notes in the log that something was done to the door.
pub(crate) fn note(store: &Store, op: &str, account: &str) -> Result<()> {
    store.write::<(), StoreError>(Act { op, actor: account, sitting: None }, |_| Ok(()))?;
    Ok(())
}

/// Brings a director's account back when the school has none: for whoever holds the recovery key.
///
/// # Errors
/// `AccountGone` while another director could let the caller in.
pub(crate) fn bring_back(store: &Store, id: &str, label: Option<&str>) -> Result<()> {
    store.write(Act { op: "account_save", actor: id, sitting: None }, |tx| {
        if rows::accounts(tx)?.iter().any(|account| account.role == Role::Director) {
            return Err(Error::rule(Code::AccountGone));
        }
        rows::bring_back(tx, id, label.unwrap_or(FIRST_LABEL))
    })?;
    Ok(())
}

fn checked(read: &Read<'_>, id: String, label: String, input: &AccountInput) -> Result<AccountRow> {
    if rows::accounts(read)?.iter().any(|account| account.label == label && account.id != id) {
        return Err(Error::rule(Code::LabelTaken).with("label", label));
    }
    let (teacher_id, department_id) = match input.role {
        Role::Visitor => return Err(Error::rule(Code::UnknownChoice).with("field", "角色")),
        Role::Teacher => {
            let teacher =
                input.teacher_id.clone().ok_or_else(|| Error::rule(Code::AccountNeeds).with("field", "教师"))?;
            (Some(teacher), None)
        }
        Role::DepartmentHead => {
            let department =
                input.department_id.clone().ok_or_else(|| Error::rule(Code::AccountNeeds).with("field", "教研组"))?;
            (input.teacher_id.clone(), Some(department))
        }
        Role::Director | Role::Checker => (input.teacher_id.clone(), None),
    };
    Ok(AccountRow { id, label, role: input.role, teacher_id, department_id, department: String::new() })
}

fn another_director(read: &Read<'_>, but: &str) -> Result<()> {
    let other = rows::accounts(read)?.iter().any(|account| account.role == Role::Director && account.id != but);
    if other { Ok(()) } else { Err(Error::rule(Code::LastDirector)) }
}
