//! What the machine must have: Debian packages, Node, npm packages.

use crate::say::{Outcome, output, root, run, run_with, step};
use std::path::Path;

/// Needed to build and open the window.
pub(crate) const BUILD: [&str; 6] =
    ["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "libssl-dev", "perl", "fonts-noto-cjk"];

/// Needed by the tests besides.
pub(crate) const TEST: [&str; 5] = ["xvfb", "webkit2gtk-driver", "chromium", "poppler-utils", "qpdf"];

/// Installs the Debian packages that are missing; elsewhere says plainly what is needed.
pub(crate) fn packages(wanted: &[&str]) -> Outcome {
    node()?;
    let here = root();
    if !cfg!(target_os = "linux") {
        println!(
            "  这台机器不是 Linux。需要：Rust、Node 20 以上、C 编译器；Windows 另需 WebView2 运行时（Windows 11 自带）与 Perl。"
        );
        return Ok(());
    }
    if output(&here, "dpkg-query", &["--version"]).is_none() {
        println!("  没有 dpkg：不是 Debian 系的系统。请自行安装与下列 Debian 软件包相当的软件：{}", wanted.join(" "));
        return Ok(());
    }
    let missing: Vec<&str> = wanted.iter().copied().filter(|name| !installed(&here, name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    step(&format!("安装 Debian 软件包：{}", missing.join(" ")));
    let quiet = [("DEBIAN_FRONTEND", "noninteractive")];
    let mut install = vec!["install", "-y", "-q", "--no-install-recommends"];
    install.extend(&missing);
    if output(&here, "id", &["-u"]).is_some_and(|id| id.trim() == "0") {
        run_with(&here, "apt-get", &["update", "-q"], &quiet)?;
        run_with(&here, "apt-get", &install, &quiet)
    } else {
        install.insert(0, "apt-get");
        run(&here, "sudo", &["apt-get", "update", "-q"])
            .and_then(|()| run(&here, "sudo", &install))
            .map_err(|why| format!("{why}。请让管理员运行：apt-get install {}", missing.join(" ")))
    }
}

/// Installs the npm packages of a folder by its lock file when they are not what it says.
pub(crate) fn npm(folder: &str) -> Outcome {
    let folder = root().join(folder);
    let changed = |name: &str| folder.join(name).metadata().and_then(|meta| meta.modified()).ok();
    let installed = changed("node_modules/.package-lock.json");
    if installed.is_some() && installed >= changed("package-lock.json") {
        return Ok(());
    }
    step(&format!("按锁定文件安装 npm 软件包：{}", folder.display()));
    run(&folder, "npm", &["ci", "--no-audit", "--no-fund"])
}

fn installed(here: &Path, package: &str) -> bool {
    output(here, "dpkg-query", &["-W", "-f=${Status}", package])
        .is_some_and(|status| status.contains("install ok installed"))
}

fn node() -> Outcome {
    let version = output(&root(), "node", &["--version"]).ok_or("没有找到 Node。请安装 Node 20 以上")?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|number| number.parse::<u32>().ok());
    match major {
        Some(major) if major >= 20 => Ok(()),
        _ => Err(format!("Node {} 太旧。请安装 Node 20 以上", version.trim())),
    }
}
