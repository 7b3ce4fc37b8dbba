import Compute
import Testing

@testable import Studies

@Suite struct ThreadShareTests {
    private func counts(tasks: Int, jobs: Int, fixed: Int? = nil) -> [Int] {
        let share = ThreadShare(tasks: tasks, jobs: jobs, fixed: fixed)
        return (0..<tasks).map { _ in
            defer { share.end() }
            return share.workers.count
        }
    }

    @Test func idleThreadsHelpTheLastTrainings() {
        #expect(counts(tasks: 5, jobs: 2) == [1, 1, 1, 1, 2])
        #expect(counts(tasks: 3, jobs: 8) == [2, 4, 8])
        #expect(counts(tasks: 1, jobs: 64) == [8])
    }

    @Test func oneJobIsOneThread() {
        #expect(counts(tasks: 3, jobs: 1) == [1, 1, 1])
    }

    @Test func aNumberThatWasGivenStays() {
        #expect(counts(tasks: 3, jobs: 2, fixed: 3) == [3, 3, 3])
    }

    @Test func noTrainingLeftIsNoTrap() {
        let share = ThreadShare(tasks: 1, jobs: 4, fixed: nil)
        share.end()
        #expect(share.workers.count == 4)
    }
}
