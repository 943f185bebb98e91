using HomeLab.Dns.Records;

namespace HomeLab.Dns.Measuring;

/// <param name="Outcome">Of the last look; null: none yet.</param>
/// <param name="Reason">Its code; null: none.</param>
/// <param name="SucceededAt">When it was last as wanted; null: never.</param>
/// <param name="HeardAt">When it was last read whole; null: never.</param>
/// <param name="Planned">Changes of the last plan, also those that wait for a person.</param>
sealed record ZoneFigure(
    string Zone, string? Outcome, string? Reason, DateTimeOffset? SucceededAt, DateTimeOffset? HeardAt, long Planned, long Withheld)
{
    /// <summary><c>cloudflare</c>, or the lab's name of the server.</summary>
    public string Provider => ZoneName.Parse(Zone).Server ?? "cloudflare";
}
