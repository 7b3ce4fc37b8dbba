print("vae-report")
