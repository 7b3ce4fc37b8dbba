import Foundation

extension HealthCheck {
    /// Whether files can be made in a folder, or the folder itself where there is none yet.
    static func writing(_ subject: String, folder: URL) -> HealthCheck {
        let place = nearestExisting(folder)
        guard access(place.path, W_OK | X_OK) == 0 else {
            return .fail(
                subject, "\(place.path) cannot be written",
                remedy: "change its permissions, or choose another folder with --runs and --site")
        }
        return .ok(subject, folder.path)
    }

    /// Room for checkpoints and reports: a study of 21 trainings takes about 0.3 GB.
    static func space(in folder: URL) -> HealthCheck {
        let subject = "disk space"
        var status = statvfs()
        let place = nearestExisting(folder)
        guard statvfs(place.path, &status) == 0 else {
            return .warn(
                subject, "not known for \(place.path)", remedy: "look with df \(place.path)")
        }
        let gigabytes = Double(status.f_bavail) * Double(status.f_frsize) / 1e9
        let finding = "\(fixedText(gigabytes, digits: 1)) GB free in \(place.path)"
        let remedy = "make room, or choose a folder elsewhere with --runs"
        if gigabytes < 0.1 { return .fail(subject, finding, remedy: remedy) }
        return gigabytes < 1 ? .warn(subject, finding, remedy: remedy) : .ok(subject, finding)
    }

    /// The folder, or the first above it that exists.
    private static func nearestExisting(_ folder: URL) -> URL {
        var place = folder.standardizedFileURL
        while access(place.path, F_OK) != 0, place.path != "/" { place.deleteLastPathComponent() }
        return place
    }
}
