namespace HomeLab.Proxmox.Transport;

sealed record Envelope<T>
{
    public T? Data { get; init; }

    /// <summary>Only on some lists: how many there are in all.</summary>
    public long? Total { get; init; }
}

/// <summary><c>message</c> since libpve-http-server-perl 5.2 (2025); before, the text was in the reason phrase alone.</summary>
sealed record Refusal
{
    public string? Message { get; init; }

    public Dictionary<string, string>? Errors { get; init; }
}
