namespace HomeLab.Simulators.Proxmox.State;

/// <summary>A certificate and its private key, both PEM.</summary>
sealed record Certificate(string Pem, string Key);
