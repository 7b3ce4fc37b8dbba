import ArgumentParser
import Compute
import Diagnostics
import Foundation
import Studies

/// `vae-report`: the command line.
struct VAEReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vae-report",
        abstract: "Which latent size does a convolutional VAE need for this data?",
        discussion: """
            Trains one model for each latent size, measures them on the test images and leaves a \
            report that a browser opens without a network.

            Examples:
              vae-report build                      MNIST, four sizes, two minutes
              vae-report build --preset smoke       in seconds, to see what comes
              vae-report build --latent-sizes 2,8,32 --epochs 20 --study long
              vae-report build --dataset my-folder  your own IDX files
              vae-report render mnist-quick --only loss-curves
              vae-report render mnist-quick --document my-report.md
              vae-report export mnist-quick --latex paper/report
              vae-report compare mnist-quick fashion-mnist-quick

            Exit status: 0 done; 64 wrong arguments; 65 bad data; 66 input missing; 69 a service, \
            package or font missing; 70 a defect of vae-report; 73 cannot write; 74 reading or \
            writing failed; 75 busy, try later; 130 and 143 stopped by a signal, go on with the \
            same command.
            """,
        version: ToolVersion.current,
        subcommands: [
            BuildCommand.self, TrainCommand.self, EvaluateCommand.self, RenderCommand.self,
            VerdictCommand.self, CompareCommand.self, VerifyCommand.self, ExportCommand.self,
            NewDocumentCommand.self, DataCommand.self,
            ServeCommand.self,
            DoctorCommand.self,
        ])

    /// The commands whose numbers depend on the instruction set: where one is forced that cannot be
    /// had, they do not take another. `doctor` tells it among its findings.
    private static let computing: [any ParsableCommand.Type] = [
        BuildCommand.self, TrainCommand.self, EvaluateCommand.self, RenderCommand.self,
        VerdictCommand.self, CompareCommand.self, VerifyCommand.self, ExportCommand.self,
    ]

    /// Parses, runs, and ends the process with the status of `ExitStatus` that fits.
    static func main() async {
        // A write over the limit on file sizes then fails, which is told, as a full disk is.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try await asyncParseAsRoot()
            if computing.contains(where: { $0 == type(of: command) }) {
                try Machine.checkInstructionSet(ProcessInfo.processInfo.environment)
            }
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let error as any DiagnosedError {
            // It may quote a file.
            StandardStream.error.tell("vae-report: \(error.description.withoutControls)\n")
            exit(error.status)
        } catch {
            let status = exitCode(for: error)
            // Help, versions and wrong arguments are the parser's to tell; any other error that is
            // not diagnosed is one that no library foresaw.
            guard status == .failure else { exit(withError: error) }
            StandardStream.error.tell(
                "vae-report: a defect of vae-report: \(error) — please report it with the command\n"
            )
            exit(.defect)
        }
    }

    /// Ends the process.
    private static func exit(_ status: ExitStatus) -> Never {
        exit(withError: ExitCode(status.rawValue))
    }
}
