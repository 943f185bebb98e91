using System.Text.Json;
using HomeLab.Cli.Output;

namespace HomeLab.Cli.Commands.Plans;

/// <summary>A plan as services record it; fields that are not known here are left to the JSON output.</summary>
/// <param name="Omitted">Changes beyond those that are listed.</param>
/// <param name="OmittedWithheld">The same of what is withheld.</param>
sealed record PlanDocument(
    string? Summary, IReadOnlyList<PlannedChange>? Changes, int Omitted, IReadOnlyList<WithheldChange>? Withheld, int OmittedWithheld)
{
    public static PlanDocument Empty { get; } = new(null, [], 0, [], 0);

    public static PlanDocument Read(string json)
    {
        var read = JsonSerializer.Deserialize<PlanDocument>(json, JsonText.Options) ?? Empty;
        return read with { Changes = read.Changes ?? [], Withheld = read.Withheld ?? [] };
    }
}

/// <param name="Change"><c>delete photos.example.org A 192.0.2.1</c>.</param>
/// <param name="Apply"><c>auto</c>, <c>approve</c> or <c>dryRun</c>; null of a service that does not tell.</param>
/// <param name="Because">Codes of the reasons for which it waits.</param>
sealed record PlannedChange(string Change, string? Apply, IReadOnlyList<string>? Because, IReadOnlyList<PlannedStep>? Steps)
{
    public const string Auto = "auto";
    public const string Approve = "approve";
    public const string DryRun = "dryRun";
    public const string ShownOnly = "dry run";

    /// <summary>Why it is not made; empty: nothing keeps it.</summary>
    public string HeldFor => Apply == DryRun ? ShownOnly : string.Join(", ", Because ?? []);

    public string Action => Change.Split(' ', 2)[0];

    public string What => Change.Split(' ', 2)[^1];

    /// <summary>Who wants it, or wanted it while it was there.</summary>
    public string By => Steps is [.., { By: { } by }] ? by : "";

    public int Count(string action) => Steps?.Count(step => step.Action == action) ?? 0;
}

sealed record PlannedStep(string Action, string? Object, string? Id, string? Before, string? After, string? By);

/// <param name="IsUnmet">Something that was asked for is not there; otherwise there is only more than was asked for.</param>
sealed record WithheldChange(string Change, string Code, string Reason, bool IsUnmet, DateTimeOffset? DueAt);
