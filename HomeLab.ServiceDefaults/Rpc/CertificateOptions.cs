namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>PEM files; both or none.</summary>
sealed class CertificateOptions
{
    public string? Path { get; init; }

    public string? KeyPath { get; init; }
}
