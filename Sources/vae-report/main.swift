await VAEReport.main()
