import Compute

// Before anything else: it may start the program anew.
LinearAlgebra.prepare()
await VAEReport.main()
