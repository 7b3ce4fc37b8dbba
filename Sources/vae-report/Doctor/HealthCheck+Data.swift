import Datasets

extension HealthCheck {
    /// Which data sets are on this machine; those that are broken fail.
    static func data(_ locator: DatasetLocator) -> [HealthCheck] {
        locator.statuses().map { status in
            let subject = "data"
            if status.isSound {
                return .ok(subject, "\(status.title): \(status.folder ?? status.origin ?? "")")
            }
            if status.origin == nil, status.problem == nil {
                return .warn(
                    subject, "\(status.title): not on this machine",
                    remedy: "it will be downloaded when it is needed; vae-report data fetch "
                        + "\(status.name) does so now")
            }
            let problem = status.problem ?? status.files.compactMap(\.problem).first ?? "broken"
            return .fail(
                subject, "\(status.title): \(problem)",
                remedy: "replace the file, or take it away and fetch it anew")
        }
    }
}
