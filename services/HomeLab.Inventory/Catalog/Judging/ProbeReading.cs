using HomeLab.Inventory.Certificates;

namespace HomeLab.Inventory.Catalog.Judging;

/// <summary>The answer to something that had to be asked: who asked says what, the catalogue says what it means.</summary>
/// <param name="System">The system that was asked.</param>
/// <param name="Site">Where it runs.</param>
/// <param name="Address">Who was asked: an address of a resource, or a URL.</param>
/// <param name="Probe"><c>http</c>, <c>api</c>, <c>tcp</c>, <c>dns</c>…, as in the catalogue.</param>
/// <param name="Key">Which one: of http <c>:3000/api/health</c>, of api the URL, else the port, query or command.</param>
sealed record ProbeReading(string System, string Site, string Address, string Probe, string Key)
{
    /// <summary>When it was asked.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Why it could not be asked, which tells nothing of it; null: it could.</summary>
    public string? NotAsked { get; init; }

    /// <summary>The status of an HTTP answer.</summary>
    public int? Status { get; init; }

    /// <summary>The answer's text, as far as it was read.</summary>
    public string Body { get; init; } = "";

    /// <summary>What else than HTTP: whether the answer was the expected one.</summary>
    public bool IsRight { get; init; }

    /// <summary>Of TLS: what was shown; null: nothing was.</summary>
    public ServedCertificate? Served { get; init; }

    /// <summary>Why there is no answer; null: there is one.</summary>
    public string? Failure { get; init; }
}
