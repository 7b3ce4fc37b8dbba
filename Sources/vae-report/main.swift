import Compute

// Before anything multiplies: one thread a call, so that sums are taken in one order.
LinearAlgebra.prepare()
await VAEReport.main()
