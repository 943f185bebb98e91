using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Answers;

/// <summary>What a person has to look into, for nothing is done about it: the record is as wanted where it is written.</summary>
static class NotServed
{
    public const string Code = "NotServed";

    /// <param name="answers">At least one.</param>
    public static Reason Of(IReadOnlyList<KnownAnswer> answers, DateTimeOffset now) => new(
        Code,
        $"{answers[0].Record} {(answers[0].IsGone ? "was deleted" : "was written")}, and for {TimeSpan.FromSeconds(Math.Round((now - answers[0].Since).TotalSeconds)):c} "
        + $"{answers[0].Detail}{(answers.Count > 1 ? $" (and {answers.Count - 1} more)" : "")}. Nothing is changed because of it.");
}
