using System.Text.Json;
using HomeLab.Cli.Output;

namespace HomeLab.Cli.Commands.Plans;

/// <summary>A plan as services record it; fields that are not known here are left to the JSON output.</summary>
sealed record PlanDocument(string? Summary, IReadOnlyList<PlannedChange>? Changes, IReadOnlyList<WithheldChange>? Withheld)
{
    static readonly PlanDocument Empty = new(null, [], []);

    public static PlanDocument Read(string json)
    {
        var read = JsonSerializer.Deserialize<PlanDocument>(json, JsonText.Options) ?? Empty;
        return read with { Changes = read.Changes ?? [], Withheld = read.Withheld ?? [] };
    }
}

/// <param name="Change"><c>delete photos.example.org A 192.0.2.1</c>.</param>
sealed record PlannedChange(string Change, IReadOnlyList<PlannedStep>? Steps)
{
    public string Action => Change.Split(' ', 2)[0];

    public string What => Change.Split(' ', 2)[^1];

    /// <summary>Who wants it, or wanted it while it was there.</summary>
    public string By => Steps is [.., { By: { } by }] ? by : "";

    public int Count(string action) => Steps?.Count(step => step.Action == action) ?? 0;
}

sealed record PlannedStep(string Action, string? Object, string? Id, string? Before, string? After, string? By);

/// <param name="IsUnmet">Something that was asked for is not there; otherwise there is only more than was asked for.</param>
sealed record WithheldChange(string Change, string Code, string Reason, bool IsUnmet, DateTimeOffset? DueAt);
