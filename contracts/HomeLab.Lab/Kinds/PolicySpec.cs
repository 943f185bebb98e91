using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

public sealed record PolicySpec
{
    [Description("auto: do it; approve: propose it to a person; dryRun: only say what would be done.")]
    [AllowedValues("auto", "approve", "dryRun")]
    public string Apply { get; init; } = "auto";

    [Description("What is said of one kind of thing; of lab, kind and document the strictest counts.")]
    public IReadOnlyList<KindPolicySpec>? Kinds { get; init; }

    [Description("Above this number of deletes an hour a person is asked.")]
    [Range(0, 10_000)]
    public int MaxDeletes { get; init; } = 5;

    [Description("Above this share of what is owned, deleted in an hour, a person is asked.")]
    [Range(0.0, 1.0)]
    public double MaxDeleteShare { get; init; } = 0.3;

    [Description("How long something has to be gone before what was made for it is deleted.")]
    public TimeSpan RemoveAfter { get; init; } = TimeSpan.FromSeconds(60);
}

public sealed record KindPolicySpec
{
    [Description("DnsRecord: every record, whether a document asks for it or something that runs. Stack: every stack, whether a document or a repository asks for it. BackupPolicy: every copy; approve asks nobody, for a copy changes nothing of the lab.")]
    [AllowedValues("DnsRecord", "Stack", "BackupPolicy")]
    public required string Kind { get; init; }

    [Description("auto: do it; approve: propose it to a person; dryRun: only say what would be done.")]
    [AllowedValues("auto", "approve", "dryRun")]
    public required string Apply { get; init; }
}
