import Datasets
import Diagnostics
import Foundation
import Storage
import Testing
import Training

@testable import Studies

@Suite struct StudyStoreTests {
    let scratch: ScratchFolder

    init() throws { scratch = try ScratchFolder() }

    @Test func keepsPlanAndExamples() throws {
        let made = try TinyStudy.create(in: scratch("runs"))
        let store = StudyStore(runs: scratch("runs"))
        let study = try store.open(name: "tiny")
        #expect(study.plan == made.plan)
        #expect(study.description == made.description)
        #expect(study.planHash == (try study.plan.hash))
        #expect(try study.examples == TinyStudy.data.test)
        #expect(try store.names() == ["tiny"])
        #expect(try study.record(of: study.plan.tasks[0]).state == .planned)
        #expect(try study.epochs(of: study.plan.tasks[0]).isEmpty)
        try study.requireSameData(TinyStudy.data)
    }

    @Test func theSamePlanIsOpenedAndStaysAsItWas() throws {
        let first = try TinyStudy.create(in: scratch.url)
        let file = first.folder.appending(path: "study.json")
        let before = try DurableFile.read(file)
        // Other flags for the same plan, so another command.
        var settings = TinyStudy.settings
        settings.preset = .smoke
        settings.warmUpSteps = first.plan.training.warmUpSteps
        let second = try TinyStudy.create(in: scratch.url, settings)
        #expect(second.planHash == first.planHash)
        #expect(try DurableFile.read(file) == before)
    }

