//! Whether a folder is this person's alone. What other users of the machine may write to is not trusted.

use std::path::Path;

use anyhow::bail;

use crate::storage::wording::shown;

/// Refuses a folder that another user of this machine may write to. One that is not there yet is fine.
///
/// # Errors
/// What is wrong with it, and how to mend that.
#[cfg(unix)]
pub fn check(folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let Ok(found) = folder.symlink_metadata() else { return Ok(()) };
    let (name, why) = (shown(folder), "others could read answers there or change them");
    if found.is_symlink() {
        bail!("{name} is a link to another place, and {why}: remove the link, or name another folder with --data-dir");
    }
    if found.uid() != rustix::process::geteuid().as_raw() {
        bail!("{name} belongs to another user, and {why}: name a folder of your own with --data-dir");
    }
    if found.mode() & 0o022 != 0 {
        bail!(
            "other users may write to {name}, and {why}: look whether everything in it is yours, then close it with \
             'chmod 700', or name another folder with --data-dir"
        );
    }
    let above = folder.parent().and_then(|above| above.metadata().ok().map(|found| (above, found)));
    match above {
        Some((above, found)) if found.mode() & 0o1002 == 0o002 => bail!(
            "everybody on this machine may write to {}, and {why}: close it with 'chmod 755', or name another folder \
             with --data-dir",
            shown(above)
        ),
        _ => Ok(()),
    }
}

/// Where folders are not closed in this way, there is nothing to check.
#[cfg(not(unix))]
pub fn check(_folder: &Path) -> anyhow::Result<()> {
    Ok(())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn of_mode(mode: u32, above: u32) -> Result<(), String> {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("sessions");
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(mode)).unwrap();
        fs::set_permissions(home.path(), Permissions::from_mode(above)).unwrap();
        check(&folder).map_err(|error| error.to_string())
    }

    #[test]
    fn what_others_may_write_to_is_refused_with_the_way_out() {
        for mode in [0o777, 0o770, 0o1777, 0o720, 0o702] {
            let said = of_mode(mode, 0o700).unwrap_err();
            assert!(said.contains("chmod 700") && said.contains("sessions") && said.contains("--data-dir"), "{said}");
        }
        assert!(of_mode(0o700, 0o777).unwrap_err().contains("chmod 755"));
        for (mode, above) in [(0o700, 0o700), (0o755, 0o755), (0o700, 0o1777)] {
            assert_eq!(of_mode(mode, above), Ok(()), "{mode:o} {above:o}");
        }
    }

    #[test]
    fn a_link_to_another_place_is_refused_and_what_is_not_there_yet_is_fine() {
        let home = tempfile::tempdir().unwrap();
        let (link, elsewhere) = (home.path().join("sessions"), home.path().join("elsewhere"));
        assert!(check(&link).is_ok());
        fs::create_dir(&elsewhere).unwrap();
        symlink(&elsewhere, &link).unwrap();
        assert!(check(&link).unwrap_err().to_string().contains("remove the link"));
    }

    #[test]
    fn what_belongs_to_another_user_is_refused() {
        // The root of the file system belongs to another user, unless the test itself is run by root.
        let said = check(Path::new("/")).map_err(|error| error.to_string());
        let is_root = rustix::process::geteuid().is_root();
        assert_eq!(said.is_err_and(|said| said.contains("belongs to another user")), !is_root);
    }
}
