// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Data flows one way: a library imports only what stands above it in this list.
func library(
    _ name: String, _ dependencies: [Target.Dependency], path: String? = nil,
    resources: [Resource]? = nil
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: path, resources: resources,
        swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies,
        resources: [.copy("Fixtures")], swiftSettings: strict)
}

func system(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let package = Package(
    name: "vae-report",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "vae-report", targets: ["vae-report"]),
        // What `Benchmarks` measures.
        .library(
            name: "VAEReportLibraries", targets: ["Compute", "Datasets", "Models", "Studies"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    ],
    targets: [
        system(
            "CLinearAlgebra", pkgConfig: "lapacke openblas", apt: "libopenblas-dev liblapacke-dev"),
        system(
            "CGraphics", pkgConfig: "pangocairo libpng",
            apt: "libpango1.0-dev libcairo2-dev libpng-dev"),
        system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
        system(
            "CMarkdown", pkgConfig: "libcmark-gfm",
            apt: "libcmark-gfm-dev libcmark-gfm-extensions-dev"),
        .systemLibrary(name: "CFileSystem"),
        system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
        .target(name: "CKernels"),

        library("Diagnostics", []),
        library("Compute", ["Diagnostics", "CLinearAlgebra", "CKernels"]),
        library("Drawing", ["Diagnostics", "CGraphics"]),
        library("Storage", ["Diagnostics", "Compute", "CFileSystem", "CCrypto", "Yams"]),
        library("Datasets", ["Diagnostics", "Compute", "Drawing", "Storage", "CZlib", "CCurl"]),
        library("Models", ["Diagnostics", "Compute", "Datasets"]),
        library("Training", ["Diagnostics", "Compute", "Datasets", "Models"]),
        library(
            "Studies",
            ["Diagnostics", "Compute", "Storage", "Datasets", "Models", "Training"]),
        library(
            "Evaluation",
            ["Diagnostics", "Compute", "Storage", "Datasets", "Models", "Training", "Studies"]),
        library(
            "Figures",
            [
                "Diagnostics", "Compute", "Drawing", "Storage", "Datasets", "Models", "Training",
                "Studies", "Evaluation", "CZlib",
            ]),
        library(
            "Documents",
            [
                "Diagnostics", "Drawing", "Storage", "Datasets", "Models", "Training", "Studies",
                "Evaluation", "Figures", "CMarkdown",
            ]),
        library(
            "Templates", [], path: "templates",
            resources: [
                .embedInCode("page.mustache"), .embedInCode("block.mustache"),
                .embedInCode("index.mustache"), .embedInCode("notebook-table.mustache"),
                .embedInCode("style.css"),
                .embedInCode("report.js"), .embedInCode("decoder.js"), .embedInCode("latents.js"),
                .embedInCode("explorer.js"), .embedInCode("explorer.css"),
                .embedInCode("report.md"),
                .embedInCode("new-document.md"),
            ]),
        library(
            "Site",
            [
                "Diagnostics", "Drawing", "Storage", "Datasets", "Models", "Training", "Studies",
                "Evaluation", "Figures", "Documents", "Templates",
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "FlyingFox", package: "FlyingFox"),
            ]),
        .executableTarget(
            name: "vae-report",
            dependencies: [
                "Diagnostics", "Compute", "Drawing", "Storage", "Datasets", "Models", "Training",
                "Studies", "Evaluation", "Figures", "Documents", "Templates", "Site",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // For script/check-allocations, not for users: no product has it.
        .executableTarget(
            name: "training-steps", dependencies: ["Compute", "Datasets", "Models", "Training"],
            path: "Tests/Support/TrainingSteps", swiftSettings: strict),

        tests("Compute", ["CKernels"]),
        tests("Drawing"),
        tests("Storage", ["Compute"]),
        tests("Datasets", ["Storage", "Drawing"]),
        tests("Models", ["Compute", "Datasets", "Training"]),
        tests("Training", ["Compute", "Datasets", "Models"]),
        tests("Studies", ["Compute", "Storage", "Datasets", "Models", "Training"]),
        tests("Evaluation", ["Compute", "Storage", "Datasets", "Models", "Training", "Studies"]),
        tests(
            "Figures",
            ["Drawing", "Datasets", "Models", "Training", "Studies", "Evaluation", "Storage"]),
        tests(
            "Documents",
            [
                "Diagnostics", "Templates", "Drawing", "Figures", "Datasets", "Models", "Training",
                "Studies", "Evaluation", "Storage",
            ]),
        tests(
            "Site",
            [
                "Diagnostics", "Templates", "Drawing", "Figures", "Documents", "Datasets", "Models",
                "Training", "Studies", "Evaluation", "Storage",
            ]),
        .testTarget(
            name: "CommandTests", dependencies: ["vae-report", "Storage", "Studies"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// The sanitizers of script/test look at what handles raw memory and works on several threads; what
// stands above it would take them longer to build than all their tests. Nothing is built that stands
// above the library which VAE_REPORT_LAYERS names.
let layers = ["Studies", "Evaluation", "Figures", "Documents", "Templates", "Site", "vae-report"]
if let top = Context.environment["VAE_REPORT_LAYERS"], let place = layers.firstIndex(of: top) {
    let upper = Set(layers.dropFirst(place + 1))
    let tests = upper.map { "\($0)Tests" } + ["CommandTests"]
    package.targets.removeAll { upper.union(tests).contains($0.name) }
    package.products.removeAll { upper.contains($0.name) }
}
// Of the tests only those whose targets it names, with blanks between.
if let named = Context.environment["VAE_REPORT_TESTS"] {
    let kept = Set(named.split(separator: " ").map(String.init))
    package.targets.removeAll { $0.type == .test && !kept.contains($0.name) }
}