    @Test func aGivenTitleIsTaken() throws {
        let first = try TinyStudy.create(in: scratch.url)
        var settings = TinyStudy.settings
        settings.title = "Another title"
        let second = try TinyStudy.create(in: scratch.url, settings)
        let stored = try StudyStore(runs: scratch.url).open(name: "tiny")
        for study in [second, stored] {
            #expect(study.description.title == "Another title")
            #expect(study.description.command.hasSuffix("--title 'Another title'"))
            #expect(study.plan == first.plan && study.planHash == first.planHash)
        }
        // Said no more, it stays.
        let third = try TinyStudy.create(in: scratch.url)
        #expect(third.description == second.description)

        // Whoever works on the study keeps its title until the end; the same title is no change.
        let lock = try second.lock()
        _ = try TinyStudy.create(in: scratch.url, settings)
        settings.title = "A third title"
        let error = #expect(throws: StorageError.self) {
            try TinyStudy.create(in: scratch.url, settings)
        }
        #expect(error?.status == .busy)
        withExtendedLifetime(lock) {}
    }

    @Test(arguments: [true, false])
    func imagesStandingInHaveAStudyOfTheirOwn(_ standInFirst: Bool) throws {
        let sets = [TinyStudy.standIn, TinyStudy.data]
        let (one, other) = standInFirst ? (sets[0], sets[1]) : (sets[1], sets[0])
        let first = try TinyStudy.create(in: scratch.url, data: one)
        #expect(try TinyStudy.create(in: scratch.url, data: one).planHash == first.planHash)
        let error = #expect(throws: StudyError.self) {
            try TinyStudy.create(in: scratch.url, data: other)
        }
        #expect(error?.code == .otherPlan && error?.status == .usage)
        #expect(error?.problem.contains("standing in") == true)
        // Without a name that was given, both have their own, and say of themselves what holds.
        var settings = TinyStudy.settings
        settings.study = nil
        for data in [one, other] {
            let study = try TinyStudy.create(in: scratch.url, settings, data: data)
            #expect(study.description.dataSubstitution == data.substitution)
            #expect(study.description.name.hasSuffix("-standin") == (data.substitution != nil))
        }
    }

    @Test func theFolderNamesTheStudy() throws {
        let first = try TinyStudy.create(in: scratch.url)
        try FileManager.default.copyItem(
            at: first.folder, to: scratch.url.appending(path: "copy"))
        let store = StudyStore(runs: scratch.url)
        let copy = try store.open(name: "copy")
        #expect(copy.description.name == "copy")
        #expect(copy.planHash == first.planHash)
        #expect(try store.open(name: "tiny").description.name == "tiny")
    }

    @Test func anotherPlanUnderTheNameIsRefused() throws {
        _ = try TinyStudy.create(in: scratch.url)
        var settings = TinyStudy.settings
        settings.beta = 2
        let error = #expect(throws: StudyError.self) {
            try TinyStudy.create(in: scratch.url, settings)
        }
        #expect(error?.code == .otherPlan)
        #expect(error?.remedy?.contains("--study") == true)
    }

    @Test func missingStudiesAreToldWithNearNames() throws {
        let store = StudyStore(runs: scratch("runs"))
        #expect(try store.names().isEmpty)
        let empty = #expect(throws: StudyError.self) { try store.open(name: "mnist-quick") }
        #expect(empty?.status == .missingInput)
        _ = try TinyStudy.create(in: scratch("runs"))
        let near = #expect(throws: StudyError.self) { try store.open(name: "tyni") }
        #expect(near?.remedy?.contains("tiny") == true)
    }

    @Test func damagedRecordsAreRefused() throws {
        let study = try TinyStudy.create(in: scratch.url)
        let file = study.folder.appending(path: "study.json")
        let text = String(decoding: try DurableFile.read(file), as: UTF8.self)
        func problem(_ old: String, _ new: String) throws -> String {
            #expect(text.contains(old))
            try DurableFile.write(Data(text.replacing(old, with: new).utf8), to: file)
            let error = #expect(throws: (any Error).self) {
                try StudyStore(runs: scratch.url).open(name: "tiny")
            }
            #expect((error as? any DiagnosedError)?.status == .badData)
            return error.map { "\($0)" } ?? ""
        }
        #expect(try problem("\"beta\" : 1", "\"beta\" : 2").contains("do not belong together"))
        #expect(try problem("\"epochs\" : 4", "\"epochs\" : 0").contains("0 epochs"))
        #expect(
            try problem("\"height\" : 8", "\"height\" : 4611686018427387904").contains("pixels"))
        #expect(try problem("\"name\" : \"tiny\"", "\"name\" : \"../x\"").contains("../x"))
        #expect(try problem("\"formatVersion\" : 2", "\"formatVersion\" : 1").contains("format 1"))
        #expect(try problem("\"beta\" : 1", "\"beta\" : \"x\"").contains("beta"))
        #expect(try problem("\"plan\" :", "\"plam\" :").contains("plan is missing"))
        for (key, value, told) in [
            ("trainingImages", "0", "0 training images"),
            ("validationImages", "-1", "-1 validation images"),
            ("testImages", "9223372036854775807", "9223372036854775807 test images"),
            ("likelihoodSamples", "0", "0 samples of a likelihood"),
            ("likelihoodImages", "-1", "-1 images of a likelihood"),
            (
                "likelihoodImages", "4611686018427387904",
                "4611686018427387904 images of a likelihood"
            ),
        ] {
            let place = try #require(
                text.range(of: "\"\(key)\" : [0-9]+", options: .regularExpression))
            let old = String(text[place])
            #expect(try problem(old, "\"\(key)\" : \(value)").contains(told))
        }
    }

    @Test(arguments: [
        "", ".", "..", ".x", "../x", "/abs", "a/b", "a b", "é", "<script>", "a\0b", "a\n",
        "-x", "_x", "--help", "index.html", "README.md", "readme.MD",
        String(repeating: "x", count: 101),
    ])
    func namesThatCannotBeAreRefused(_ name: String) throws {
        let error = #expect(throws: StudyError.self) { try StudyName.check(name) }
        #expect(error?.code == .invalidName)
        #expect(throws: StudyError.self) { try StudyStore(runs: scratch.url).open(name: name) }
        try StudyName.check(StudyName.make(from: name))
        try StudyName.check(StudyName.make(from: "-\(name)"))
    }

    /// Figures put them into models.
    @Test func examplesOfAnotherSizeAreRefused() throws {
        let study = try TinyStudy.create(in: scratch.url)
        let examples = try study.examples
        #expect(examples.shape == study.plan.image)
        let shape = ImageShape(height: 5, width: 7)
        try StudyExamples(folder: study.folder).write(
            ImageSet(shape: shape, pixels: [UInt8](repeating: 1, count: 35), labels: nil))
        let error = #expect(throws: StudyError.self) { try study.examples }
        #expect(error?.status == .badData)
        #expect(error?.problem.hasPrefix("images of 5 x 7 pixels, while the models see") == true)
        #expect(error?.place?.hasSuffix("examples-images-idx3-ubyte") == true)
    }

    @Test func otherDataIsRefused() throws {
        let study = try TinyStudy.create(in: scratch.url)
        var other = TinyStudy.data
        other = .init(
            name: other.name, title: other.title, train: other.train, test: other.test,
            fingerprint: ["pixels": "abd"], origin: "", credit: "")
        #expect(throws: StudyError.self) { try study.requireSameData(other) }
    }
}
