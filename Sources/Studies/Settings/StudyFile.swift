import Diagnostics
import Foundation
import Storage

/// The YAML of a study file, checked so far that only values are left to read.
struct StudyFile {
    /// Names the file in errors.
    let place: String

    /// The file's keys and values in order; throws `StudyError` with line and column.
    func entries(_ data: Data) throws -> [(key: SettingKey, value: StudyFileValue)] {
        guard data.count <= 1 << 20 else {
            throw error(place, "the file is larger than 1 MiB", "a study file has a few lines")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw error(place, "not UTF-8", "save the file as UTF-8")
        }
        return try mapping(text).entries.map { entry in
            guard let key = SettingKey(rawValue: entry.key) else {
                throw error(
                    "\(place):\(entry.line):\(entry.column)",
                    "unknown key \(entry.key.debugDescription.prefix(80))",
                    NearMatches.remedy(
                        for: entry.key, among: SettingKey.allCases.map(\.rawValue)))
            }
            let value = entry.value
            return (
                key,
                StudyFileValue(
                    key: key, value: value, place: "\(place):\(value.line):\(value.column)")
            )
        }
    }

    private func mapping(_ text: String) throws -> YAMLMapping {
        do {
            return try YAMLMapping(text)
        } catch let flaw as YAMLFlaw {
            let here = flaw.line.map { "\(place):\($0):\(flaw.column ?? 1)" } ?? place
            throw error(here, flaw.problem, flaw.remedy)
        }
    }

    private func error(_ place: String, _ problem: String, _ remedy: String) -> StudyError {
        StudyError(.invalidSetting, .badData, place: place, problem: problem, remedy: remedy)
    }
}

/// A value of a study file, and where it stands.
struct StudyFileValue {
    /// What it is the value of.
    let key: SettingKey
    /// As parsed.
    let value: YAMLValue
    /// `file:line:column`
    let place: String

    /// Any scalar, as text.
    func text() throws -> String { try required(value.text, "a text") }

    /// One of the names of `Choice`.
    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ type: Choice.Type
    ) throws -> Choice {
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        return try required(value.text.flatMap(Choice.init(rawValue:)), "one of \(names)")
    }

    /// A whole number, written in digits.
    func integer() throws -> Int { try required(value.integer, "a whole number, such as 8") }

    /// A number, written in digits.
    func number() throws -> Double { try required(value.number, "a number, such as 0.002") }

    /// A list of whole numbers.
    func integers() throws -> [Int] { try required(value.integers, "a list, such as [2, 4, 8]") }

    private func required<Value>(_ value: Value?, _ expected: String) throws -> Value {
        guard let value else {
            throw StudyError(
                .invalidSetting, .badData, place: place,
                problem: "\(key.rawValue) has another kind of value, or one out of range",
                remedy: "give \(expected)")
        }
        return value
    }
}
