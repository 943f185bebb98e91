namespace HomeLab.Dns.Planning;

/// <summary>The lab's <c>policy.apply</c>.</summary>
enum ApplyMode
{
    Auto,
    Approve,
    DryRun,
}
