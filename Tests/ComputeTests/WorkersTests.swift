import Compute
import Dispatch
import Synchronization
import Testing

@Suite struct WorkersTests {
    @Test(arguments: [1, 2, 3, 8], [0, 1, 2, 7, 100])
    func everyPartIsDoneOnce(threads: Int, parts: Int) {
        let counts = Mutex([Int](repeating: 0, count: parts))
        Workers(count: threads).run(parts: parts) { part, lane in
            #expect((0..<threads).contains(lane))
            counts.withLock { $0[part] += 1 }
        }
        #expect(counts.withLock { $0.allSatisfy { $0 == 1 } })
    }

    @Test(.enabled(if: Machine.cores > 1)) func twoWorkAtATime() {
        let arrived = [DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)]
        let met = Atomic(0)
        Workers(count: 2).run(parts: 2) { part, _ in
            arrived[part].signal()
            // The other's; one thread alone would wait in vain.
            if arrived[1 - part].wait(timeout: .now() + 20) == .success {
                met.add(1, ordering: .relaxed)
            }
        }
        #expect(met.load(ordering: .relaxed) == 2)
    }

    @Test func aLaneIsOnOneThreadAtATime() {
        let busy = Mutex([Bool](repeating: false, count: 4))
        Workers(count: 4).run(parts: 200) { _, lane in
            busy.withLock {
                #expect(!$0[lane])
                $0[lane] = true
            }
            busy.withLock { $0[lane] = false }
        }
    }
}
